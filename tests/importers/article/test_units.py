"""A record begins at a new paragraph, a new speaker, a new date or an additive cue, and nowhere else."""

import pytest

from chronoterm.importers.proposals import ProposedKind
from tests.importers.article.asking import extracted, records


def texts(text: str) -> list[str]:
    return [each.text for each in records(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ("Rutte said that it rained.", "Scholz said that it was dry."),
        ("Rutte said that it rained.", "He also said that it was dry."),
        ("Rutte said that it rained.", "He added that it was dry."),
        ("Rutte said that it rained.", "In addition, he said that it was dry."),
        ("Rutte said that it rained.", "Separately, he thanked Poland."),
        ("On 3 May, the ship came.", "On 5 May, it left."),
        ("The ship came.", "Rutte said that it rained."),
    ],
)
def test_a_new_record_begins(parts: tuple[str, ...]) -> None:
    assert texts(" ".join(parts)) == list(parts)


@pytest.mark.parametrize(
    "text",
    [
        'Rutte said that it rained. "It has rained all day," he noted.',
        "Rutte said that it rained. It was dry in the north.",
        "Rutte said that not only it rained but that it also snowed.",
        "On 3 May, the ship came. It brought grain.",
        'Rutte said that it rained. "I do not like it much," Rutte said.',
        'Quote from Rutte: "It rained. It also snowed. On 3 May it was dry."',
    ],
)
def test_a_sentence_joins_the_record_before_it(text: str) -> None:
    assert len(records(text)) == 1


def test_a_new_paragraph_is_a_new_record() -> None:
    assert texts("It rained.\n\nIt snowed.") == ["It rained.", "It snowed."]


def test_an_event_in_the_own_voice_of_the_article_has_no_speaker() -> None:
    found = records("It rained.\n\nSource: Mark Rutte\n\nDetails: On 3 May, the ship came.")
    assert (found[-1].kind, found[-1].speaker) == (ProposedKind.EVENT, None)


def test_an_expected_event_without_a_speaker_is_a_forecast() -> None:
    (found,) = records("On 20 May, the ship will come.")
    assert (found.kind, found.speaker, found.said) == (ProposedKind.FORECAST, None, None)


def test_a_forecast_behind_a_statement_carries_its_speaker_and_day() -> None:
    found = extracted(
        "On 3 May, Rutte said that troops were in training. They will be ready as early as 20 May."
    )
    statement, forecast = found.records
    assert (forecast.kind, forecast.speaker, forecast.said) == (
        ProposedKind.FORECAST,
        "mark-rutte",
        "2024-05-03",
    )
    assert [(each.type, each.from_, each.to) for each in found.relations] == [
        ("asserts", statement.id, forecast.id)
    ]


def test_the_same_speaker_keeps_the_day_within_a_paragraph() -> None:
    found = records("On 3 May, Rutte said that it rained. He added that it was dry.")
    assert [each.date.start for each in found] == ["2024-05-03"] * 2


def test_other_people_without_names_are_a_new_speaker() -> None:
    assert len(records("Local residents said that it rained. Several experts said that it was dry.")) == 2


def test_today_in_a_statement_is_no_event_of_its_own() -> None:
    assert len(records("Rutte noted that today nobody could do harm.")) == 1


def test_an_event_with_its_day_that_a_body_tells_is_a_statement_and_an_event() -> None:
    found = records("On 3 May, the bombers flew together, the Harbour Command said.")
    assert [(each.kind, each.date.start) for each in found] == [
        (ProposedKind.STATEMENT, "2024-05-10"),
        (ProposedKind.EVENT, "2024-05-03"),
    ]


def test_a_measure_of_time_since_when_gives_no_event() -> None:
    assert len(records("Rutte said that 500 people had been freed since January.")) == 1
