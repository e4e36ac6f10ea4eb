"""A date is when something was said, or what it is about, or of no event at all."""

import pytest

from chronoterm.importers.proposals import Bound, ProposedKind
from tests.importers.article.asking import background, only, records


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May, Rutte said that the talks went on.",
        "Rutte said on 3 May that the talks went on.",
        "Mark Rutte, the NATO Secretary General, said on 3 May that the talks went on.",
        '"The talks go on today," Rutte said in a speech on 3 May.',
        '"The talks go on today," Rutte said in a televised speech on 3 May.',
        "In an interview on 3 May, Rutte said that the talks went on.",
        "Rutte said in an interview that was aired on 3 May that the talks went on.",
        "Rutte confirmed the presence of a delegation in Brussels on 3 May.",
    ],
)
def test_a_date_beside_the_verb_is_when_it_was_said(text: str) -> None:
    found = only(text)
    assert (found.kind, found.date.start, found.date.end) == (
        ProposedKind.STATEMENT,
        "2024-05-03",
        "2024-05-03",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Rutte said that the talks had ended on 3 May.",
        "The bridge was hit on 3 May, Rutte said.",
        "Rutte, who told reporters that the bridge was hit on 3 May, said that it stood.",
    ],
)
def test_a_date_behind_a_clause_is_what_it_is_about(text: str) -> None:
    statement, event = records(text)
    assert (statement.date.start, statement.date.bound) == ("2024-05-10", Bound.LATEST)
    assert (event.kind, event.date.start) == (ProposedKind.EVENT, "2024-05-03")


def test_a_future_date_in_a_statement_is_a_forecast_with_the_day_it_was_said() -> None:
    statement, forecast = records("On 3 May, Rutte said that the talks would begin on 20 May.")
    assert (forecast.kind, forecast.date.start, forecast.said) == (
        ProposedKind.FORECAST,
        "2024-05-20",
        "2024-05-03",
    )
    assert forecast.speaker == statement.speaker == "mark-rutte"


@pytest.mark.parametrize(
    "text",
    [
        "The court heard Petro Ivanenko (born on 8 July 1971).",
        "The man was a member of the party (in 2014 and 2015 – ed.).",
        "The plan follows the law of 3 March 2022.",
        "The town had 60,000 people before 2022.",
        "Three days after the quake of 3 May, the town was quiet.",
        "Nothing has changed since the beginning of the invasion on 24 February 2022.",
        "The anniversary of the events of 3 May was marked.",
        "Footage published on 3 May shows that the bridge stands.",
        "After Monday's quake, the town was quiet.",
        "The 3 May meeting was quiet.",
    ],
)
def test_these_dates_are_of_no_event(text: str) -> None:
    assert only(text).date.start == "2024-05-10"


def test_a_date_inside_a_quote_is_only_about_something() -> None:
    assert only('Rutte said: "We met in Brussels on 3 May."').date.start == "2024-05-10"


@pytest.mark.parametrize(
    ("words", "start", "end", "bound"),
    [
        ("as early as 20 May", "2024-05-20", None, Bound.EARLIEST),
        ("no earlier than 20 May", "2024-05-20", None, Bound.EARLIEST),
        ("on 20 May at the earliest", "2024-05-20", None, Bound.EARLIEST),
        ("starting from 20 May", "2024-05-20", None, Bound.EARLIEST),
        ("by 20 May", None, "2024-05-20", Bound.LATEST),
        ("until 20 May", None, "2024-05-20", Bound.LATEST),
        ("before 20 May", None, "2024-05-20", Bound.LATEST),
        ("no later than 20 May", None, "2024-05-20", Bound.LATEST),
        ("on 20 May", "2024-05-20", "2024-05-20", Bound.ON),
    ],
)
def test_bounds_are_open_to_one_side(words: str, start: str | None, end: str | None, bound: Bound) -> None:
    date = only(f"The new bridge will be open {words}.").date
    assert (date.start, date.end, date.bound) == (start, end, bound)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The ship would arrive on Wednesday.", "2024-05-15"),
        ("The ship arrived on Wednesday.", "2024-05-08"),
        ("Parliament votes on Tuesday.", "2024-05-14"),
        ("The bridge should be completed in October.", "2024-10-01"),
        ("The bridge was completed in October.", "2023-10-01"),
        ("Rutte plans to visit Sweden on Sunday.", "2024-05-12"),
    ],
)
def test_the_tense_of_the_clause_chooses_the_day(text: str, start: str) -> None:
    assert only(text).date.start == start


def test_words_in_a_quote_say_nothing_of_the_tense_outside_it() -> None:
    assert only('"There will be no talks," Rutte said on Wednesday evening.').date.start == "2024-05-08"


def test_that_year_is_the_year_of_the_date_before() -> None:
    _, later = records("In May 2021, the court opened the case. He appeared on 3 June that year.")
    assert later.date.start == "2021-06-03"


def test_a_date_is_not_passed_on_to_the_next_paragraph() -> None:
    _, first, second = records(
        "It rained.\n\nBackground: On 3 May, Rutte said yes.\n\nScholz reported that it rained."
    )
    assert first.date.start == "2024-05-03"
    assert (second.date.start, second.date.end, second.date.precision.value) == (
        None,
        "2024-05-10",
        "undated",
    )


def test_without_a_date_a_background_is_undated_and_anything_else_at_the_latest_of_its_day() -> None:
    assert background("It rained.").date.precision.value == "undated"
    assert only("It rained.").date.bound is Bound.LATEST
