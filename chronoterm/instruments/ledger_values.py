"""The claim ledger as values for other programs: one for each figure."""

from collections.abc import Iterator
from math import inf
from typing import Any

from chronoterm.instruments.ledger import StateGroup
from chronoterm.instruments.ledger_comparing import (
    Range,
    change,
    is_surely_later,
    is_surely_of_one_day,
    meant_range,
)
from chronoterm.instruments.ledger_lines import MOST_COUNTED, LedgerTold
from chronoterm.records import Entry
from chronoterm.terms import Facet

Value = dict[str, Any]


def values_of(told: LedgerTold) -> Iterator[Value]:
    """The figures of a ledger in its order, each with its change and how many others it disagrees with.

    What is not known is none. A change tells the record that it is compared with, and whether it is surely later.
    """
    for group in told.ledger.groups:
        for place in range(group.first, group.end):
            yield _value(told, group, place)


def _value(told: LedgerTold, group: StateGroup, place: int) -> Value:
    made, evidence = told.ledger, told.evidence
    claim = made.claims[place]
    entry = evidence.entry(claim.row)
    return {
        "series": made.series,
        "series_name": told.series_name if made.series is not None else None,
        "state": group.state,
        "record": entry.id,
        "figure": claim.at + 1,
        "date": entry.date,
        "at_the_latest": entry.at_the_latest,
        "speaker": entry.speaker,
        "speaker_name": _named(told, entry),
        "low": claim.low,
        "high": claim.high,
        "approx": claim.approx,
        "source": entry.lead_source,
        "expected": entry.expected,
        "match": "possible" if claim.row in evidence.possible else "certain",
        "unreviewed": entry.is_unreviewed,
        "change": _change(told, place),
        "disagrees": _disagreement(told, place),
    }


def _named(told: LedgerTold, entry: Entry) -> str | None:
    return None if entry.speaker is None else told.chronology.label(Facet.SPEAKER, entry.speaker)


def _change(told: LedgerTold, place: int) -> Value | None:
    made, evidence = told.ledger, told.evidence
    if place not in made.earlier:
        return None
    now, before = (made.claims[each] for each in (place, made.earlier[place]))
    speakers = [made.speakers.get(each.row) for each in (now, before)]
    return {
        **_bounds(change(meant_range(before), meant_range(now))),
        "since": evidence.entry(before.row).id,
        "same_speaker": speakers[0] is not None and speakers[0] == speakers[1],
        "surely_later": is_surely_later(evidence.lies(before.row), evidence.lies(now.row)),
    }


def _disagreement(told: LedgerTold, place: int) -> Value | None:
    made, evidence = told.ledger, told.evidence
    if place not in made.disagreeing:
        return None
    here, other = (made.claims[each] for each in (place, made.disagreeing[place]))
    return {
        "figures": made.against(place, MOST_COUNTED),
        "first": evidence.entry(other.row).id,
        "surely_of_one_day": is_surely_of_one_day(evidence.lies(here.row), evidence.lies(other.row)),
    }


def _bounds(told: Range) -> Value:
    return {
        "low": None if told.low == -inf else told.low,
        "high": None if told.high == inf else told.high,
    }
