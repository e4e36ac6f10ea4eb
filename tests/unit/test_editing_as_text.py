"""A document as a text for an editor, and what comes of the text when somebody changed it."""

import re
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.editing import toml
from chronoterm.editing.as_text import LONGEST, TextError, as_text, from_text, new_text
from chronoterm.editing.fields import Form
from chronoterm.editing.naming import NewName
from chronoterm.edits import Document, Table, same
from tests.conftest import HOSTILE
from tests.unit.editing_strategies import CHANCE, TODAY, WORLD, forms_with_documents, json_values, texts

RECORD: Document = {
    "id": "here",
    "kind": "statement",
    "headline": "Talks",
    "summary": "One.\nTwo.",
    "date": "2024-10-31",
    "actors": ["ada-lund"],
    "sources": [{"publisher": "Gazette", "span": [1, 2]}],
    "relations": [{"type": "background", "to": "strike-b2xk"}],
    "mydesk": {"case": [1, None]},
    "revision": 3,
    "modified": "2024-11-20T10:00Z",
    "by": "ada",
}


def read(text: str, original: Document | None, form: Form = Form.RECORD) -> Document:
    return from_text(text, original, form, WORLD, TODAY, chance=CHANCE).document


def rewritten(was: str, now: str, original: Document = RECORD, form: Form = Form.RECORD) -> Document:
    """What an original becomes when a piece of its text is replaced."""
    text = as_text(original, form)
    assert was in text
    return read(text.replace(was, now, 1), original, form)


def refusal(was: str, now: str, original: Document = RECORD, form: Form = Form.RECORD) -> str:
    """What is said of such a change, after the line of the text that it is said of."""
    text = as_text(original, form).replace(was, now, 1)
    with pytest.raises(TextError) as refused:
        read(text, original, form)
    line = text.split("\n")[refused.value.line - 1]
    assert 1 <= refused.value.column <= len(line) + 1
    return f"{line} | {refused.value.why}"


# There and back


@given(forms_with_documents)
def test_a_text_that_nobody_changed_gives_back_the_same_document(given_: tuple[Form, Document]) -> None:
    form, document = given_
    found = from_text(as_text(document, form), document, form, WORLD, TODAY, chance=CHANCE)
    assert same(found.document, document) and list(found.document) == list(document)
    assert found.new_names == ()


@given(forms_with_documents)
def test_nothing_in_a_text_does_harm_on_a_terminal(given_: tuple[Form, Document]) -> None:
    form, document = given_
    text = as_text(document, form)
    assert all(each.isprintable() or each == "\n" for each in text)


@given(json_values)
def test_any_json_value_reads_back_from_toml(value: Any) -> None:
    assert same(toml.plain(tomllib.loads(f"x = {toml.value(value)}"))["x"], value)


@given(texts, texts)
def test_any_text_of_several_lines_reads_back(one: str, two: str) -> None:
    text = f"{one}\n{two}"
    assert tomllib.loads(f"x = {toml.block(text)}") == {"x": text}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_back_whole(text: str) -> None:
    document = {**RECORD, "headline": text, text: text, "tags": [text]}
    written = as_text(document, Form.RECORD)
    written.encode()
    assert "\x1b" not in written and "\u202e" not in written
    assert read(written, document) == document


def test_a_tower_of_marks_stands_as_escapes() -> None:
    text = as_text({**RECORD, "headline": "e" + "\u0301" * 300}, Form.RECORD)
    assert "\u0301" * 3 in text and "\u0301" * 4 not in text


@pytest.mark.parametrize("depth", [10, 30, 100])
def test_what_lies_deep_comes_back_too(depth: int) -> None:
    value: Any = None
    for _ in range(depth):
        value = {"in": [value]}
    document = {**RECORD, "deep": value}
    assert read(as_text(document, Form.RECORD), document) == document


def test_a_number_keeps_its_type() -> None:
    document = {
        "id": "x",
        "name": "X",
        "latitude": 60,
        "longitude": 60.0,
        "large": 2**63 - 1,
        "huge": 2**64,
        "least": -0.0,
    }
    assert same(read(as_text(document, Form.PLACE), document, Form.PLACE), document)


# What the text says


def test_the_text_says_what_it_is_and_who_changed_it_last() -> None:
    lines = as_text(RECORD, Form.RECORD).split("\n")
    assert lines[0] == "# record here"
    assert lines[1] == "# last changed 2024-11-20T10:00Z by ada, revision 3"
    assert as_text({"name": "X"}, Form.ACTOR).startswith("# new actor\n")


