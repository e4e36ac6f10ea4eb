"""A figure is a number and what it counts; measures, times, money and shares are none."""

import pytest

from tests.importers.article.asking import only, records


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Some 3,000 soldiers came.", 3000, "soldiers"),
        ("Seven people were hurt.", 7, "people"),
        ("Thirty-three hostages were freed.", 33, "hostages"),
        ("About 1.5 million people left.", 1_500_000, "people"),
        ("More than a million consumers were left without power.", 1_000_000, "consumers"),
        ("Half a million rounds came.", 500_000, "rounds"),
        ("One million shells came.", 1_000_000, "shells"),
        ("They lost 500 of our service members.", 500, "members"),
        ("At least 12 North Korean infantrymen came.", 12, "infantrymen"),
        ("About 700 (+13) military personnel were lost.", 700, "personnel"),
    ],
)
def test_a_number_with_a_plural_noun_is_a_figure(text: str, value: int, unit: str) -> None:
    (figure,) = only(text).figures
    assert (figure.value, figure.unit) == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "It took 20 minutes.",
        "It lies 15 kilometres away.",
        "It cost 50 million dollars.",
        "It cost US$425 million.",
        "It grew by 5 per cent.",
        "It grew by 5%.",
        "A man aged 61 came.",
        "A 70-year-old man came.",
        "Article 5 applies.",
        "The F-16 and the Su-34 came.",
        "It began at 02:35.",
        "It happened in 1997.",
        "One person came.",
        "It weighs 20 tonnes.",
        "The 57th swap was held.",
        "Two Western diplomats said that it rained.",
        "Reuters reported that it rained, citing two congressional aides.",
    ],
)
def test_these_numbers_are_no_figures(text: str) -> None:
    assert [figure for each in records(text) for figure in each.figures] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("About 3,000 soldiers are there, with plans for this number to rise to 12,000.", [3000, 12000]),
        ("They launched 62 drones, of which 33 were shot down.", [62, 33]),
        ("They shot down 33 of 62 drones.", [33, 62]),
        ("Two people were killed and 13 others wounded.", [2, 13]),
        ("The bombs killed four people, bringing the death toll to seven.", [4, 7]),
        ("In all five sailors had been rescued and 13 taken to hospital.", [5, 13]),
        ("They named 10,000 soldiers, while others speak of 6,000.", [10000, 6000]),
    ],
)
def test_numbers_without_a_noun_count_what_was_counted_before(text: str, values: list[int]) -> None:
    assert [each.value for each in only(text).figures] == values


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The plan is to involve about 10 soldiers.", "planned"),
        ("Russia intended to involve about 10 soldiers.", "planned"),
        ("About 11 infantrymen were undergoing training.", "training"),
        ("About 3 soldiers are stationed in a training camp.", "present"),
        ("The fire killed 3 people.", "killed"),
        ("In all 3 people were wounded.", "injured"),
    ],
)
def test_the_state_comes_from_the_nearest_verb(text: str, state: str) -> None:
    (figure,) = only(text).figures
    assert figure.state == state


def test_a_figure_knows_whose_forces_it_counts_and_that_it_is_rough() -> None:
    (figure,) = only("About 11,000 North Korean infantrymen came.").figures
    assert (figure.of, figure.approx, figure.text) == (
        "forces:KP",
        True,
        "About 11,000 North Korean infantrymen",
    )


@pytest.mark.parametrize(
    "text",
    [
        "At the port 400 dockers are still on strike.",
        "Some 300 nurses went on strike.",
        "The strike of 200 drivers goes on.",
        "About 500 teachers joined the strike.",
    ],
)
def test_the_noun_strike_gives_no_state(text: str) -> None:
    (figure,) = only(text).figures
    assert figure.state is None
