import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.language.completing import Completing, completing, replaced
from chronoterm.language.fields import FIELD_OF
from chronoterm.terms import Condition, Facet
from tests.unit.language_strategies import ids, read, texts


@given(texts, st.integers(-5, 60))
def test_there_is_an_answer_for_any_cursor_in_any_text(text: str, cursor: int) -> None:
    where = completing(text, cursor)
    if where is not None:
        assert 0 <= where.start <= min(max(cursor, 0), len(text)) <= where.end <= len(text)


@given(st.sampled_from([Facet.ACTOR, Facet.PLACE, Facet.SOURCE, Facet.TAG]), ids)
def test_a_completed_name_reads_as_that_name(facet: Facet, name: str) -> None:
    field = FIELD_OF[facet]
    where = completing(f"kursk {field}:bu", 9 + len(field))
    assert where is not None
    text, cursor = replaced(f"kursk {field}:bu", where, field, name)
    assert read(text).conditions[1] == Condition(facet, (name,))
    assert cursor == len(text)


@pytest.mark.parametrize(
    ("marked", "facet", "field", "typed", "replacing"),
    [
        ("actor:bu|", Facet.ACTOR, "actor", "bu", "bu"),
        ("actor:|", Facet.ACTOR, "actor", "", ""),
        ("-actor:=bu|", Facet.ACTOR, "actor", "bu", "bu"),
        ("actor:rutte,bu|", Facet.ACTOR, "actor", "bu", "bu"),
        ("actor:ru|,budanov", Facet.ACTOR, "actor", "ru", "ru"),
        ("actor:bu|danov x", Facet.ACTOR, "actor", "bu", "budanov"),
        ("(place:ku|)", Facet.PLACE, "place", "ku", "ku"),
        ('place:"kursk ob|', Facet.PLACE, "place", "kursk ob", '"kursk ob'),
        ('place:"kursk ob|last" x', Facet.PLACE, "place", "kursk ob", '"kursk oblast"'),
        ('place:"kursk ob| x', Facet.PLACE, "place", "kursk ob", '"kursk ob'),
        ('place:"a, b",ku|', Facet.PLACE, "place", "ku", "ku"),
        ("kind:ev|", Facet.KIND, "kind", "ev", "ev"),
        ("is:st|", None, "is", "st", "st"),
        ("state:in pl|", None, "", "pl", "pl"),
        ('-state:"in pl|', None, "state", "in pl", '"in pl'),
        ("series:=so|ldiers", None, "series", "so", "soldiers"),
        ("series:|", None, "series", "", ""),
        ("series:so|ldiers/planned", None, "series", "so", "soldiers"),
        ("series:soldiers/pl|anned", None, "state", "pl", "planned"),
        ('series:"a/b"/|', None, "state", "", ""),
        ("bu|", None, "", "bu", "bu"),
        ("-bu|danov", None, "", "bu", "budanov"),
        ("(kursk OR bu|", None, "", "bu", "bu"),
        ("|", None, "", "", ""),
        ("kursk |", None, "", "", ""),
        ("-|", None, "", "", ""),
    ],
)
def test_a_name_can_be_completed_where_one_is_typed(
    marked: str, facet: Facet | None, field: str, typed: str, replacing: str
) -> None:
    cursor = marked.index("|")
    text = marked.replace("|", "")
    where = completing(text, cursor)
    assert where is not None
    assert (where.facet, where.field, where.typed, text[where.start : where.end]) == (
        facet,
        field,
        typed,
        replacing,
    )


@pytest.mark.parametrize(
    "marked",
    [
        '"exact ph|',
        '"exact| phrase"',
        "date:2024|",
        "figure:>1|",
        "grade:B|",
        "id:x|",
        "nosuch:x|",
        "act|or:x",
    ],
)
def test_nothing_is_offered_where_no_name_is_typed(marked: str) -> None:
    assert completing(marked.replace("|", ""), marked.index("|")) is None


@pytest.mark.parametrize(
    ("marked", "name", "result"),
    [
        ("actor:bu|", "budanov", "actor:budanov |"),
        ("actor:=bu|", "budanov", "actor:=budanov |"),
        ("actor:rutte,bu| kursk", "budanov", "actor:rutte,budanov |kursk"),
        ("actor:bu|,rutte", "budanov", "actor:budanov|,rutte"),
        ("(actor:bu|)", "budanov", "(actor:budanov|)"),
        ("bu|", "budanov", "actor:budanov |"),
        ("-bu|danov x", "budanov", "-actor:budanov |x"),
        ("kursk ki|", "Kim Jong Un", 'kursk actor:"Kim Jong Un" |'),
        ('actor:"kim j|', "Kim Jong Un", 'actor:"Kim Jong Un" |'),
        ("act|", "", "actor:|"),
    ],
)
def test_a_completed_name_stands_where_it_was_typed(marked: str, name: str, result: str) -> None:
    text = marked.replace("|", "")
    where = completing(text, marked.index("|"))
    assert where is not None
    put, cursor = replaced(text, where, "actor", name)
    assert f"{put[:cursor]}|{put[cursor:]}" == result


def test_the_value_of_another_field_keeps_its_field() -> None:
    where = Completing(Facet.SPEAKER, "speaker", "bu", 8, 10)
    assert replaced("speaker:bu", where, "actor", "budanov") == ("speaker:budanov ", 16)
