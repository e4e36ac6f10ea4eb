"""Every record of a list stands on a line of its own, whatever stands between them."""

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.view import Group
from chronoterm.widgets.list_lines import ListLines


@st.composite
def laid(draw: st.DrawFn) -> tuple[int, list[int], list[int]]:
    count = draw(st.integers(0, 12))
    headings = draw(st.sets(st.integers(0, count - 1))) if count else set()
    return (
        count,
        sorted({0, *headings} if count else ()),
        sorted(draw(st.lists(st.integers(0, count), max_size=6))),
    )


def naive(count: int, headings: list[int], between: list[int]) -> list[str]:
    lines = []
    for position in range(count + 1):
        lines += [f"between {number}" for number, first in enumerate(between) if first == position]
        lines += [f"heading {first}" for first in headings if first == position]
        lines += [f"record {position}"] if position < count else []
    return lines


@given(laid())
def test_lines_are_records_with_rows_and_headings_before_them(case: tuple[int, list[int], list[int]]) -> None:
    count, headings, between = case
    lines, expected = (
        ListLines(count, [Group(each, f"heading {each}") for each in headings], between),
        naive(*case),
    )
    assert lines.total == len(expected)
    for number, line in enumerate(expected):
        here = lines.at(number)
        assert 0 <= here.position < max(1, count)
        told = f"record {here.position}" if here.is_record else here.heading or f"between {here.between}"
        assert told == line
    assert [lines.line_of(each) for each in range(count)] == [
        expected.index(f"record {each}") for each in range(count)
    ]


@given(laid())
def test_a_heading_tells_how_many_records_are_under_it(case: tuple[int, list[int], list[int]]) -> None:
    count, headings, between = case
    lines, expected = (
        ListLines(count, [Group(each, f"heading {each}") for each in headings], between),
        naive(*case),
    )
    over = ""
    sizes = dict.fromkeys(map("heading {}".format, headings), 0)
    for number, line in enumerate(expected):
        over = line if line.startswith("heading") else over
        assert lines.heading_over(number) == over
        if line.startswith("record"):
            sizes[over] += 1
    assert {line: lines.size(number) for number, line in enumerate(expected) if line in sizes} == sizes
