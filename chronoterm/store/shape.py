"""Whether a file is a store at all: JSON in the shape TinyDB gives it. Says what is wrong, and where."""

import re
from collections.abc import MutableMapping
from pathlib import Path

import msgspec

from chronoterm.store.errors import StoreError
from chronoterm.store.surrogates import halves_replaced

RawTable = MutableMapping[str, msgspec.Raw]
RawTables = dict[str, RawTable]
"""Table name → document number → the document's bytes."""

RECORDS = "records"

_DECODER: msgspec.json.Decoder[RawTables] = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
_NUMBER = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)
_BYTE = re.compile(r"\(byte (\d+)\)")
_ONE_BEHIND = "trailing characters"
"""For this fault the library names the byte after the first wrong one."""

_NOT_A_STORE = "Is it a chronoterm store? docs/store-format.md shows one"
_UNTOUCHED = "Nothing was changed; `chronoterm repair` saves what can be saved into a new store"


def parse_tables(path: Path, data: bytes) -> tuple[RawTables, bool]:
    """The tables of a store file, its documents left raw. Raises StoreError for anything else.

    Whether they are the bytes of the file, too: halves of characters had to be replaced where they are not.
    """
    _demand_text(path, data)
    try:
        return _DECODER.decode(data), True
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        whole = halves_replaced(data)
    try:
        return _DECODER.decode(whole), False
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise _refusal(path, whole) from None


def demand_records(path: Path, tables: RawTables) -> None:
    """Raise StoreError for tables that are some other program's."""
    if RECORDS not in tables:
        raise StoreError(path, f"is JSON, but has no table “{RECORDS}”", _NOT_A_STORE)


def obstacle_to_editing(tables: RawTables) -> str:
    """Why TinyDB could not write these tables back without changing what nobody edited; empty where it could."""
    for name, table in tables.items():
        for number, raw in table.items():
            if not is_document_number(number):
                return f"table {name} has a document “{number}”, which is no positive whole number"
            if not _is_object(raw):
                return f"table {name}, document {number} is no JSON object"
            if not _is_text(raw):
                return f"table {name}, document {number} holds bytes that are not UTF-8"
    return ""


def is_document_number(key: str) -> bool:
    """Whether TinyDB writes this key back as it is: a positive whole number, written plainly."""
    return _NUMBER.fullmatch(key) is not None


def _demand_text(path: Path, data: bytes) -> None:
    if not data.strip():
        raise StoreError(path, "is empty", "A store that became empty is damaged: look for a copy of it")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise StoreError(path, "is UTF-16; a store is UTF-8", "Save it as UTF-8")
    if data.startswith(b"\xef\xbb\xbf"):
        raise StoreError(path, "begins with a byte order mark", "Save it as UTF-8 without one")


def _refusal(path: Path, data: bytes) -> StoreError:
    """Why these bytes are no store: no JSON first, of another shape after."""
    try:
        root = msgspec.json.decode(data, type=msgspec.Raw)
        return StoreError(path, _misshapen(root), _NOT_A_STORE)
    except UnicodeDecodeError:
        return StoreError(path, "the name of a table or document in it is not UTF-8", _UNTOUCHED)
    except msgspec.DecodeError as error:
        return StoreError(path, _not_json(data, error), _UNTOUCHED)
    except RecursionError:
        return StoreError(path, "is nested too deeply to be a store", _UNTOUCHED)


def _not_json(data: bytes, error: msgspec.DecodeError) -> str:
    """The library's message, with the byte it names told as line and column (of characters)."""
    found = _BYTE.search(str(error))
    why = _BYTE.sub("", str(error)).removeprefix("JSON is malformed: ").strip()
    at = int(found[1]) - (why == _ONE_BEHIND) if found else len(data)
    line = data.count(b"\n", 0, at) + 1
    column = len(data[data.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")) + 1
    return f"is not JSON, line {line}, column {column}: {why[:1].lower()}{why[1:]}"


def _misshapen(root: msgspec.Raw) -> str:
    if not _is_object(root):
        return "is JSON, but not an object of tables"
    for name, table in msgspec.json.decode(root, type=dict[str, msgspec.Raw]).items():
        if not _is_object(table):
            return f"is JSON, but its table “{name}” is no object"
    return "is JSON, but not in the shape of a store"


def _is_text(raw: msgspec.Raw) -> bool:
    try:
        str(memoryview(raw), "utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_object(raw: msgspec.Raw) -> bool:
    return bytes(memoryview(raw)[:1]) == b"{"
