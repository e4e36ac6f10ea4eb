"""How near proposals come to records that were written by hand: found, wrong and missed, field by field.

A proposal and a hand-written record belong together when their spans cover mostly the same characters. Among the
possible pairs the best come first; whether the kinds agree counts a little, what the fields hold counts nothing.
Everything in a record without a partner is wrong or missed, so each figure is one from end to end.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from msgspec import Struct

from chronoterm.importers.proposals import Extraction, Proposal

LEAST_OVERLAP = 0.5
SAME_KIND = 0.2
VAGUE = timedelta(days=3)
"""How far either end of a vague date may be off."""


class Wanted(Struct, frozen=True, kw_only=True):
    """A name that should be found: other ids that are as right, and whether it may be left out."""

    id: str
    accept: tuple[str, ...] = ()
    optional: bool = False


class WantedDate(Struct, frozen=True, kw_only=True):
    start: str | None = None
    end: str | None = None
    precision: str = ""
    bound: str = ""


class WantedFigure(Struct, frozen=True, kw_only=True):
    value: int | float
    state: str | None = None


class WantedRecord(Struct, frozen=True, kw_only=True):
    """A record as a person would have written it; one that is optional is neither missed nor wrong."""

    id: str
    kind: str
    date: WantedDate
    spans: tuple[tuple[int, int], ...]
    text: str
    speaker: str | Wanted | None = None
    actors: tuple[str | Wanted, ...] = ()
    places: tuple[str | Wanted, ...] = ()
    quotes: tuple[str, ...] = ()
    figures: tuple[WantedFigure, ...] = ()
    optional: bool = False


class WantedArticle(Struct, frozen=True, kw_only=True):
    file: str
    published: str


class Gold(Struct, frozen=True, kw_only=True):
    """What should be proposed of an article."""

    article: WantedArticle
    records: tuple[WantedRecord, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    found: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.found + other.found, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def f1(self) -> float:
        """Of what was proposed and of what was wanted, the part that agrees; 1 when there was neither."""
        everything = 2 * self.found + self.wrong + self.missed
        return 2 * self.found / everything if everything else 1.0

    @property
    def spotless(self) -> bool:
        return not self.wrong and not self.missed


class Remark(Struct, frozen=True):
    """What is not as it should be, for a person who looks for the reason."""

    record: str
    field: str
    proposed: str
    wanted: str


class Score(Struct, frozen=True):
    """Counts by field, among them `records` and `clean`."""

    counts: dict[str, Counts]
    remarks: tuple[Remark, ...]


Field = Callable[[Proposal], Sequence[Hashable]]
Goal = Callable[[WantedRecord], Sequence[Hashable]]


def plain_id(name: str) -> str:
    """An id without the mark of a new name and without differences of writing."""
    return re.sub(r"[^a-z0-9:]+", "-", name.lower().removeprefix("new:")).strip("-")


def bare_quote(quote: str) -> str:
    """The words of a quote without outer marks, a closing comma or stop, and differences of blanks."""
    return " ".join(quote.split()).strip(' "“”«»„').rstrip(",.").strip()


def _named(name: str | Wanted) -> Wanted:
    return Wanted(id=name) if isinstance(name, str) else name


def _names(wanted: WantedRecord, field: str) -> list[Wanted]:
    value: str | Wanted | tuple[str | Wanted, ...] | None = getattr(wanted, field)
    if value is None:
        return []
    return [_named(one) for one in (value if isinstance(value, tuple) else (value,))]


def _proposed_names(proposal: Proposal, field: str) -> list[str]:
    value: str | tuple[str, ...] | None = getattr(proposal, field)
    if value is None:
        return []
    return list(dict.fromkeys(map(plain_id, value if isinstance(value, tuple) else (value,))))


def names_counted(proposed: Sequence[str], wanted: Sequence[Wanted]) -> Counts:
    """How many names agree; a second id for the same name is not wrong, an optional name never counts."""
    ids = [{plain_id(one) for one in (name.id, *name.accept)} for name in wanted]
    taken: set[int] = set()
    wrong = 0
    for name in proposed:
        free = [at for at, right in enumerate(ids) if name in right and at not in taken]
        taken.update(free[:1])
        wrong += not any(name in right for right in ids)
    needed = {at for at, name in enumerate(wanted) if not name.optional}
    return Counts(len(taken & needed), wrong, len(needed - taken))


def values_counted(proposed: Sequence[Hashable], wanted: Sequence[Hashable]) -> Counts:
    """How many values agree, each as often as it stands on both sides."""
    have, want = Counter(proposed), Counter(wanted)
    return Counts((have & want).total(), (have - want).total(), (want - have).total())


def _same_day(one: str | None, other: str | None, slack: timedelta) -> bool:
    if one is None or other is None:
        return one == other
    return abs(date.fromisoformat(one) - date.fromisoformat(other)) <= slack


def _date_counted(proposal: Proposal | None, wanted: WantedRecord | None) -> Counts:
    if proposal is None or wanted is None:
        return Counts(wrong=int(wanted is None), missed=int(proposal is None))
    slack = VAGUE if wanted.date.precision == "vague" else timedelta()
    starts = _same_day(proposal.date.start, wanted.date.start, slack)
    agrees = starts and _same_day(proposal.date.end, wanted.date.end, slack)
    return Counts(found=1) if agrees else Counts(wrong=1, missed=1)


VALUES: dict[str, tuple[Field, Goal]] = {
    "kind": (lambda p: [p.kind.value], lambda w: [w.kind]),
    "date_kind": (
        lambda p: [(p.date.precision.value, p.date.bound.value)],
        lambda w: [(w.date.precision, w.date.bound)],
    ),
    "quotes": (lambda p: [*map(bare_quote, p.quotes)], lambda w: [*map(bare_quote, w.quotes)]),
    "figures": (lambda p: [f.value for f in p.figures], lambda w: [f.value for f in w.figures]),
    "figure_state": (
        lambda p: [(f.value, f.state) for f in p.figures],
        lambda w: [(f.value, f.state) for f in w.figures],
    ),
}
NAMES = ("speaker", "actors", "places")
MUST_BE_CLEAN = ("kind", "date", "speaker", "actors", "places", "quotes", "figures")
ONE_VALUE = ("kind", "date", "speaker")


def _compared(proposal: Proposal | None, wanted: WantedRecord | None) -> dict[str, Counts]:
    fields = {"date": _date_counted(proposal, wanted)}
    for field in NAMES:
        proposed = [] if proposal is None else _proposed_names(proposal, field)
        fields[field] = names_counted(proposed, [] if wanted is None else _names(wanted, field))
    for field, (have, want) in VALUES.items():
        fields[field] = values_counted(
            [] if proposal is None else have(proposal), [] if wanted is None else want(wanted)
        )
    return fields


def overlap(proposal: Proposal, wanted: WantedRecord) -> float:
    """The characters that both cover, as F1 of what each covers."""
    here = {at for start, end in proposal.spans for at in range(start, end)}
    there = {at for start, end in wanted.spans for at in range(start, end)}
    return 2 * len(here & there) / (len(here) + len(there)) if here or there else 0.0


def pairs(proposals: Sequence[Proposal], wanted: Sequence[WantedRecord]) -> dict[int, int]:
    """Which proposal belongs to which wanted record, by their numbers: the best pair first."""
    ranked = []
    for p, proposal in enumerate(proposals):
        for w, record in enumerate(wanted):
            common = overlap(proposal, record)
            if common >= LEAST_OVERLAP:
                ranked.append((-common - SAME_KIND * (proposal.kind.value == record.kind), p, w))
    matched: dict[int, int] = {}
    for _, p, w in sorted(ranked):
        if p not in matched and w not in matched.values():
            matched[p] = w
    return matched


def _remarks(
    fields: dict[str, Counts], proposal: Proposal | None, wanted: WantedRecord | None
) -> list[Remark]:
    label = wanted.id if wanted else f"proposed {proposal.id if proposal else '?'}"
    return [
        Remark(label, field, str(getattr(proposal, field, "")), str(getattr(wanted, field, "")))
        for field, counts in fields.items()
        if not counts.spotless
    ]


def score(proposed: Extraction, gold: Gold) -> Score:
    """How near the proposals for one article come to its hand-written records."""
    matched = pairs(proposed.records, gold.records)
    both: list[tuple[Proposal | None, WantedRecord | None]] = [
        (proposal, gold.records[matched[at]] if at in matched else None)
        for at, proposal in enumerate(proposed.records)
    ]
    both += [(None, one) for at, one in enumerate(gold.records) if at not in matched.values()]
    total: dict[str, Counts] = {}
    remarks: list[Remark] = []
    for proposal, wanted in both:
        if wanted is not None and wanted.optional:
            continue
        fields = _compared(proposal, wanted)
        clean = proposal is not None and all(fields[field].spotless for field in MUST_BE_CLEAN)
        fields["records"] = Counts(int(bool(proposal and wanted)), int(wanted is None), int(proposal is None))
        if wanted is not None:
            fields["clean"] = Counts(int(clean), int(not clean and proposal is not None), int(not clean))
        remarks += _remarks(fields, proposal, wanted)
        total = {key: total.get(key, Counts()) + fields.get(key, Counts()) for key in (*total, *fields)}
    return Score(total, tuple(remarks))


def together(scores: Sequence[Score]) -> dict[str, Counts]:
    """The counts of several articles, summed by field."""
    keys = dict.fromkeys(key for one in scores for key in one.counts)
    return {key: sum((one.counts.get(key, Counts()) for one in scores), Counts()) for key in keys}


def edits_a_record(counts: dict[str, Counts]) -> float:
    """What a person would have to mend in a wanted record: one value, or each name, quote or number."""
    edits = sum(
        max(counts[field].wrong, counts[field].missed)
        if field in ONE_VALUE
        else counts[field].wrong + counts[field].missed
        for field in MUST_BE_CLEAN
    )
    return edits / (counts["records"].found + counts["records"].missed)
