"""Lines in pieces keep their text, however they are cut."""

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.records import Kind, Record
from chronoterm.spans import GLYPHS, Line, Span, Tone, glyph, lit_spans

lines = st.lists(
    st.builds(Span, st.text("abc ", max_size=5), st.sampled_from([Tone.PLAIN, Tone.LABEL])), max_size=4
).map(lambda spans: Line(tuple(spans)))


@st.composite
def lit_places(draw: st.DrawFn, end: int = 24) -> list[tuple[int, int]]:
    """Half-open places, ascending and apart."""
    bounds = sorted(draw(st.sets(st.integers(0, end), max_size=6)))
    return list(zip(bounds[::2], bounds[1::2], strict=False))


def letters(line: Line, lit: list[tuple[int, int]]) -> list[tuple[str, Tone, bool]]:
    """Every letter of a line with its tone and whether it is lit."""
    toned = [(letter, span.tone) for span in line.spans for letter in span.text]
    return [
        (letter, tone, any(start <= place < end for start, end in lit))
        for place, (letter, tone) in enumerate(toned)
    ]


@given(lines, lit_places())
def test_each_letter_keeps_its_tone_and_is_lit_where_it_should(
    line: Line, lit: list[tuple[int, int]]
) -> None:
    pieces = list(lit_spans(line, lit))
    cut = [(letter, span.tone, is_lit) for span, is_lit in pieces for letter in span.text]
    assert cut == letters(line, lit)


@given(lines, lit_places())
def test_a_line_is_cut_only_where_light_begins_or_ends(line: Line, lit: list[tuple[int, int]]) -> None:
    bounds = {bound for each in lit for bound in each}
    ends, at = set(), 0
    for span in line.spans:
        at += len(span.text)
        ends.add(at)
    at = 0
    for span, _ in lit_spans(line, lit):
        at += len(span.text)
        assert at in bounds | ends


@given(lines)
def test_a_dark_line_stays_in_its_pieces(line: Line) -> None:
    assert list(lit_spans(line, ())) == [(span, False) for span in line.spans]
    assert line.text == "".join(span.text for span in line.spans)


def test_every_kind_of_record_has_a_sign_of_its_own() -> None:
    event = Record(id="a", kind=Kind.EVENT, headline="a")
    expected = Record(id="a", kind=Kind.EVENT, headline="a", expected=True)
    statement = Record(id="a", kind=Kind.STATEMENT, headline="a")
    signs = [glyph(each) for each in (event, expected, statement)]
    assert len({sign.text for sign in signs}) == 3
    assert [sign.tone for sign in signs] == [Tone.EVENT, Tone.EXPECTED, Tone.STATEMENT]
    assert {sign.text for sign in signs} == set(GLYPHS.values())
