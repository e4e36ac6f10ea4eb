"""Who says a sentence is found by its words, and nobody gets words that are not theirs."""

import pytest

from chronoterm.importers.proposals import ProposedKind
from tests.importers.article.asking import only, records


@pytest.mark.parametrize(
    "text",
    [
        "Mark Rutte said that it rained.",
        "NATO Secretary General Mark Rutte has also noted that it rained.",
        "Mark Rutte, NATO Secretary General, reported that it rained.",
        "Mark Rutte, speaking in Brussels on Monday, said that it rained.",
        "Rutte said during a briefing that it rained.",
        "According to Rutte, it rained.",
        "It rained, according to Mark Rutte.",
        '"It has rained all day," said Mark Rutte, the NATO chief.',
        '"It has rained all day," Rutte said.',
        '"It has rained all day," NATO Secretary General Mark Rutte told reporters.',
        "It rained, Mark Rutte has reported.",
        "Rutte is convinced that it will rain.",
        "Rutte believes that it will rain.",
        "Rutte's office said that it rained.",
        "Mark Rutte visited Kyiv and said that it rained.",
        "This was reported by Mark Rutte.",
        'Mark Rutte: "It has rained all day."',
        '"It has rained all day," said NATO chief Mark Rutte in a separate statement.',
    ],
)
def test_the_person_of_the_verb_is_the_speaker(text: str) -> None:
    found = only(text)
    assert (found.kind, found.speaker) == (ProposedKind.STATEMENT, "mark-rutte")
    assert "mark-rutte" not in found.actors


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Reuters reported that it rained.", "reuters"),
        ("Russia's TASS news agency reported that it rained.", "tass"),
        ("Ukrstroi has announced that it rained.", "new:ukrstroi"),
        ("Ukrstroi, Ukraine's largest builder, stated that it rained.", "new:ukrstroi"),
        ("It rained, Szabad Hang reported.", "new:szabad-hang"),
        ("The interior ministry said that it rained.", "new:interior-ministry"),
        ("Head of the Cyber Unit Ivan Petrenko said that it rained.", "new:ivan-petrenko"),
        ("The victim's lawyer, Petro Ivanenko, told the court that it rained.", "new:petro-ivanenko"),
        ('"It has rained for days," Parliament Speaker Kim Min-su said.', "new:kim-min-su"),
        ("A spokesperson for the port, Ivan Petrenko, said that it rained.", "new:ivan-petrenko"),
        (
            '"We are with you all," said Ivan Petrenko, UNICEF\'s deputy representative in Sudan.',
            "new:ivan-petrenko",
        ),
        ("According to the rights group Open Harbours, it rained.", "new:open-harbours"),
        ("The minister of ports, Ivan Petrenko, reminded that it rained.", "new:ivan-petrenko"),
        (
            "National Council of Roads and Bridges reported that it rained.",
            "new:national-council-of-roads-and-bridges",
        ),
        ("The Office of the Harbour Warden said that it rained.", "new:office-of-the-harbour-warden"),
    ],
)
def test_a_speaker_whom_nobody_knew_is_proposed_as_new(text: str, speaker: str) -> None:
    assert only(text).speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Russia is planning to build a bridge.",
        "Ukraine expects a military clash.",
        "Rutte met Scholz in Brussels.",
        "It was reported that it rained.",
        "The man is said to have left.",
        "Peru recalled its ambassador.",
        "The president declared a state of emergency.",
        "Fighters struck the bridge, after which Rutte reported to the council.",
    ],
)
def test_where_nobody_speaks_there_is_no_statement(text: str) -> None:
    found = only(text)
    assert (found.kind, found.speaker) == (ProposedKind.EVENT, None)


def test_a_country_does_not_get_the_words_of_a_president() -> None:
    found = only("The Ukrainian president said Russia was planning an attack. Volodymyr Zelenskyy left.")
    assert found.speaker != "RU"
    assert "RU" in found.actors


def test_a_quote_of_the_agencys_source_belongs_to_the_agency() -> None:
    text = 'Reuters, citing a source, reported that it rained. "It was planned for weeks," the agency\'s source said.'
    assert only(text).speaker == "reuters"


