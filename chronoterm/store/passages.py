"""What records were taken from of one file, found by its SHA-256 in the documents as they stand."""

from collections.abc import Iterable, Iterator

import msgspec

from chronoterm.records import Passage


class _Source(msgspec.Struct):
    span: tuple[int, int] | None = None
    sha256: str | None = None


class _Taken(msgspec.Struct):
    id: str
    sources: tuple[_Source, ...] = ()


_TAKEN = msgspec.json.Decoder(_Taken)


def passages_of(records: Iterable[msgspec.Raw], sha256: str) -> Iterator[Passage]:
    """The passages of a file that records name, given their JSON; damaged documents have none."""
    wanted = sha256.encode("utf-8", "surrogatepass")
    for raw in records:
        if wanted in bytes(raw):  # which spares decoding all others
            yield from _in_record(raw, sha256)


def names_file(records: Iterable[msgspec.Raw], sha256: str) -> bool:
    """Whether a source of any record names a file, with a passage of it or without."""
    wanted = sha256.encode("utf-8", "surrogatepass")
    return any(wanted in bytes(raw) and _named_in(raw, sha256) for raw in records)


def _named_in(raw: msgspec.Raw, sha256: str) -> bool:
    try:
        return any(each.sha256 == sha256 for each in _TAKEN.decode(raw).sources)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def _in_record(raw: msgspec.Raw, sha256: str) -> Iterator[Passage]:
    try:
        taken = _TAKEN.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return
    for each in taken.sources:
        if each.sha256 == sha256 and each.span is not None:
            yield Passage(*each.span, taken.id)
