"""From a query and an order that were written down to what they ask today."""

from collections.abc import Sequence
from typing import NamedTuple

from chronoterm.dates import PartialDate
from chronoterm.language.errors import QueryError
from chronoterm.language.named import Names
from chronoterm.language.orders import read_order
from chronoterm.language.reading import read_query
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.problems import ChronotermError
from chronoterm.query import ALL
from chronoterm.steps import Asked
from chronoterm.terms import Facet

LONGEST_KEPT = 1_000_000
"""Characters of a query that was written by the program: one typed name may stand for many values."""


class Reopened(NamedTuple):
    """What is asked, and what somebody must know about it: a name that is gone, a text that nobody understands."""

    asked: Asked
    remark: str = ""


class _Ids:
    """Names by their ids alone, as written queries have them: one that is gone must not mean another like it."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def resolve(self, facet: Facet, typed: str) -> Sequence[str]:
        """The value of that id, if there is one."""
        return [each for each in self._names.resolve(facet, typed) if each == typed]


def reopened(query: str, sort: str, names: Names, today: PartialDate) -> Reopened:
    """What a written query and order ask; what cannot be understood asks for nothing, and is remarked on."""
    remarks: list[str] = []
    asked, order = ALL, CHRONOLOGICAL
    try:
        reading = read_query(query, _Ids(names), today=today, longest=LONGEST_KEPT)
    except QueryError as error:
        remarks.append(f"the saved filter cannot be read: {error}")
    else:
        asked = reading.query
        remarks += reading.remarks
    try:
        order = read_order(sort)
    except ChronotermError as error:
        remarks.append(str(error))
    return Reopened(Asked(asked, order), "; ".join(remarks))
