"""Series and states of figures in a query: `series:soldiers/planned`, `state:training`, `series:=an-id`."""

from chronoterm.language.fields import Takes
from chronoterm.language.tokens import in_quotes, spelled
from chronoterm.language.values import Item, Value
from chronoterm.terms import Figured

NONE = "none"
"""What is typed for a series, or a state, that is not told."""

STATE = "state"
"""The name of the field that asks for a state."""

_SLASH = "/"


def figured(value: Value) -> Figured:
    """The series, the state or both that a value asks for. Raises QueryError."""
    exact = bool(value.sign)
    if value.field.takes is Takes.STATE:
        return Figured(None, _one(value.text, exact=exact), exact)
    series, *states = (each.text for each in parts_of(value))
    if not series:
        raise value.refused("a series goes before the slash; state: asks for a state alone")
    return Figured(_one(series, exact=exact), next(iter(states), None), exact)


def written_figured(term: Figured) -> str:
    """The text that reads as the term."""
    exactly = "=" * term.exact
    if term.series is None:
        return f"{STATE}:{exactly}{_spelled(term.state)}"
    state = "" if term.state is None else f"{_SLASH}{term.state and _spelled(term.state)}"
    return f"series:{exactly}{_spelled(term.series)}{state}"


def _one(text: str, *, exact: bool) -> str:
    return "" if text.lower() == NONE and not exact else text


def _spelled(text: str | None) -> str:
    if not text:
        return NONE
    return in_quotes(text) if _SLASH in text else spelled(text)


def parts_of(value: Value) -> list[Item]:
    """The series, and the state that stands behind the first slash outside quotes, if there is one."""
    series: list[str] = []
    for number, piece in enumerate(value.pieces):
        before, slash, after = ("", "", "") if piece.quoted else piece.text.partition(_SLASH)
        if slash:
            at = piece.start + len(before)
            state = "".join((after, *(each.text for each in value.pieces[number + 1 :])))
            first = Item("".join((*series, before)), value.start, at)
            return [first, Item(state, at + 1, value.end)]
        series.append(piece.text)
    return [Item("".join(series), value.start, value.end)]
