"""To whom an actor belonged when something was said: by office at that time, not by what came before or after."""

from chronoterm.chronology.view import Chronology
from chronoterm.dates import DateError, PartialDate
from chronoterm.records import Entry, Membership
from chronoterm.terms import Facet
from chronoterm.text import clean

PERHAPS = "~"
"""Before a body that an actor belonged to at some of the times only at which the record may be."""


def affiliations(entry: Entry, actor: str, chronology: Chronology) -> list[str]:
    """The bodies that an actor belonged to at the time of a record, each with the time of that where it is dated."""
    known = chronology.actor(actor)
    span = entry.span
    told = []
    for each in known.member_of if known is not None else ():
        lasting = each.within(span)
        if lasting is not None:
            name = clean(chronology.label(Facet.ACTOR, each.actor))
            told.append(f"{'' if lasting == span else PERHAPS}{name}{in_brackets(each)}")
    return told


def in_brackets(membership: Membership) -> str:
    """When a membership lasts: ` (since 5 Aug 2020)`, ` (2019 to 2021)`; nothing where it always does."""
    words = lasting_in_words(membership)
    return f" ({words})" if words else ""


def lasting_in_words(membership: Membership) -> str:
    """The same without brackets."""
    start, end = _day(membership.start), _day(membership.end)
    if start and end:
        return f"{start} to {end}"
    return f"since {start}" if start else f"until {end}" if end else ""


def _day(date: str | None) -> str:
    try:
        return "" if date is None else clean(PartialDate.parse(date).text)
    except DateError:
        return clean(date or "")
