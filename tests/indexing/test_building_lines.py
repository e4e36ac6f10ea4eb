"""Records are taken line by line only where that finds what reading them one by one finds."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from chronoterm.indexing import building_cuts, building_lines, building_reading
from chronoterm.indexing.building import build
from chronoterm.problems import ChronotermError

SMALL = 400
ON_DISK = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None
)


def good(number: int, **more: object) -> str:
    return json.dumps(
        {"id": f"r{number:03}", "kind": "event", "headline": "It happened", **more}, ensure_ascii=False
    )


def line(number: int) -> str:
    return f'"{number}": {good(number)}'


ODD = st.sampled_from(
    [
        lambda n: f'"{n}": {good(n)}, {line(n + 500)}',  # two in one line
        lambda n: f'"{n}": {good(n)}, "{n + 1}": {{"x": {{}}',  # one that is not closed, and looks as if
        lambda n: f'"{n}": {good(n)[:-1]}, "x": {{"y": {{}}',
        lambda n: f'"{n}": {good(n)}}}',  # one bracket too many
        lambda n: f'"{n}": {good(n)}}}}}, "records": {{"7": {good(7)}',
        lambda n: f'"{n}": {good(n)}\n}},\n"elsewhere": {{\n{line(n + 500)}',
        lambda n: f'"{n}": {good(n)[:-1]},\n"tags": ["a"]}}',  # a field in a line of its own
        lambda n: f'"{n}": {good(n)[:-1]}, "x": {{\n"1": {good(1)}\n}}}}',
        lambda n: f'"{n}": {good(n)} ',
        lambda n: f' "{n}": {good(n)}',
        lambda n: f'"{n}" : {good(n)}',
        lambda n: f'"0{n}": {good(n)}',
        lambda n: f'"\\u0031{n}": {good(n)}',
        lambda n: f'"one {n}": {good(n)}',
        lambda n: f'"{n}": {good(n, date="never")}',
        lambda n: f'"{n}": {good(n, kind="other")}',
        lambda n: f'"{n}": {good(n, headline="é – ü")}',
        lambda n: f'"{n}": {good(n, expected=True, outcome="r001")}',
        lambda n: f'"{n}": {good(n, x="},")}',
        lambda n: f'"{n}": null',
        lambda _: line(1),
    ]
)


@pytest.fixture
def _in_small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (building_cuts, building_reading):
        monkeypatch.setattr(module, "STEP", SMALL)


def outcome(store: Path) -> object:
    facets, words = io.BytesIO(), io.BytesIO()
    try:
        build(store, facets, words)
    except ChronotermError as error:
        return str(error)
    return facets.getvalue(), words.getvalue()


def one_by_one(store: Path) -> object:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(building_lines, "_lines_at", lambda *_: None)
        return outcome(store)


@pytest.mark.usefixtures("_in_small_pieces")
@ON_DISK
@given(st.lists(st.none() | ODD, min_size=8, max_size=30))
@example([None] * 30)
def test_lines_say_what_documents_say_one_by_one(tmp_path: Path, odd: list[object]) -> None:
    store = tmp_path / "store.json"
    lines = [each(n) if callable(each) else line(n) for n, each in enumerate(odd, 1)]
    store.write_text('{"records": {\n' + ",\n".join(lines) + "\n}}", encoding="utf-8")
    assert outcome(store) == one_by_one(store)


@pytest.mark.usefixtures("_in_small_pieces")
@ON_DISK
@given(st.integers(10, 25), st.data())
def test_so_they_do_where_two_lines_are_odd_together(
    tmp_path: Path, number: int, data: st.DataObject
) -> None:
    """What one line opens another closes, so that the whole is JSON, or nearly."""
    opening, closing = data.draw(
        st.sampled_from(
            [
                (
                    f'"{number}": {good(number)[:-1]}, "x": {{"y": {{}}',
                    f'"{number + 1}": {good(number + 1)}}}}}',
                ),
                (
                    f'"{number}": {good(number)}, "{number + 1}": {good(number)[:-1]}, "x": {{"y": {{}}',
                    f'"{number + 1}": {good(number + 1)}}}}}',
                ),
                (f'"{number}": {good(number)[:-1]}, "x": [{{}}', f'"{number + 1}": {good(number + 1)}]}}'),
                (
                    f'"{number}": {good(number)}}}, "records": {{\n"{number}": {good(number)}',
                    f'"{number + 1}": {good(number + 1)}',
                ),
            ]
        )
    )
    store = tmp_path / "store.json"
    lines = [line(n) for n in range(1, 40)]
    lines[number - 1 : number + 1] = [opening, closing]
    store.write_text('{"records": {\n' + ",\n".join(lines) + "\n}}", encoding="utf-8")
    assert outcome(store) == one_by_one(store)


@pytest.mark.usefixtures("_in_small_pieces")
def test_good_records_are_taken_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "store.json"
    store.write_text('{"records": {\n' + ",\n".join(map(line, range(1, 100))) + "\n}}", encoding="utf-8")
    taken: list[int] = []
    right = building_lines._lines_at

    def told(*arguments: object) -> object:
        found = right(*arguments)  # type: ignore[arg-type]
        taken.extend(found.numbers if found else ())
        return found

    monkeypatch.setattr(building_lines, "_lines_at", told)
    outcome(store)
    assert len(taken) > 80
