"""The day of an article is found in its date line, and the lead begins behind title, byline and caption."""

import pytest

from chronoterm.importers.article.cleaning import cleaned
from chronoterm.importers.article.dateline import top_of

LEAD = "The bridge has been opened."


@pytest.mark.parametrize(
    "top",
    [
        " date 2024-10-31 ",
        "by The Harbour desk October 31, 2024 4:21 PM 1 min read\n\n",
        "Agency | Kyiv | Updated: 31-10-2024 12:13 IST\n",
        "10/31/2024 3:08:47 AM\n\n",
        "31 October 2024\n\n",
        "31 October 2024\n",
        "Thursday, 31 October 2024, 17:55\n",
        "October 31, 2024\n\n",
        "2024-10-31\n\n",
        "31.10.2024\n\n",
        "ANNA KOVAL — THURSDAY, 31 OCTOBER 2024, 09:08\n",
        "ANNA KOVAL — THURSDAY, 31 OCTOBER 2024, 11:20",
        "Anna Koval, Petro IvanenkoThursday, 31 October 2024, 10:33\n",
        "European Pravda — Thursday, 31 October 2024, 14:02\n",
        "The bridge is open\n\nThursday, 31 October 2024, 10:33\n\n",
        (
            " date 2024-10-31 All the news\n\nThe bridge is open – mayor\n\n"
            "ANNA KOVALThursday, 31 October 2024, 23:41\nThe bridge is open – mayor\nTHE MAYOR. PHOTO BY SOMEBODY\n\n"
        ),
    ],
)
def test_the_day_is_read_and_the_lead_begins_behind_it(top: str) -> None:
    found = top_of(cleaned(top + LEAD))
    assert found.published == "2024-10-31"
    assert (top + LEAD)[found.lead :] == LEAD


def test_a_title_above_the_date_line_is_kept_as_the_title() -> None:
    assert top_of("The bridge is open\n\n31 October 2024\n\nIt is.").title == "The bridge is open"


def test_an_agency_line_is_no_part_of_the_lead() -> None:
    text = "KYIV, Oct 31 (Agency) - The bridge is open."
    assert text[top_of(text).lead :] == "The bridge is open."


@pytest.mark.parametrize(
    ("top", "day"),
    [
        ("BERLIN, Nov 3, 2024 (Wire) – ", "2024-11-03"),
        ("LONDON, 5 March 2023 (Agency) — ", "2023-03-05"),
        ("PORT VALE, Norland, Nov. 3, 2024 - ", "2024-11-03"),
        ("Berlin, Nov 3, 2024 (Wire) – ", "2024-11-03"),
        ("Bridge opens\n\nBy Anna Koval\n\nBERLIN, Nov 3, 2024 (Wire) – ", "2024-11-03"),
    ],
)
def test_the_line_of_an_agency_says_the_day_when_it_names_the_year(top: str, day: str) -> None:
    found = top_of(cleaned(top + LEAD))
    assert found.published == day
    assert (top + LEAD)[found.lead :] == LEAD


def test_the_line_of_an_agency_without_a_year_says_no_day() -> None:
    assert top_of("LONDON, 5 March (Agency) – The bridge is open.").published is None


@pytest.mark.parametrize(
    "title",
    [
        "Dock workers end their walkout",
        'Mayor: bridge to open "within days"',
        "Will the bridge open on Monday?",
        "Mayor looks back at the flood of 5 March 2023",
    ],
)
def test_a_first_line_without_a_full_stop_is_the_title_even_without_a_date_line(title: str) -> None:
    text = f"{title}\n\n{LEAD}\n\nThe mayor was glad."
    found = top_of(text)
    assert (found.title, found.published) == (title, None)
    assert text[found.lead :].startswith(LEAD)


def test_a_first_line_that_ends_as_a_sentence_is_the_lead() -> None:
    text = 'The mayor said: "The bridge is open."\n\nHe was glad.'
    assert top_of(text) == (0, None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "The bridge is open.",
        "date",
        " date 2024-08 The bridge is open.",
        "30 February 2024\n\nX.",
        "03-02-2024\n\nX.",
    ],
)
def test_without_a_whole_day_none_is_made_up(text: str) -> None:
    assert top_of(text).published is None