def test_the_body_before_means_also_its_common_noun() -> None:
    text = "Defence Intelligence of Ukraine reported that it rained.\n\nAccording to the intelligence, it was dry."
    assert [each.speaker for each in records(text)] == ["defence-intelligence-ua"] * 2


def test_a_quote_does_not_swallow_the_sentence_of_another_behind_it() -> None:
    found = records('"It is part of the process." President Volodymyr Zelenskyy fired the director on 3 May.')
    assert [each.kind for each in found] == [ProposedKind.STATEMENT, ProposedKind.EVENT]


def test_the_commander_in_chief_is_the_person_of_that_office() -> None:
    text = (
        "Oleksandr Syrskyi, Commander-in-Chief of the Armed Forces of Ukraine, came.\n\n"
        "Details: The commander-in-chief stated that it rained."
    )
    assert records(text)[-1].speaker == "oleksandr-syrskyi"


@pytest.mark.parametrize("who", ["He", "The president", "The Ukrainian president", "The head of state"])
def test_a_pronoun_or_an_office_means_whoever_was_speaking(who: str) -> None:
    text = f"President Volodymyr Zelenskyy said that it rained.\n\nDetails: {who} noted that it would snow."
    assert [each.speaker for each in records(text)] == ["volodymyr-zelenskyy"] * 2


def test_an_office_means_the_person_who_holds_it_though_another_spoke_last() -> None:
    text = (
        "Czech President Petr Pavel said that it rained.\n\nDetails: Defence Minister Jana Novak said that it was dry."
        "\n\nThe president added that it was wet."
    )
    assert records(text)[-1].speaker == "petr-pavel"


def test_she_means_the_person_of_the_sentence_before() -> None:
    text = (
        "Rutte said that it rained.\n\nForeign Minister Jana Novak arrived in Kyiv. She said that it was dry."
    )
    assert records(text)[-1].speaker == "new:jana-novak"


@pytest.mark.parametrize(
    "who",
    ["A ministry official", "One of the officials", "A European diplomat", "Two sources", "Local residents"],
)
def test_people_without_names_are_never_the_last_speaker(who: str) -> None:
    found = records(f"Rutte said that it rained. {who} noted that it was dry.")
    assert [(each.kind, each.speaker) for each in found] == [
        (ProposedKind.STATEMENT, "mark-rutte"),
        (ProposedKind.STATEMENT, None),
    ]


def test_the_ministry_means_the_body_that_was_named_before_and_no_person() -> None:
    text = "Ukrstroi has announced that it rained.\n\nRutte said yes.\n\nThe company said that it was dry."
    assert records(text)[-1].speaker != "mark-rutte"


@pytest.mark.parametrize(
    ("header", "speaker"),
    [
        ("Quote:", "new:oleh-kiprenko"),
        ("Quote from Rutte:", "mark-rutte"),
        ("Quote from Kiprenko:", "new:oleh-kiprenko"),
        ("Quote from the Prosecutor's Office:", "new:prosecutors-office"),
    ],
)
def test_a_quote_section_is_said_by_the_person_of_its_header_else_of_the_source(
    header: str, speaker: str
) -> None:
    text = f'It rained.\n\nSource: Oleh Kiprenko, Head of the port, on Telegram; Mark Rutte\n\n{header} "It has rained all day."'
    assert records(text)[-1].speaker == speaker


def test_a_quote_told_to_a_medium_is_not_said_by_it() -> None:
    assert (
        only('"It has rained for days," the general, who commands the front, told the BBC.').speaker is None
    )


def test_he_was_quoted_as_saying_is_said_by_him() -> None:
    found = only('Rutte said that it rained. "It has rained for days," he was quoted as saying by Reuters.')
    assert found.speaker == "mark-rutte"


def test_words_behind_a_dash_make_a_quote_of_the_whole_paragraph() -> None:
    text = "Zelenskyy came to Kyiv.\n\nI did not say that. The journalist asked, and I said maybe - Zelenskyy said."
    assert [each.kind.value for each in records(text)] == ["event", "statement"]


def test_the_role_is_what_this_article_says() -> None:
    assert only("NATO Secretary General Mark Rutte said yes.").speaker_role == "NATO Secretary General"
    assert only("Rutte said yes.").speaker_role is None
