"""Whether a file is a store at all: JSON in the shape TinyDB gives it. Says what is wrong, and where."""

import re
from pathlib import Path

import msgspec

from chronoterm.store.errors import StoreError

RawTables = dict[str, dict[str, msgspec.Raw]]
"""Table name → document number → the document's bytes."""

RECORDS = "records"

_DECODER = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
_NUMBER = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)
_BYTE = re.compile(r"\(byte (\d+)\)")
_NOT_A_STORE = "Is it a chronoterm store? docs/store-format.md shows one"


def parse_tables(path: Path, data: bytes) -> RawTables:
    """The tables of a store file, its documents left raw. Raises StoreError for anything else."""
    _demand_text(path, data)
    try:
        tables = _DECODER.decode(data)
    except msgspec.ValidationError:
        raise StoreError(path, _misshapen(data), _NOT_A_STORE) from None
    except msgspec.DecodeError as error:
        raise StoreError(path, _not_json(data, error), "Nothing was changed") from None
    except RecursionError:
        raise StoreError(path, "is nested too deeply to be a store") from None
    return tables


def demand_records(path: Path, tables: RawTables) -> None:
    """Raise StoreError for tables that are some other program's."""
    if RECORDS not in tables:
        raise StoreError(path, f"is JSON, but has no table “{RECORDS}”", _NOT_A_STORE)


def is_document_number(key: str) -> bool:
    """Whether TinyDB would count with this key: a positive whole number, written plainly."""
    return _NUMBER.fullmatch(key) is not None


def _demand_text(path: Path, data: bytes) -> None:
    if not data.strip():
        raise StoreError(path, "is empty", "A store that became empty is damaged: look for a copy of it")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise StoreError(path, "is UTF-16; a store is UTF-8", "Save it as UTF-8")
    if data.startswith(b"\xef\xbb\xbf"):
        raise StoreError(path, "begins with a byte order mark", "Save it as UTF-8 without one")


def _not_json(data: bytes, error: msgspec.DecodeError) -> str:
    """The library's message, with the byte it names told as line and column (of characters)."""
    found = _BYTE.search(str(error))
    at = int(found[1]) if found else len(data)
    line = data.count(b"\n", 0, at) + 1
    column = len(data[data.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")) + 1
    why = _BYTE.sub("", str(error)).removeprefix("JSON is malformed: ").strip()
    return f"is not JSON, line {line}, column {column}: {why[:1].lower()}{why[1:]}"


def _misshapen(data: bytes) -> str:
    root = msgspec.json.decode(data, type=msgspec.Raw)
    if not bytes(root).lstrip().startswith(b"{"):
        return "is JSON, but not an object of tables"
    for name, table in msgspec.json.decode(data, type=dict[str, msgspec.Raw]).items():
        if not bytes(table).lstrip().startswith(b"{"):
            return f"is JSON, but its table “{name}” is no object"
    return "is JSON, but not in the shape of a store"
