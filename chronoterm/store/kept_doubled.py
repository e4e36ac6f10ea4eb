"""Finding a key that stands twice within a document of a large store, some megabytes at a time."""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from chronoterm.store.hidden import TWICE, faults_of
from chronoterm.store.kept_tables import KeptTable

_KEY = re.compile(rb'"\s*:')
"""What follows each key; text may hold it as well."""


def doubled_key(tables: Iterable[KeptTable]) -> str:
    """The first document with a key that stands twice, as a sentence; empty where there is none.

    Documents are those of the file, not what was put since. Raises StoreChangedError.
    """
    for table in tables:
        for run in table.runs():
            for number, start, length in zip(run.numbers, run.starts, run.lengths, strict=True):
                raw = run.data[start : start + length]
                if not _has_each_key_once(raw):
                    for found in faults_of(table.name, str(number), raw):
                        if found.why.endswith(TWICE):
                            return str(found)
    return ""


def _has_each_key_once(raw: bytes) -> bool:
    """Whether a document surely has no key twice: it holds no more keys than are left when it was read."""
    try:
        return len(_KEY.findall(raw)) == _keys_in(msgspec.json.decode(raw))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def _keys_in(value: Any) -> int:
    if isinstance(value, dict):
        return len(value) + sum(map(_keys_in, value.values()))
    return sum(map(_keys_in, value)) if isinstance(value, list) else 0
