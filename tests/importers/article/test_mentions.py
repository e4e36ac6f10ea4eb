"""Names are actors or places by the words around them; inside a title they are neither."""

import pytest

from tests.importers.article.asking import only


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("North Korean soldiers came.", "forces:KP"),
        ("Ukraine's defence forces came.", "forces:UA"),
        ("About 10 soldiers from North Korea came.", "forces:KP"),
        ("North Korean military personnel came.", "forces:KP"),
        ("The Russians shelled the harbour.", "forces:RU"),
        ("Russian and North Korean units came.", "forces:RU"),
    ],
)
def test_an_adjective_or_possessive_before_troops_means_the_armed_forces(text: str, force: str) -> None:
    assert force in only(text).actors


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine expects a military clash.",
        "The US military aid came.",
        "Russian military plants work.",
        "Ukraine wants peace.",
    ],
)
def test_words_that_only_look_so_mean_no_forces(text: str) -> None:
    assert not any(each.startswith("forces:") for each in only(text).actors)


@pytest.mark.parametrize(
    "text",
    [
        "It rained in Russia.",
        "It rained in eastern Russia.",
        "It rained near Russia.",
        "It rained in the Russian Federation.",
        "It rained across northern Russia.",
        "Rutte visited Russia.",
        "Rutte travelled by train from Russia.",
        "Rutte arrived from Russia.",
    ],
)
def test_a_country_after_a_locative_or_compass_word_is_a_place(text: str) -> None:
    found = only(text)
    assert ("RU" in found.places, "RU" in found.actors) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "Russia signed it.",
        "They sent weapons to Russia.",
        "The agreement between Russia and Iran holds.",
        "Russia's proposal failed.",
    ],
)
def test_a_country_without_one_is_its_government(text: str) -> None:
    found = only(text)
    assert ("RU" in found.places, "RU" in found.actors) == (False, True)


@pytest.mark.parametrize(
    ("text", "actors", "places"),
    [
        ("The talks between Pyongyang and Moscow went on.", ("KP", "RU"), ()),
        ("Moscow wants the talks to go on.", ("RU",), ()),
        ("It rained in Moscow.", (), ("moscow",)),
        ("It rained near Kyiv.", (), ("kyiv",)),
        ("Drones attacked Kyiv.", (), ("kyiv",)),
        ("Kyiv has agreed to the plan.", ("UA",), ()),
    ],
)
def test_a_capital_is_a_place_after_in_or_near_else_a_government(
    text: str, actors: tuple[str, ...], places: tuple[str, ...]
) -> None:
    found = only(text)
    assert (found.actors, found.places) == (actors, places)


@pytest.mark.parametrize(
    "text",
    [
        "President of Ukraine Volodymyr Zelenskyy said yes.",
        "Volodymyr Zelenskyy, the President of Ukraine, said yes.",
        "Ukraine's President Volodymyr Zelenskyy said yes.",
        "Volodymyr Zelenskyy said yes, and the President of Ukraine left.",
    ],
)
def test_the_country_of_a_title_is_no_actor(text: str) -> None:
    found = only(text)
    assert "UA" not in (*found.actors, *found.places)


def test_the_place_of_a_title_is_no_place() -> None:
    assert only("Ihor Terekhov, Mayor of Kharkiv, said yes.").places == ()


def test_a_name_before_an_unknown_one_is_somebody_else() -> None:
    assert only("Paris Hilton came.").places == ()


def test_the_medium_of_a_statement_is_no_actor() -> None:
    assert only("Rutte said on Telegram that it rained.").actors == ()


@pytest.mark.parametrize(
    "text", ["Ministers met in Brussels.", "A meeting of the group was held in Brussels."]
)
def test_brussels_after_a_locative_is_the_city(text: str) -> None:
    found = only(text)
    assert (found.places, "eu" in found.actors) == (("brussels",), False)


def test_the_country_before_its_body_is_no_actor_of_its_own() -> None:
    assert only("Romania's Harbour Ministry said that it rained.").actors == ()


def test_they_at_the_begin_means_the_forces_named_before() -> None:
    from tests.importers.article.asking import records

    text = "On 3 May, Rutte said that North Korean soldiers were in training. They will be ready on 20 May."
    assert records(text)[-1].actors == ("forces:KP",)
