"""The CRC-32 of data whose parts were looked through in different processes.

That of two parts together follows from both and the length of the second: all are remainders of polynomials over two
elements. Source: Mark Adler, crc32_combine of zlib; here as in its version 1.2.12.
"""

POLYNOMIAL = 0xEDB88320
"""That of CRC-32, the highest power in the lowest bit."""

_ONE = 1 << 31


def joined(first: int, second: int, length: int) -> int:
    """The checksum of two parts of data, of which the second has so many bytes."""
    return _times(_power(8 * length), first) ^ second


def _power(number: int) -> int:
    """The unknown to the power of a number, as a remainder."""
    made, square = _ONE, _ONE >> 1
    while number:
        if number & 1:
            made = _times(made, square)
        square = _times(square, square)
        number >>= 1
    return made


def _times(one: int, other: int) -> int:
    """The product of two remainders, as a remainder."""
    product = 0
    while one:
        if one & _ONE:
            product ^= other
        one = (one << 1) & 0xFFFFFFFF
        other = (other >> 1) ^ POLYNOMIAL if other & 1 else other >> 1
    return product
