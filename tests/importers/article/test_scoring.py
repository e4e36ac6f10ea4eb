"""The measure that the promises are held by measures what it says."""

from dataclasses import replace

import pytest

from chronoterm.importers.proposals import (
    Article,
    Extraction,
    Precision,
    Proposal,
    ProposedDate,
    ProposedFigure,
    ProposedKind,
)
from tests.importers.article.scoring import (
    Counts,
    Gold,
    Wanted,
    WantedArticle,
    WantedDate,
    WantedFigure,
    WantedRecord,
    bare_quote,
    edits_a_record,
    names_counted,
    score,
)

ARTICLE = Article(file="a.txt", sha256="", chars=100)
DAY = ProposedDate(start="2024-10-13", end="2024-10-13", precision=Precision.DAY)


def _proposal(id_: str = "r1", span: tuple[int, int] = (0, 40), **fields: object) -> Proposal:
    given = {"kind": ProposedKind.STATEMENT, "section": "lead", "date": DAY, "speaker": "an-envoy"} | fields
    return Proposal(id=id_, spans=(span,), **given)  # type: ignore[arg-type]


def _wanted(id_: str = "g1", span: tuple[int, int] = (0, 40), **fields: object) -> WantedRecord:
    date = WantedDate(start="2024-10-13", end="2024-10-13", precision="day", bound="on")
    given = {"kind": "statement", "date": date, "speaker": "an-envoy"} | fields
    return WantedRecord(id=id_, spans=(span,), text="", **given)  # type: ignore[arg-type]


def _scored(proposals: tuple[Proposal, ...], wanted: tuple[WantedRecord, ...]) -> dict[str, Counts]:
    gold = Gold(article=WantedArticle(file="a.txt", published="2024-10-31"), records=wanted)
    return score(Extraction(article=ARTICLE, records=proposals), gold).counts


def test_what_is_found_as_it_was_wanted_is_spotless() -> None:
    counts = _scored(
        (_proposal(figures=(ProposedFigure(value=3),)),), (_wanted(figures=(WantedFigure(value=3),)),)
    )
    assert all(each.spotless for each in counts.values())
    assert counts["figures"] == replace(Counts(), found=1)
    assert edits_a_record(counts) == 0


def test_a_record_that_nobody_wanted_is_wrong_with_all_its_fields() -> None:
    counts = _scored((_proposal(), _proposal("r2", (50, 90))), (_wanted(),))
    assert counts["records"] == Counts(found=1, wrong=1)
    assert counts["speaker"] == Counts(found=1, wrong=1)
    assert counts["clean"] == Counts(found=1)


def test_a_record_that_was_not_found_is_missed_with_all_its_fields() -> None:
    counts = _scored((), (_wanted(),))
    assert counts["records"] == counts["date"] == counts["speaker"] == counts["clean"] == Counts(missed=1)


def test_two_records_of_one_sentence_are_told_by_their_kinds() -> None:
    proposals = (_proposal(kind=ProposedKind.FORECAST), _proposal("r2"))
    counts = _scored(proposals, (_wanted(), _wanted("g2", kind="forecast")))
    assert counts["kind"] == Counts(found=2)


def test_an_optional_record_counts_neither_way() -> None:
    assert _scored((), (_wanted(optional=True),)) == {}
    assert _scored((_proposal(speaker=None),), (_wanted(optional=True),)) == {}


@pytest.mark.parametrize(
    ("proposed", "counts"),
    [
        (["RU", "forces:KP"], Counts(found=2)),
        (["RU", "KP"], Counts(found=2)),
        (["RU", "KP", "forces:KP", "UA"], Counts(found=2)),
        (["forces:KP", "DE"], Counts(found=1, wrong=1, missed=1)),
        ([], Counts(missed=2)),
    ],
)
def test_a_name_may_have_several_right_ids_or_be_optional(proposed: list[str], counts: Counts) -> None:
    wanted = [Wanted(id="RU"), Wanted(id="forces:KP", accept=("KP",)), Wanted(id="UA", optional=True)]
    assert names_counted([each.lower() for each in proposed], wanted) == counts


@pytest.mark.parametrize(("days_off", "found"), [(3, 1), (4, 0)])
def test_only_a_vague_date_may_be_a_few_days_off(days_off: int, found: int) -> None:
    date = ProposedDate(start=f"2024-10-{13 + days_off}", end="2024-10-20", precision=Precision.VAGUE)
    vague = WantedDate(start="2024-10-13", end="2024-10-20", precision="vague", bound="window")
    exact = WantedDate(start="2024-10-13", end="2024-10-20", precision="range", bound="on")
    assert _scored((_proposal(date=date),), (_wanted(date=vague),))["date"].found == found
    assert _scored((_proposal(date=date),), (_wanted(date=exact),))["date"].found == 0


def test_marks_around_a_quote_and_its_last_comma_are_no_difference() -> None:
    assert bare_quote("«We are\n  ready,»") == bare_quote('"We are ready"')
    assert bare_quote("We are ready") != bare_quote("We are not ready")
