"""Names that nobody knew before are learnt where something says that they are names."""

import pytest

from tests.importers.article.asking import extracted, only, records


@pytest.mark.parametrize(
    "text",
    [
        "Governor Zorian Melnykiv came to Lviv.",
        "Governor of the region Zorian Melnykiv came to Lviv.",
        "Zorian Melnykiv, the head of the port, came to Lviv.",
        "Deputy Head of the Harbour Office Zorian Melnykiv came to Lviv.",
        "The suspect, Zorian Melnykiv, was seen in Lviv.",
    ],
)
def test_a_new_person_is_an_actor(text: str) -> None:
    assert "new:zorian-melnykiv" in only(text).actors


def test_the_surname_alone_is_the_same_person() -> None:
    found = records(
        "Governor Zorian Melnykiv said that it rained.\n\nDetails: Melnykiv noted that it was dry."
    )
    assert [each.speaker for each in found] == ["new:zorian-melnykiv"] * 2


def test_a_name_that_puts_the_surname_first_is_known_by_it() -> None:
    found = records("Kim Min-su, leader of the party, said yes.\n\nDetails: Kim said no.")
    assert [each.speaker for each in found] == ["new:kim-min-su"] * 2


def test_two_spellings_of_one_person_are_one() -> None:
    found = records("Volodymyr Zelenskyy said yes.\n\nDetails: Zelensky said no.")
    assert [each.speaker for each in found] == ["volodymyr-zelenskyy"] * 2


def test_an_abbreviation_is_the_body_that_the_article_calls_so() -> None:
    found = records("The Harbour Rescue Service said yes.\n\nDetails: The HRS said no.")
    assert found[0].speaker == found[1].speaker == "new:harbour-rescue-service"


def test_an_unknown_village_is_a_place() -> None:
    assert only("It rained in the village of Zymivka.").places == ("new:zymivka",)


def test_new_names_stand_in_the_vocabulary_with_their_role() -> None:
    names = extracted("Governor Zorian Melnykiv said yes.").names
    assert names["new:zorian-melnykiv"].name == "Zorian Melnykiv"
    assert names["new:zorian-melnykiv"].role == "Governor"


def test_a_new_name_near_a_known_one_is_flagged() -> None:
    (found,) = extracted("Minister Sergii Lavrof said yes.").records
    assert any("nearly" in each.why for each in found.flags)


@pytest.mark.parametrize(
    "text", ["Human Rights are at stake.", "On Monday Morning it rained.", "The Second World War ended."]
)
def test_capitalised_words_alone_are_no_names(text: str) -> None:
    assert not any(each.startswith("new:") for each in only(text).actors)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("On 1 November, union leader Maria Oduya said the workers would stay out.", "union leader"),
        ("In Harwick, hospital director Anna Melnyk said it was late.", "hospital director"),
        ("In Harwick, cotton leader Anna Melnyk said it was late.", "leader"),
    ],
)
def test_a_role_is_made_of_whole_words(text: str, role: str) -> None:
    assert only(text).speaker_role == role