def test_the_text_names_the_values_of_a_choice_and_the_fields_that_are_empty() -> None:
    text = as_text(RECORD, Form.RECORD)
    assert 'kind = "statement"  # event, statement\n' in text
    assert '\n#quote_kind = ""  # direct, paraphrase, translated\n' in text
    assert "\n#[[figures]]\n#series = " in text
    assert 'summary = """\nOne.\nTwo."""\n' in text


@pytest.mark.parametrize("form", list(Form))
def test_every_empty_field_can_be_filled_in_by_taking_the_mark_away(form: Form) -> None:
    text = as_text({}, form)
    filled = re.sub(r"^#(?=[a-z[])", "", text, flags=re.MULTILINE)
    found = tomllib.loads(filled)
    assert {each.key for each in form.fields if not each.of_source} <= set(found)


def test_what_is_too_large_for_an_editor_is_refused() -> None:
    with pytest.raises(TextError, match="too long for an editor"):
        as_text({**RECORD, "summary": "x" * LONGEST}, Form.RECORD)
    with pytest.raises(TextError, match="too long"):
        read("x" * (LONGEST + 1), RECORD)


# Changed


def test_a_changed_text_changes_the_document() -> None:
    assert rewritten('headline = "Talks"', 'headline = " Talks fail "') == {
        **RECORD,
        "headline": "Talks fail",
    }
    assert rewritten('Two."""', 'Three.\n"""') == {**RECORD, "summary": "One.\nThree."}
    assert rewritten('#quote = ""', "quote = '''He said \"no\".'''") == {**RECORD, "quote": 'He said "no".'}


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ('"28-30 oct 2024"', "2024-10-28/2024-10-30"),
        ('"18 oct"', "2024-10-18"),
        ("2024-10-29", "2024-10-29"),
        ("2024-10-29T14:30:00Z", "2024-10-29T14:30Z"),
        ("2024-10-29T14:30:00+02:00", "2024-10-29T14:30+02:00"),
    ],
)
def test_dates_are_read_as_in_a_form_and_without_quotes_too(typed: str, edtf: str) -> None:
    assert rewritten('date = "2024-10-31"', f"date = {typed}")["date"] == edtf


def test_a_field_that_was_taken_out_is_gone_and_those_of_the_store_stay() -> None:
    found = rewritten('date = "2024-10-31"', "")
    assert found == {name: value for name, value in RECORD.items() if name != "date"}
    assert read('kind = "event"\nheadline = "x"', RECORD) == {
        **{name: RECORD[name] for name in ("id", "revision", "modified", "by")},
        "kind": "event",
        "headline": "x",
    }


def test_names_are_found_and_new_ones_made() -> None:
    text = as_text(RECORD, Form.RECORD).replace('["ada-lund"]', '["CDU", "Ana Ruiz", "ada-lund", "", "CDU"]')
    found = from_text(text, RECORD, Form.RECORD, WORLD, TODAY, chance=CHANCE)
    assert found.document["actors"] == ["drivers-union", "ana-ruiz-k3vd", "ada-lund"]
    assert found.new_names == (NewName(Table.ACTORS, {"id": "ana-ruiz-k3vd", "name": "Ana Ruiz"}),)


def test_a_new_speaker_is_one_of_the_actors() -> None:
    assert rewritten('#speaker = ""', 'speaker = "cdu"')["actors"] == ["drivers-union", "ada-lund"]


def test_a_field_of_another_tool_may_be_anything() -> None:
    assert rewritten("mydesk = ", "mydesk = 5 # ")["mydesk"] == 5
    assert rewritten("mydesk = ", 'mydesk = { json = "[null]" } # ')["mydesk"] == [None]


def test_tables_are_added_and_blank_parts_left_out() -> None:
    more = '[[sources]]\ntitle = "Other"\nauthor = ""\npublished = "1 nov"\n\n[[sources]]\npublisher'
    assert rewritten("[[sources]]\npublisher", more)["sources"] == [
        {"title": "Other", "published": "2024-11-01"},
        RECORD["sources"][0],
    ]
    actor = {"id": "x", "name": "X"}
    typed = '\n[[member_of]]\nactor = "cdu"\nfrom = "mar 2021"\nto = ""\n#'
    assert rewritten("#[[member_of]]", typed, actor, Form.ACTOR)["member_of"] == [
        {"actor": "drivers-union", "from": "2021-03"}
    ]


