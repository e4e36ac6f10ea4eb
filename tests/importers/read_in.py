"""Reading a file in for a test, and the files that others collected, where they are at hand."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from chronoterm.documents import read
from chronoterm.importers.incoming import Incoming, Origin, Reading, Refused
from chronoterm.records import Record

BESIDE_THE_PROJECT = Path(__file__).resolve().parents[3] / "shared" / "data"
CORPUS = Path(os.environ.get("CHRONOTERM_EVALUATION") or BESIDE_THE_PROJECT)

SHA256 = "ab" * 32
ORIGIN = Origin("spring.file", SHA256)
Read = TypeVar("Read")
Reader = Callable[[BinaryIO, Origin], Reading]


def files(*folders: str) -> list[Path]:
    """The files of some folders of the corpus; none where it is not at hand."""
    return sorted(
        each
        for folder in folders
        for each in (CORPUS / folder).rglob("*")
        if each.is_file() and each.suffix != ".md"
    )


def items(reader: Reader, data: bytes | str) -> list[Incoming | Refused]:
    raw = data.encode() if isinstance(data, str) else data
    return list(reader(BytesIO(raw), ORIGIN).items)


def documents(reader: Reader, data: bytes | str) -> list[dict[str, Any]]:
    """The records of a file of which nothing is refused."""
    found = items(reader, data)
    assert [each for each in found if isinstance(each, Refused)] == []
    return [each.record for each in found if isinstance(each, Incoming)]


def refused(reader: Reader, data: bytes | str) -> list[Refused]:
    return [each for each in items(reader, data) if isinstance(each, Refused)]


def said(reader: Reader, data: bytes | str) -> tuple[str, ...]:
    raw = data.encode() if isinstance(data, str) else data
    return reader(BytesIO(raw), ORIGIN).said


def or_told(make: Callable[[], Read], error: type[ValueError]) -> tuple[Read | None, str]:
    """What is made, or none and what is said instead, which is one sentence on one line."""
    try:
        return make(), ""
    except error as refusal:
        told = str(refusal)
    assert told and "\n" not in told and len(told) < 300
    return None, told


def sound(found: Incoming | Refused) -> None:
    """Fail unless this is a record that a store takes, or a refusal that says where and why."""
    if isinstance(found, Refused):
        assert found.where and found.why
        assert "\n" not in found.why and len(found.why) < 300
        return
    record = read(found.record, Record)
    assert record.headline == " ".join(record.headline.split())
    assert record.when is None or record.when.edtf == record.date
    assert all(document["id"] and document["name"] for _, document in found.names)
