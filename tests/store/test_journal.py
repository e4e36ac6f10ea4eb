"""The journal: what was written is read back, damage is noticed, and the good lines are read all the same."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.edits import Change, Edit, Table, Written
from chronoterm.store.errors import StoreError
from chronoterm.store.journal import (
    Base,
    Begin,
    Fold,
    JournalDamagedError,
    Line,
    append,
    begin_journal,
    decoded,
    encoded,
    journal_path,
    read_from,
)
from chronoterm.store.journal_reading import JournalReading, read_journal
from chronoterm.store.marks import Mark

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
documents = st.dictionaries(texts, texts | st.integers(-9, 9) | st.booleans() | st.none(), max_size=3)
changes = st.builds(Change, st.sampled_from(Table), texts, st.none() | documents, st.none() | documents)
edits = st.builds(Edit, texts, st.lists(changes, max_size=2).map(tuple))
identities = st.tuples(*(st.integers(0, 1 << 60),) * 5)
BEGIN = Line(begin=Begin("0123456789abcdef", Base(10, 20)))


@st.composite
def journals(draw: st.DrawFn) -> list[Line]:
    """The lines of a journal: a beginning, and edits numbered from 1 with folds among them."""
    lines, number = [BEGIN], 0
    for edit in draw(st.lists(edits | identities, max_size=6)):
        if isinstance(edit, Edit):
            number += 1
            lines.append(Line(edit=Written(number, draw(texts), "2024-10-18T12:00:00Z", edit)))
        else:
            lines.append(Line(fold=Fold(number, edit)))
    return lines


def bytes_of(lines: list[Line]) -> bytes:
    return b"".join(map(encoded, lines))


@given(journals())
def test_a_journal_reads_back_as_it_was_written(lines: list[Line]) -> None:
    placed = decoded(bytes_of(lines))
    assert [each.line for each in placed] == lines
    assert [each.end for each in placed] == [len(bytes_of(lines[:n])) for n in range(1, len(lines) + 1)]


@given(journals(), st.data())
def test_a_part_of_a_journal_reads_as_its_whole_lines(lines: list[Line], data: st.DataObject) -> None:
    whole = bytes_of(lines)
    part = whole[: data.draw(st.integers(0, len(whole)))]
    assert [each.line for each in decoded(part)] == lines[: part.count(b"\n")]


@given(journals(), st.data())
def test_a_changed_byte_is_noticed_and_costs_no_other_line(lines: list[Line], data: st.DataObject) -> None:
    whole = bytes_of(lines)
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda each: each != whole[at]))
    damaged = whole[:at] + bytes([byte]) + whole[at + 1 :]
    with pytest.raises(JournalDamagedError):
        decoded(damaged)
    struck = whole[:at].count(b"\n")
    reading = JournalReading(damaged, exists=True)
    good = [each.line for each in reading.lines if each.line]
    untouched = [line for number, line in enumerate(lines) if number != struck]
    assert good in (untouched, lines)
    assert reading.damaged
    assert whole[at] != ord("\n") or good == lines, "only the line feed is damaged"


@given(journals(), st.data())
def test_lines_that_do_not_touch_a_lost_part_are_read(lines: list[Line], data: st.DataObject) -> None:
    whole = bytes_of(lines)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    put = data.draw(st.binary(max_size=5))
    good = [each.line for each in JournalReading(whole[:start] + put + whole[end:], exists=True).lines]
    ends = [len(bytes_of(lines[:n])) for n in range(len(lines) + 1)]
    for number, line in enumerate(lines):
        if ends[number + 1] <= start or ends[number] >= end + 1:
            assert line in good


def test_a_reading_knows_the_mark_of_a_store_that_holds_all_of_it() -> None:
    first = Line(edit=Written(1, "ada", "2024-10-18T12:00:00Z", Edit("x", ())))
    second = Line(edit=Written(2, "ada", "2024-10-18T12:00:01Z", Edit("y", ())))
    lines = [BEGIN, first, Line(fold=Fold(1, (1, 2, 3, 4, 5))), second]
    reading = JournalReading(bytes_of(lines) + b"half a li", exists=True)
    assert reading.mark == Mark("0123456789abcdef", 2, len(bytes_of(lines)))
    assert reading.torn == b"half a li"
    assert reading.bears_out(Mark("0123456789abcdef", 1, len(bytes_of(lines[:3]))))
    assert not reading.bears_out(Mark("0123456789abcdef", 2, len(bytes_of(lines[:3]))))
    assert not reading.bears_out(Mark("another", 2, len(bytes_of(lines))))
    assert JournalReading(bytes_of([BEGIN]), exists=True).mark is None


def test_a_journal_belongs_to_the_store_that_it_began_with_or_was_folded_into() -> None:
    reading = JournalReading(bytes_of([BEGIN]), exists=True)
    assert reading.may_belong_to(None, Base(1, 1))
    assert reading.may_belong_to(Mark("0123456789abcdef", 0, 0), Base(1, 1))
    assert reading.may_belong_to(Mark("another", 0, 0), Base(10, 20))
    assert not reading.may_belong_to(Mark("another", 0, 0), Base(1, 1))


# The file


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.json"
    path.write_bytes(b"{}")
    path.chmod(0o640)
    return path


def begun(store: Path) -> Path:
    path = journal_path(store)
    assert BEGIN.begin is not None
    assert begin_journal(path, BEGIN.begin, store).size == len(encoded(BEGIN))
    return path


def test_a_new_journal_may_be_read_and_written_by_those_who_may_the_store(store: Path) -> None:
    assert begun(store).stat().st_mode & 0o777 == 0o640


def test_what_is_appended_stands_after_the_last_whole_line(store: Path) -> None:
    path = begun(store)
    end = path.stat().st_size
    with path.open("ab") as file:
        file.write(b"half a line")
    line = encoded(Line(edit=Written(1, "ada", "2024-10-18T12:00:00Z", Edit("x", ()))))
    assert append(path, line, end) == end + len(line)
    assert path.read_bytes() == encoded(BEGIN) + line


def test_no_journal_is_no_error(store: Path) -> None:
    assert read_from(journal_path(store), 0).file is None
    reading = read_journal(store)
    assert (reading.exists, reading.edits, reading.damaged, reading.torn) == (False, (), (), b"")


def test_a_link_in_the_place_of_a_journal_is_refused(store: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    journal_path(store).symlink_to(precious)
    with pytest.raises(StoreError, match="a link stands there"):
        read_from(journal_path(store), 0)
    with pytest.raises(StoreError, match="a link stands there"):
        append(journal_path(store), b"x", 0)
    assert precious.read_bytes() == b"precious"


def test_a_pipe_in_the_place_of_a_journal_is_refused_and_not_waited_for(store: Path) -> None:
    os.mkfifo(journal_path(store))
    with pytest.raises(StoreError, match="no regular file"):
        read_from(journal_path(store), 0)


def test_a_link_to_a_store_leads_to_its_one_journal(store: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.json"
    link.parent.mkdir()
    link.symlink_to(store)
    assert journal_path(link) == journal_path(store)