def test_an_odd_item_that_was_there_stays_beside_a_new_one() -> None:
    odd = {
        **RECORD,
        "sources": [{"credibility": 9, "published": "soon"}],
        "relations": [{"type": "background", "to": "x"}],
    }
    found = rewritten("[[sources]]", '[[sources]]\ntitle = "Other"\n\n[[sources]]', odd)
    assert found == {**odd, "sources": [{"title": "Other"}, odd["sources"][0]]}
    more = rewritten(
        "[[relations]]", '[[relations]]\ntype = "denies"\nto = "strike-b2xk"\n\n[[relations]]', odd
    )
    assert more["relations"] == [{"type": "denies", "to": "strike-b2xk"}, odd["relations"][0]]


def test_a_new_record_is_made_of_a_new_text() -> None:
    text = new_text(Form.RECORD).replace('headline = ""', 'headline = "The talks"')
    assert read(text, None) == {"id": "talks-k3vd", "kind": "event", "headline": "The talks"}
    with pytest.raises(TextError, match="a headline is needed"):
        read(new_text(Form.RECORD), None)
    with pytest.raises(TextError, match="a name is needed"):
        read("", None, Form.ACTOR)


# Refused


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('kind = "statement"', "kind = ", "kind =   # event, statement | invalid value"),
        ('kind = "statement"', 'kind = "claim"', "is not one of event, statement"),
        ("headline = ", "headline", 'headline"Talks" | expected'),
        ('headline = "Talks"', 'headline = ""', 'headline = "" | headline: a headline is needed'),
        ('date = "2024-10-31"', 'date = "3/2/2022"', 'date = "3/2/2022" | date: "3/2/2022" may be'),
        ('date = "2024-10-31"', "date = 10:00:00", "date = 10:00:00 | date: a time needs its date"),
        ('date = "2024-10-31"', "date = 2024-10-31T10:00:00", "a time needs its offset"),
        ('date = "2024-10-31"', "date = nan", "no number that can be stored"),
        ('date = "2024-10-31"', "date = 2024", "date = 2024 | date: holds a number where a text belongs"),
        ('["ada-lund"]', '["john smith"]', "(smith-1) or John Smith (smith-2)"),
        ('["ada-lund"]', "5", "actors = 5 | actors: holds a number where a list belongs"),
        ('["ada-lund"]', "[5]", "holds a number where a text belongs"),
        ("#reliability", 'reliability = "H" #', 'reliability = "H" #'),
        ("span = [1, 2]", "span = 5", "span = 5 | span: "),
        ('to = "strike', 'to = "strik', "there is no record “strik-b2xk”"),
        ('type = "background"', 'type = "backgroud"', "“backgroud” is not one of background, asserts"),
        ("#[[figures]]", "[[figures]]\nlow = 5\nhigh = 4\n#", "[[figures]] | figures: 5 is above 4"),
        ("#outcome", 'outcome = "nothing" #', "there is no record “nothing”"),
        ("kind =", 'id = "other"\nkind =', 'id = "other" | id: cannot be edited'),
        ("kind =", "revision = 4\nkind =", "revision = 4 | revision: cannot be edited"),
        ("kind =", 'x = { json = "[" }\nkind =', "x: "),
        ("#date_basis", 'date_basis = "none" #', "leave one of the two out"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(was: str, now: str, said: str) -> None:
    assert said in refusal(was, now)


def test_a_place_in_the_text_is_found_behind_texts_of_several_lines() -> None:
    document = {**RECORD, "summary": 'date = "x"\n[[sources]]\n"""quoted\\"""\ndate = 5'}
    assert refusal('date = "2024-10-31"', "date = 5", document) == (
        "date = 5 | date: holds a number where a text belongs"
    )


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    fault: TextError | None = None
    try:
        read(text, RECORD)
    except TextError as error:
        fault = error
    assert fault is None or (1 <= fault.line <= len(text.split("\n")) and fault.why)


@pytest.mark.parametrize(
    "text", ["x = " + "[" * 100_000, "x = 1" + "0" * 5000, "\x00", "[[x]]\n[x]", "a.b.c = 1\r"]
)
def test_a_text_that_is_made_to_break_a_reader_is_refused(text: str) -> None:
    with pytest.raises(TextError):
        read(text, RECORD)
