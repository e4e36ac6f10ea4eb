"""Files that are read in one piece, up to a size."""

from typing import BinaryIO

MEGABYTE = 1 << 20


class TooLargeError(ValueError):
    """A file is larger than what is read of its form; the message goes after its name."""


def whole(file: BinaryIO, most: int) -> bytes:
    """All bytes of a file. Raises TooLargeError for more than `most`, of which no more is read than that."""
    data = file.read(most + 1)
    if len(data) > most:
        raise too_large(most)
    return data


def too_large(most: int) -> TooLargeError:
    """What is said of a file with more than `most` bytes."""
    return TooLargeError(
        f"is larger than {most // MEGABYTE} MB, the most that is read of such a file; split it"
    )
