"""How names are sorted in the user's language: `å` after `z` for a Swede, beside `a` for others."""

import locale
from collections.abc import Callable, Mapping

from chronoterm.text import clean, fold, to_ascii

VARIABLES = ("LC_ALL", "LC_COLLATE", "LANG")
"""Where a language is named, the one that counts most first (POSIX, Base Definitions, 8.2)."""

NO_LANGUAGE = ("C", "POSIX")


def collation(environ: Mapping[str, str]) -> Callable[[str], str]:
    """The function that makes the key a name is sorted by: as the locale has it, else as `fold` does.

    A name without anything to sort by has an empty key. Where a language is named and installed, this sets
    `LC_COLLATE` of the whole process, and nothing else of it; so it is called once, at the start. Never raises.
    """
    named = next((value for each in VARIABLES if (value := environ.get(each))), "")
    if named.split(".")[0] in ("", *NO_LANGUAGE):
        return fold
    try:
        locale.setlocale(locale.LC_COLLATE, named)
    except (locale.Error, ValueError):  # not installed, or no name that a locale could have
        return fold
    return _key


def name_of(collate: Callable[[str], str]) -> str:
    """What tells one way of sorting names from another: the locale, or nothing where names are only folded."""
    return "" if collate is fold else locale.setlocale(locale.LC_COLLATE)


def _key(text: str) -> str:
    if not fold(text):
        return ""
    plain = " ".join(clean(text).lower().split())
    for attempt in (plain, to_ascii(plain)):
        try:
            if key := locale.strxfrm(attempt):  # some signs weigh nothing in a language
                return key
        except (OSError, ValueError):  # systems refuse different characters
            continue
    return fold(text)
