"""What holds for every text: nothing raises, nothing is made up, and the same text gives the same proposals."""

import os
import subprocess
import sys

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronoterm.importers.article.extract import extract
from chronoterm.importers.article.gazetteer import KnownName
from chronoterm.importers.proposals import Extraction
from tests.importers.article.asking import DAY, extracted, records
from tests.importers.article.reading import Case, corpus

ARTICLE = """31 October 2024

Mark Rutte has said that about 3,000 North Korean soldiers would come to Russia’s east in the coming days.

Source: Rutte in an interview with the TV channel KBS

Quote: “It is a matter of days, not months. We will be ready.”

Details: He also said that the talks in Brussels would begin on 5 November. "I am sure of it," he noted.

Background:

On 18 October, Petro Ivanenko, head of the port of Zymivka, confirmed that five ships had been hit on 16 October.
"""

PIECES = st.sampled_from(
    [
        *("Source: ", "Quote: ", "Details: ", "Background:\n", "Quote from Rutte: ", "Recall "),
        *("\n", "\n\n", "\r\n", " ", '"', "“", "”", "«", "»", "(", ")", "[", "]", ".", ",", ":", " – ", "'"),
        *(
            "Rutte said that ",
            "According to ",
            "the president ",
            "He added ",
            "On 3 May, ",
            "on Monday ",
            "by 2030 ",
        ),
        *(
            "North Korean soldiers ",
            "Kyiv ",
            "Russia ",
            "of which 5 ",
            "3,000 ",
            "1819 March ",
            "31 February ",
            "date 2024-05-10 ",
        ),
        *("\ufeff", "\u200b", "\x00", "\ud7ff", "İ", "ß", "🙂", "Advertisement:\n", "**", "- "),
    ]
)


def check(text: str, found: Extraction) -> None:
    """What must hold for every proposal of a text."""
    ids = {each.id for each in found.records}
    for record in found.records:
        assert all(0 <= start < end <= len(text) for start, end in record.spans)
        assert record.text == " ".join(text[start:end] for start, end in record.spans)
        assert all(part in text for quote in record.quotes for part in quote.split("\n\n"))
        assert all(each in text for each in [figure.text for figure in record.figures] if "’" not in text)
        named = (*record.actors, *record.places, *([record.speaker] if record.speaker else []))
        assert all(each in found.names for each in named)
        filled = (
            "kind",
            "date",
            "summary",
            "speaker",
            "actors",
            "places",
            "quotes",
            "figures",
            "act",
            "said",
            "speaker_role",
        )
        assert all(record.rules.get(each) for each in filled if getattr(record, each))
    assert all(each.from_ in ids and each.to in ids for each in found.relations)
    for name in found.names.values():
        assert name.part_of is None or name.part_of in found.names


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join))
def test_hostile_text_never_raises_and_nothing_is_made_up(text: str) -> None:
    check(text, extracted(text))


@pytest.mark.parametrize("case", corpus(), ids=lambda case: case.name)
def test_every_proposal_of_an_article_is_word_for_word_and_says_its_rules(case: Case) -> None:
    check(case.text, extract(case.text, file="a", sha256="b"))


def _same(one: Extraction, other: Extraction) -> None:
    """That two articles give the same records but for offsets and the shape of quotation marks."""

    def bare(found: Extraction) -> list[tuple[object, ...]]:
        return [
            (
                each.kind,
                each.date.start,
                each.date.end,
                each.speaker,
                each.actors,
                each.places,
                each.said,
                len(each.quotes),
            )
            for each in found.records
        ]

    assert bare(one) == bare(other)
    assert one.relations == other.relations


@pytest.mark.parametrize(
    "changed",
    [
        "\ufeff" + ARTICLE,
        ARTICLE.replace("\n", "\r\n"),
        "\ufeff" + ARTICLE.replace("\n", "\r\n"),
        ARTICLE.replace("’", "'").replace("“", '"').replace("”", '"'),
        ARTICLE.replace("“", "«").replace("”", "»"),
        ARTICLE.replace(" ", "\u00a0"),
        ARTICLE.replace("Details:", "**Details:**").replace("Quote:", "**Quote:**"),
    ],
    ids=["bom", "crlf", "bom and crlf", "straight", "guillemets", "hard spaces", "bold"],
)
def test_line_ends_marks_and_quotation_marks_change_no_record(changed: str) -> None:
    _same(extracted(ARTICLE, None), extracted(changed, None))
    check(changed, extracted(changed, None))


def test_the_same_text_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import sys, msgspec\nfrom chronoterm.importers.article.extract import extract\n"
        "sys.stdout.buffer.write(msgspec.json.encode(extract(sys.stdin.read(), file='a', sha256='b')))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=ARTICLE,
            capture_output=True,
            check=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_proposals_read_back_from_json_as_they_were() -> None:
    found = extracted(ARTICLE, None)
    assert msgspec.json.decode(msgspec.json.encode(found), type=Extraction) == found


def test_the_names_of_the_store_come_before_the_built_in_ones() -> None:
    mine = KnownName(id="my-rutte", type="person", name="Mark Rutte")
    found = extract("Mark Rutte said yes.", file="a", sha256="b", published=DAY, known=[mine])
    assert found.records[0].speaker == "my-rutte"


def test_a_given_day_of_publication_goes_before_the_one_in_the_text() -> None:
    assert extract(ARTICLE, file="a", sha256="b", published="2024-11-02").article.published == "2024-11-02"
    assert extracted(ARTICLE, None).article.published == "2024-10-31"


def test_the_channel_of_the_source_section_is_kept() -> None:
    found = extracted(ARTICLE, None)
    assert found.article.via == "KBS interview"
    assert found.records[0].source_chain == ("mark-rutte", "KBS interview", "article")


def test_without_any_day_nothing_relative_is_dated() -> None:
    found = extracted("The ship came yesterday.", None)
    assert (found.records[0].date.start, found.records[0].date.end) == (None, None)
    assert "no day of publication found" in found.notes


def test_who_is_named_only_in_a_header_stands_in_the_vocabulary_too() -> None:
    text = 'It rained.\n\nSource: Ivan Petrenko, head of the port\n\nQuote from Minister Petro Ivanko: "It has rained all day."'
    found = extracted(text)
    assert found.records[-1].speaker in found.names
    check(text, found)


def test_a_sentence_longer_than_any_is_read_in_pieces() -> None:
    text = "on 5 May 2024 " * 600
    check(text, extracted(text))


def test_an_empty_text_proposes_nothing() -> None:
    assert records("") == records("\n \n") == ()


def test_furniture_inside_a_quote_is_left_out_of_it() -> None:
    text = 'Quote from Rutte: "One day it rained.\n\nAdvertisement:\n\nThen it did not."'
    (found,) = records(text)
    assert found.quotes == ("One day it rained.\n\nThen it did not.",)
    assert len(found.spans) == 2
