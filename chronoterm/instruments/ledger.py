"""The claim ledger: the figures of one series, state by state, each in order of time, compared within its state."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from chronoterm.chronology.evidence import Claimed, Evidence
from chronoterm.instruments.ledger_comparing import (
    Account,
    Range,
    change,
    compared_with,
    meant_range,
    told_range,
)
from chronoterm.instruments.ledger_opponents import Opponents, Updates
from chronoterm.instruments.ledger_scale import Scale, scale_of
from chronoterm.instruments.told import Progress
from chronoterm.records import RelationType
from chronoterm.terms import Facet
from chronoterm.text import fold

UNHURRIED = 1_000
"""Figures after which it is told how far the comparing is."""


class SeriesCount(NamedTuple):
    """A series, or none, and how many figures of a view are in it."""

    series: str | None
    figures: int


class StateGroup(NamedTuple):
    """The figures of one state, at the half-open places from `first` to `end`; none where the state is not told.

    `opponents` finds who disagrees with whom, in a group that is compared; its places count from `first`.
    """

    state: str | None
    first: int
    end: int
    opponents: Opponents | None = None

    @property
    def figures(self) -> int:
        """How many there are."""
        return self.end - self.first

    @property
    def is_compared(self) -> bool:
        """Whether its figures are of one kind, as far as anybody told."""
        return self.opponents is not None


@dataclass(frozen=True)
class Ledger:
    """The figures of one series, or of none, of a view.

    By their places: `earlier` has the place of the figure that one changes, `disagreeing` for those that disagree with
    others the place of the first of these. `speakers` are told of the rows of a ledger that is compared.
    """

    series: str | None
    claims: Sequence[Claimed]
    groups: Sequence[StateGroup]
    earlier: Mapping[int, int]
    disagreeing: Mapping[int, int]
    speakers: Mapping[int, str]
    undated: int
    """Figures that are compared with none, since they have no date."""
    scale: Scale

    def group_at(self, place: int) -> StateGroup:
        """The group of a figure."""
        return self.groups[bisect_right(self.groups, place, key=_first_of) - 1]

    def range_of(self, group: StateGroup) -> Range:
        """From the lowest to the highest number of a group; open where a figure of it is."""
        told = [told_range(each) for each in self.claims[group.first : group.end]]
        return Range(min(each.low for each in told), max(each.high for each in told))

    def is_about(self, group: StateGroup) -> bool:
        """Whether the lowest or the highest number that is told in a group is only about right."""
        ends = set(self.range_of(group))
        claims = self.claims[group.first : group.end]
        return any(each.approx and not ends.isdisjoint(told_range(each)) for each in claims)

    def speakers_in(self, group: StateGroup) -> int:
        """How many speakers gave the figures of a group."""
        found = {self.speakers.get(each.row) for each in self.claims[group.first : group.end]}
        return len(found - {None})

    def disagreements_in(self, group: StateGroup) -> int:
        """How many figures of a group disagree with another one of it."""
        return sum(place in self.disagreeing for place in range(group.first, group.end))

    def against(self, place: int, most: int) -> int:
        """How many figures one disagrees with, counted up to `most`."""
        group = self.group_at(place)
        found = group.opponents.of(place - group.first) if group.opponents else iter(())
        return sum(1 for _ in islice(found, most))


def series_in(claims: Iterable[Claimed]) -> Sequence[SeriesCount]:
    """The series of some figures, that with most figures first; at the end the figures without a series."""
    counts: dict[str | None, int] = {}
    for each in claims:
        series = each.series or None
        counts[series] = counts.get(series, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (item[0] is None, -item[1], item[0] or ""))
    return [SeriesCount(*item) for item in ordered]


def ledger(evidence: Evidence, series: str | None, progress: Progress) -> Ledger:
    """The ledger of a series, or of the figures without one."""
    claims = [each for each in evidence.claims() if (each.series or None) == series]
    speakers = {} if series is None else _speakers(evidence, {each.row for each in claims})
    updates = updating(evidence)
    ordered: list[Claimed] = []
    groups: list[StateGroup] = []
    earlier: dict[int, int] = {}
    disagreeing: dict[int, int] = {}
    undated = 0
    for state, members in _parted(claims):
        first, opponents = len(ordered), None
        ordered.extend(members)
        if series is not None and state is not None:
            accounts = [_account(evidence, each, speakers) for each in members]
            undated += sum(each.dated is None for each in accounts)
            opponents = Opponents(accounts, updates)
            earlier.update((first + here, first + before) for here, before in _changed(accounts))
            disagreeing.update(
                (first + here, first + other)
                for here, other in _disagreeing(opponents, len(accounts), progress)
            )
        groups.append(StateGroup(state, first, len(ordered), opponents))
    scale = scale_of(claims) if series is not None else Scale(0, 1)
    return Ledger(series, ordered, groups, earlier, disagreeing, speakers, undated, scale)


def _account(evidence: Evidence, claim: Claimed, speakers: Mapping[int, str]) -> Account:
    row = claim.row
    return Account(row, speakers.get(row), evidence.dated(row), evidence.about(row), meant_range(claim))


def _changed(accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """The places of the accounts that change an earlier one, with the place of that.

    Left out is by how much nobody can say, since it has no end on either side.
    """
    for place, earlier in enumerate(compared_with(accounts)):
        if earlier is not None and not change(accounts[earlier].meant, accounts[place].meant).is_open:
            yield place, earlier


def _disagreeing(opponents: Opponents, total: int, progress: Progress) -> Iterator[tuple[int, int]]:
    """The places of the accounts that disagree with another one, with the place of the first of these."""
    for place in range(total):
        if place % UNHURRIED == 0:
            progress(place)
        other = next(opponents.of(place), None)
        if other is not None:
            yield place, other


def updating(evidence: Evidence) -> Updates:
    """Whether a record updates another one, asked once of each."""
    known: dict[int, tuple[str, frozenset[str]]] = {}

    def of(row: int) -> tuple[str, frozenset[str]]:
        if row not in known:
            entry = evidence.entry(row)
            updated = (each.to for each in entry.relations if each.type is RelationType.UPDATES)
            known[row] = entry.id, frozenset(updated)
        return known[row]

    def updates(one: int, other: int) -> bool:
        (first, of_first), (second, of_second) = of(one), of(other)
        return second in of_first or first in of_second

    return updates


def _speakers(evidence: Evidence, rows: set[int]) -> Mapping[int, str]:
    """Who speaks in rows, of those that somebody speaks in."""
    return {
        row: speaker
        for speaker in evidence.values(Facet.SPEAKER)
        for row in evidence.having(Facet.SPEAKER, speaker, exact=True)
        if row in rows
    }


def _parted(claims: Iterable[Claimed]) -> Sequence[tuple[str | None, Sequence[Claimed]]]:
    """Figures by state, however it is capitalised: that with most first, then that which begins first."""
    folded: dict[str | None, str] = {}
    of_states: dict[str, list[Claimed]] = {}
    for each in claims:
        state = folded.get(each.state)
        if state is None:
            state = folded[each.state] = fold(each.state or "")
        of_states.setdefault(state, []).append(each)
    ordered = sorted(of_states.items(), key=lambda item: (not item[0], -len(item[1])))
    return [(members[0].state if state else None, members) for state, members in ordered]


def _first_of(group: StateGroup) -> int:
    return group.first
