"""Ids that people can read: a few words of a headline or name, and some random letters that keep them apart."""

import re
from collections.abc import Container
from itertools import count

from chronoterm.chronology.view import Chronology
from chronoterm.documents import DocumentError
from chronoterm.edits import Table
from chronoterm.text import fold

MOST_WORDS = 5
MOST_LETTERS = 40
RANDOM = 4
"""Random characters in an id."""

_WORD = re.compile("[a-z0-9]+")
_SMALL_WORDS = frozenset(
    (
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "by",
        "for",
        "from",
        "has",
        "in",
        "is",
        "of",
        "on",
        "or",
        "the",
        "to",
    )
)


def new_id(headline_or_name: str, chance: str, taken: Container[str]) -> str:
    """An id that is not taken: readable words and four characters of `chance`, as in `strike-call-a7qd`.

    `chance` are random letters and digits. The more there are of them, the more ids can be tried; when all of them
    are taken, a number is put behind.
    """
    slug = slug_of(headline_or_name)
    tails = [chance[start : start + RANDOM] for start in range(max(1, len(chance) - RANDOM + 1))]
    for tail in tails:
        id_ = "-".join(filter(None, (slug, tail)))
        if id_ and id_ not in taken:
            return id_
    start = "-".join(filter(None, (slug, tails[0]))) or "unnamed"
    return next(each for number in count(2) if (each := f"{start}-{number}") not in taken)


def slug_of(text: str) -> str:
    """The first words of a text that tell something, in ASCII letters with hyphens between them; may be empty."""
    words = _WORD.findall(fold(text[:500]).replace("'", ""))
    telling = [each for each in words if each not in _SMALL_WORDS] or words
    slug = "-".join(each[:MOST_LETTERS] for each in telling[:MOST_WORDS])
    if len(slug) <= MOST_LETTERS:
        return slug
    return slug[: MOST_LETTERS + 1].rpartition("-")[0] or slug[:MOST_LETTERS]


class TakenIds:
    """The ids of a table that are in use, asked of a chronology one by one."""

    def __init__(self, table: Table, chronology: Chronology) -> None:
        self._table = table
        self._chronology = chronology

    def __contains__(self, id_: object) -> bool:
        """Whether a document has this id."""
        if not isinstance(id_, str):
            return False
        match self._table:
            case Table.ACTORS:
                return self._chronology.actor(id_) is not None
            case Table.PLACES:
                return self._chronology.place(id_) is not None
            case _:
                return self._is_record(id_)

    def _is_record(self, id_: str) -> bool:
        try:
            self._chronology.record(id_)
        except KeyError:
            return False
        except DocumentError:
            return True
        return True
