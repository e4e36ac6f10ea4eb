import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from chronoterm.store.errors import StoreError
from chronoterm.store.files import Identity, demand_readable, read_whole
from chronoterm.store.store import Store

GOOD = b'{"records": {"1": {"id": "a", "kind": "event", "headline": "x"}}}'


def refusal(path: Path) -> str:
    """The one line that opening a file ends with."""
    with pytest.raises(StoreError) as told:
        Store.open(path)
    sentence = str(told.value)
    assert "\n" not in sentence
    assert str(path) in sentence or not str(path).isprintable()
    return sentence.removeprefix(f"{path}: ")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n ", "is empty"),
        (b"hello", "is not JSON, line 1, column 1:"),
        (b'{\n  "records": {\n    "1": {"id" "a"}\n  }\n}', "is not JSON, line 3, column 16:"),
        ('{"tïtle": {"ü": {}}, records}'.encode(), "is not JSON, line 1, column 22:"),
        (GOOD[:-1], "is not JSON, line 1, column 65: input data was truncated"),
        (GOOD[:30], "is not JSON, line 1, column 31:"),
        (GOOD + b"\n// done", "is not JSON, line 2, column 1: trailing characters"),
        (GOOD + GOOD, "is not JSON, line 1, column 66: trailing characters"),
        (b'{"records": {"1": {"n": NaN}}}', "is not JSON, line 1, column 25:"),
        (b'{"records": {"1": {"n": 01}}}', "is not JSON, line 1, column 26:"),
        (GOOD.decode().encode("utf-16"), "is UTF-16"),
        (GOOD.decode().encode("utf-16-be"), "is not JSON, line 1, column 1:"),
        (b"\xef\xbb\xbf" + GOOD, "byte order mark"),
        (b'{"records": {"1": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}", "nested too deeply"),
        (b'{"records": {"1": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}}", "nested too deeply"),
        (b"[]", "is JSON, but not an object of tables"),
        (b"null", "is JSON, but not an object of tables"),
        (b'"records"', "is JSON, but not an object of tables"),
        (b'{"records": []}', "its table “records” is no object"),
        (b'{"records": {}, "actors": 5}', "its table “actors” is no object"),
        (b"{}", "is JSON, but has no table “records”"),
        (b'{"_default": {"1": {"id": "a"}}}', "is JSON, but has no table “records”"),
        (b'{"\xff": {}, "records": {}}', "is not UTF-8"),
        (b'{"meta": {"1": {"schema": 2}}, "records": {}}', "newer chronoterm (schema 2, this one knows 1)"),
        (b'{"meta": {"1": {"schema": "one"}}, "records": {}}', "which is no version number"),
        (b'{"meta": {"1": {"schema": true}}, "records": {}}', "which is no version number"),
        (b'{"meta": {"1": {"schema": 0}}, "records": {}}', "which is no version number"),
        (b'{"meta": {"1": {"schema": {"a": [1]}}}, "records": {}}', "which is no version number"),
    ],
)
def test_what_is_no_store_is_refused_in_one_sentence_and_left_alone(
    content: bytes, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    before = path.stat()
    assert sentence in refusal(path)
    assert path.read_bytes() == content
    assert Identity.of(path.stat()) == Identity.of(before)
    assert [each.name for each in tmp_path.iterdir()] == ["bad.json"]


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "mistyped.json")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


def test_a_way_through_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot be read (Not a directory)" in refusal(tmp_path / "file" / "store.json")


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert "cannot be read" in refusal(tmp_path / "loop")


def test_a_name_that_no_file_can_have_is_told() -> None:
    assert "cannot be read" in refusal(Path("a\0b"))


def _within(seconds: float, work: Callable[[], None]) -> None:
    """Fail when the work is not done after some time."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    assert not thread.is_alive()


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    told: list[str] = []
    _within(5, lambda: told.append(refusal(pipe)))
    assert told == ["is no regular file"]
    with pytest.raises(StoreError, match="is no regular file"):
        demand_readable(pipe)


def test_a_device_without_an_end_is_refused() -> None:
    told: list[str] = []
    _within(5, lambda: told.append(refusal(Path("/dev/zero"))))
    assert told == ["is no regular file"]


def test_a_file_larger_than_memory_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    path.touch()
    os.truncate(path, 2**42)
    assert refusal(path) == "not enough memory to read its 4,194,304 MB"


def test_memory_that_runs_out_while_reading_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.json"
    path.write_bytes(GOOD)

    def too_much(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("chronoterm.store.files._demand_room", too_much)
    assert "not enough memory" in refusal(path)


def test_an_unreadable_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.json"
    path.write_bytes(GOOD)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "may not be read by you" in refusal(path)


def test_a_name_full_of_commands_is_shown_harmlessly(tmp_path: Path) -> None:
    sentence = refusal(tmp_path / "\x1b]0;title\x07\u202e[/x]\udcff.json")
    assert sentence.isprintable()
    assert "[/x]" in sentence


def test_a_file_is_read_with_the_identity_it_has(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    path.write_bytes(GOOD)
    assert read_whole(path) == (GOOD, Identity.of(path.stat()))
    assert demand_readable(path).st_size == len(GOOD)


def test_every_replacement_gives_another_identity(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    path.write_bytes(GOOD)
    before = Identity.of(path.stat())
    copy = tmp_path / "copy.json"
    copy.write_bytes(GOOD)
    os.utime(copy, ns=(before.modified, before.modified))
    copy.rename(path)
    assert Identity.of(path.stat()) != before
