"""Records that claim figures, at random or with few words, and the ledgers of them."""

from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st
from msgspec.structs import replace

from chronoterm.chronology.evidence import Evidence
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.instruments.ledger import Ledger, ledger, series_in
from chronoterm.instruments.ledger_lines import LedgerTold
from chronoterm.records import Figure, Record, Relation, RelationType, Series, Source
from tests.instruments.records import seeds, statement
from tests.unit.chronology_stores import random_record

STATES = (None, "", "planned", "Planned", "present", "in place")
NUMBERS = (-5, 0, 1, 9.5, 10, 10.5, 11, 100, 1_000_000)
DATES = (
    None,
    "2024-10-17",
    "2024-10-17",
    "2024-10-18",
    "2024-10-31",
    "2024-10",
    "2024-10-18/2024-10-31",
    "2024-10-18T09:30Z",
    "2024-11-01/..",
    "2024~",
)
SOON = (None, None, "2024-11", "2024-12", "2024-11-05")

TOLD_OF_20_OCTOBER = [
    "planned 1 figure 1 speaker c. 10,000",
    "“ 17 Oct 2024 Zelenskyy c. 10,000 ○ News article",
    "training 1 figure 1 speaker c. 11,000",
    "“ 18 Oct 2024 Budanov c. 11,000 ○ News article",
]
"""What the ledger of the sample tells as known on 20 October, white space folded and without tracks."""


def _random_claims(ids: Sequence[str], chance: Random) -> list[Record]:
    return [_random_claim(chance, each, ids) for each in ids]


def _random_claim(chance: Random, record_id: str, ids: Sequence[str]) -> Record:
    figures = tuple(_random_figure(chance) for _ in range(chance.choice((0, 1, 1, 2, 3))))
    relations = (Relation(type=chance.choice(list(RelationType)), to=chance.choice(ids)),)
    return replace(
        random_record(chance, record_id, ids),
        date=chance.choice(DATES),
        about_date=chance.choice(SOON),
        speaker=chance.choice((None, "ann", "ben")),
        relations=relations if chance.random() < 0.3 else (),
        figures=figures,
    )


def _random_figure(chance: Random) -> Figure:
    low, high = sorted((chance.choice(NUMBERS), chance.choice(NUMBERS)))
    return Figure(
        series=chance.choice((None, "", "soldiers", "soldiers", "tanks")),
        state=chance.choice(STATES),
        low=chance.choice((None, low, low, low)),
        high=chance.choice((None, high, low, low)),
        approx=chance.random() < 0.3,
        text=chance.choice((None, "some words")),
    )


stores = seeds().map(lambda drawn: _random_claims(*drawn))
"""Records of few speakers and days, so that many of their figures meet."""
of_series = st.sampled_from((None, "soldiers", "tanks"))


def claim(record_id: str, day: str | None, speaker: str | None, *figures: Figure, **others: object) -> Record:
    """A statement with figures, as the Gazette has it."""
    sources = (Source(publisher="Gazette"),)
    return statement(record_id, day, speaker=speaker, figures=figures, sources=sources, **others)


def men(
    low: float, high: float | None = None, state: str | None = "present", *, approx: bool = False
) -> Figure:
    """A figure of the series `men`; without `high` it is one number."""
    return Figure(series="men", low=low, high=low if high is None else high, state=state, approx=approx)


def evidence_of(records: Sequence[Record]) -> Evidence:
    """The evidence of all records."""
    return IndexedChronology.build(records).view().evidence()


def unhurried(_: int) -> None:
    """Nobody waits."""


def made_of(records: Sequence[Record], series: str | None) -> Ledger:
    """The ledger of a series."""
    return ledger(evidence_of(records), series, unhurried)


def told_of(records: Sequence[Record], series: str | None, *known: Series) -> LedgerTold:
    """The ledger of a series as it is told, where a store knows some series."""
    chronology = IndexedChronology.build(records, Names((), (), known))
    evidence = chronology.view().evidence()
    return LedgerTold(ledger(evidence, series, unhurried), series_in(evidence.claims()), evidence, chronology)
