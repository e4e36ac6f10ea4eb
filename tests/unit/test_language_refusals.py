"""What is said when a text is no query, and which part of the text is marked."""

import pytest

from chronoterm.language.errors import QueryError
from chronoterm.language.fields import nearest_field
from chronoterm.problems import ChronotermError
from chronoterm.text import clean
from tests.unit.language_strategies import read

REFUSED = {
    # text: the sentence or how it goes, and the text with the marked part in ‹›
    '"exact phra': ("this quote is never closed", '‹"›exact phra'),
    'a place:x,"kur': ("this quote is never closed", 'a place:x,‹"›kur'),
    "(a b": ("this parenthesis is never closed", "‹(›a b"),
    "a ((b)": ("this parenthesis is never closed", "a ‹(›(b)"),
    "(": ("this parenthesis is never closed", "‹(›"),
    "a)": ("no parenthesis is open here", "a‹)›"),
    ") a": ("no parenthesis is open here", "‹)› a"),
    "a ( ) b": ("there is nothing between these parentheses", "a ‹( )› b"),
    "-": ("“-” needs a term after it", "‹-›"),
    "a - b": ("“-” stands alone; it goes right before what it denies", "a ‹-› b"),
    "(-)": ("“-” needs a term after it", "(‹-›)"),
    "a NOT": ("“NOT” needs a term after it", "a ‹NOT›"),
    "a OR": ("“OR” needs a term after it", "a ‹OR›"),
    "OR a": ("“OR” needs a term before it", "‹OR› a"),
    "a OR OR b": ("“OR” needs a term after it", "a ‹OR› OR b"),
    "(a OR) b": ("“OR” needs a term after it", "(a ‹OR›) b"),
    "AND": ("“AND” needs a term before it", "‹AND›"),
    "a AND": ("“AND” needs a term after it", "a ‹AND›"),
    "a !!! b": ("“!!!” holds nothing to search for", "a ‹!!!› b"),
    '"" b': ("“” holds nothing to search for", '‹""› b'),
    "acto:x": ("no field is called “acto”; did you mean actor?", "‹acto›:x"),
    "a wher:x": ("no field is called “wher”; text with a colon in it goes in quotes", "a ‹wher›:x"),
    "https://x.org": (
        "no field is called “https”; text with a colon in it goes in quotes",
        "‹https›://x.org",
    ),
    "actor:": ("“actor:” needs a name right after it", "actor:‹›"),
    "actor: budanov": ("“actor:” needs a name right after it", "actor:‹ ›budanov"),
    "actor:= b": ("“actor:” needs a name right after it", "actor:=‹ ›b"),
    'actor:""': ("“actor:” needs a name right after it", 'actor:""‹›'),
    "actor:a,,b": ("a name is missing at a comma of “actor:”", "actor:a,‹,›b"),
    "actor:a, b": ("a name is missing at a comma of “actor:”", "actor:a,‹ ›b"),
    "kind:": ("“kind:” needs a kind of record right after it", "kind:‹›"),
    "kind:ev,rumour": (
        "“rumour” is no kind of record; there are statement, event and expected",
        "kind:ev,‹rumour›",
    ),
    "is:": ("“is:” needs expected, starred, undated or certain right after it", "is:‹›"),
    "is:good": (
        "“good” is nothing that a record can be; there are expected, starred, undated and certain",
        "is:‹good›",
    ),
    "-is:certain": (
        "“is:certain” is said of the whole query, so nothing may deny or enclose it",
        "-‹is:certain›",
    ),
    "(is:certain a)": (
        "“is:certain” is said of the whole query, so nothing may deny or enclose it",
        "(‹is:certain› a)",
    ),
    "a OR is:certain": (
        "“is:certain” is said of the whole query, so it cannot stand beside OR",
        "a ‹OR› is:certain",
    ),
    "grade:": ("“grade:” needs a grade like B2 right after it", "grade:‹›"),
    "grade:>=G7": ("“G7” is no grade: a grade is a letter from A (best) to F", "grade:>=‹G7›"),
    "grade:>none": ("no grade is better or worse than none", "grade:>‹none›"),
    "grade:>=F": ("F and 6 say that nobody can judge it, so no grade is better or worse", "grade:>=‹F›"),
    "figure:": ("“figure:” needs a number right after it", "figure:‹›"),
    "figure:>many": ("“many” is no number; write a number like 10000, 10,000, 10k or 1.5m", "figure:>‹many›"),
    "figure:1,5": ("“1,5” is no number; write a number like", "figure:‹1,5›"),
    "figure:..": ("“..” is no number; write a number like", "figure:‹..›"),
    "figure:9..3": ("the range “9..3” ends below its beginning", "figure:‹9..3›"),
    "figure:>3..9": ("a range takes no sign before it", "figure:>‹3..9›"),
    "series:": ("“series:” needs a series right after it", "series:‹›"),
    "series:/planned": ("a series goes before the slash; state: asks for a state alone", "series:‹/planned›"),
    "series:=": ("“series:” needs a series right after it", "series:=‹›"),
    "state:": ("“state:” needs a state right after it", "state:‹›"),
    "origins:": ("“origins:” needs a whole number right after it", "origins:‹›"),
    "origins:many": ("“many” is no number; write a number like", "origins:‹many›"),
    "origins:>=1.5": ("“1.5” is no whole number; write one like origins:>=2", "origins:>=‹1.5›"),
    "reports:-1": ("“-1” is no whole number; write one like reports:>=2", "reports:‹-1›"),
    "figure:9e999": ("“9e999” is too large a number", "figure:‹9e999›"),
    "date:": ("“date:” needs a date right after it", "date:‹›"),
    "a date:2024-13": ('"2024-13" is no date (month 13)', "a date:‹2024-13›"),
    "until:31 feb": ('"31 feb" is no date (February has 29 days)', "until:‹31 feb›"),
    "until:soon kursk": ('"soon" is no date; write it like', "until:‹soon› kursk"),
    "since:>2024": ('">2024" is no date; write it like', "since:‹>2024›"),
    "date:3/2/2022": (
        '"3/2/2022" may be 3 Feb 2022 or 2 Mar 2022; write the month as a word',
        "date:‹3/2/2022›",
    ),
    "since:3 2 2022": ('"3 2 2022" may be 3 Feb 2022 or 2 Mar 2022', "since:‹3 2 2022›"),
    "date:2024-11/2024-10": ("(the interval ends before it starts)", "date:‹2024-11/2024-10›"),
    "date:../..": ("(an interval needs at least one of its two sides)", "date:‹../..›"),
    "since:../2024": ("“../2024” has no beginning for “since:” to count from", "since:‹../2024›"),
    "until:2024/..": ("“2024/..” has no end for “until:” to count from", "until:‹2024/..›"),
    "after:2024/..": ("“2024/..” has no end for “after:” to count from", "after:‹2024/..›"),
    "about:<../2024": ("“../2024” has no beginning for “about:” to count from", "about:<‹../2024›"),
    "id:": ("“id:” needs an id right after it", "id:‹›"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_understood_is_told_and_marked(text: str) -> None:
    sentence, marked = REFUSED[text]
    with pytest.raises(QueryError) as caught:
        read(text)
    error = caught.value
    assert sentence in str(error)
    end = error.column + error.width
    assert f"{text[: error.column]}‹{text[error.column : end]}›{text[end:]}" == marked


def test_a_fault_in_a_query_ends_a_command() -> None:
    with pytest.raises(ChronotermError):
        read("(")


@pytest.mark.parametrize(
    "text",
    [
        "a:\x1b[31m",
        "!" * 3000,
        f"{'x' * 3000}:y",
        "figure:\x1b[31m",
        "date:\x1b[31m\x9d",
        "\x1b",
        "is:\u202etar",
    ],
)
def test_a_sentence_about_hostile_text_is_short_and_safe_to_show(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        read(text)
    assert clean(str(caught.value)) == str(caught.value)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("act", "actor"),
        ("palce", "place"),
        ("figures", "figure"),
        ("speeker", "speaker"),
        ("untill", "until"),
    ],
)
def test_a_slip_in_a_field_suggests_the_field(typed: str, meant: str) -> None:
    assert nearest_field(typed) == meant


@pytest.mark.parametrize("typed", ["x", "qqqq", "a" * 3000])
def test_what_resembles_no_field_suggests_none(typed: str) -> None:
    assert nearest_field(typed) is None
