"""Text from anywhere made fit for a terminal: cleaned, isolated, folded, or reduced to ASCII.

Every string of a store, a file, an argument or an exception passes `clean` or `clean_block` before it is shown.
"""

import re

# Assigned, printable, already composed, and not combining with what stands before. All other text takes the long way.
_ORDINARY = (
    "\x20-\x7e\xa0-\xac\xae-\u02ff"  # Latin
    "\u0370-\u0373\u0375-\u0377\u037a-\u037d\u037f\u0384-\u0386\u0388-\u038a\u038c\u038e-\u03a1"  # Greek
    "\u03a3-\u0482\u048a-\u052f\u05be\u05d0-\u05ea"  # Greek, Cyrillic, Hebrew
    "\u0606-\u060f\u061b\u061d-\u064a\u0660-\u066f\u0671-\u06d5"  # Arabic
    "\u1e00-\u1eff\u2002-\u200a\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"  # Latin, spaces, punctuation, currency
    "\u2100-\u2125\u2127-\u2129\u212c-\u218b\u2190-\u2328\u232b-\u2426\u2460-\u2adb"  # symbols, arrows, lines
    "\u3000-\u3029\u3030-\u303f\u3041-\u3096\u309b-\u30ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9ffc\uac00-\ud7a3\uff01-\uff9f"  # Han, Hangul syllables, full and half width
)
_ORDINARY_BLOCK = re.compile(f"[\n{_ORDINARY}]*")
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def clean(text: str) -> str:
    """Make the text safe to show on one line of a terminal; a line break or a tab becomes a space.

    Controls are shown as their picture; reordering, invisible and unassigned characters never pass; a base carries
    three marks at most, or six in the scripts that need them. The result is composed (NFC), can be written as UTF-8,
    and cleaning it again changes nothing.
    """
    if text.isascii() and text.isprintable():
        return text
    return clean_block(text).replace("\n", " ")


def clean_block(text: str) -> str:
    r"""Make a text of several lines safe to show, as `clean` does; a line break of any kind becomes one `\n`."""
    return text if _ORDINARY_BLOCK.fullmatch(text) else _long_way(text)


def _long_way(text: str) -> str:
    from chronoterm.text_settling import settled  # noqa: PLC0415 - most text never comes here

    return settled(text)


def scrub(text: str) -> str:
    """Remove what a terminal would obey: controls, surrogates, bidi embeddings and overrides, line separators.

    The last defence, for what is about to be written. It replaces nothing and keeps the isolates of `isolate`.
    """
    return text if text.isprintable() else _UNWRITABLE.sub("", text)


def isolate(text: str) -> str:
    """Put each right-to-left run between U+2068 and U+2069, so that it cannot reorder its neighbours.

    A run goes from a right-to-left letter to the last one before a left-to-right letter or a line break.
    """
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return text
    from chronoterm.text_settling import isolated  # noqa: PLC0415 - most text never comes here

    return isolated(text)


def fold(text: str) -> str:
    """Reduce the text for matching: no accents, no case, plain quotes and dashes, single spaces, trimmed.

    Compatibility forms become ordinary ones (`①` is `1`); vowel signs that are letters in their script stay.
    Folding twice changes nothing.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().replace("`", "'").split())
    from chronoterm.text_fold import folded  # noqa: PLC0415 - most names are plain

    return folded(text)


def to_ascii(text: str) -> str:
    """Put ASCII in the place of everything else, cell for cell, for terminals that cannot show more."""
    if text.isascii():
        return text
    from chronoterm.text_ascii import to_ascii as converted  # noqa: PLC0415 - most terminals never need it

    return converted(text)
