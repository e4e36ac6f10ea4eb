"""Schema versions: what a store was written as, and the steps that bring an old one up to date."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from chronoterm.documents import DocumentError, decode
from chronoterm.store.errors import StoreError
from chronoterm.store.shape import RawTables

SCHEMA = 1
"""The schema that this version writes."""

Documents = dict[str, dict[str, dict[str, Any]]]
Step = Callable[[Documents], Documents]

STEPS: Mapping[int, Step] = {}
"""For each older schema, the step to the next one. There is only one schema so far."""


def up_to_date(
    path: Path, tables: RawTables, steps: Mapping[int, Step] = STEPS, goal: int = SCHEMA
) -> tuple[RawTables, dict[str, Any]]:
    """The tables in today's schema, and what the store says of itself. Raises StoreError.

    Documents that are no JSON objects go untouched past the steps: whoever reads the tables finds them.
    """
    schema = demand_known(path, about(tables).get("schema"), goal)
    if schema < goal:
        tables = _migrated(tables, schema, steps, goal)
    return tables, about(tables)


def about(tables: RawTables) -> dict[str, Any]:
    """What a store says of itself, all documents of `meta` together; damaged ones say nothing."""
    told: dict[str, Any] = {}
    for raw in tables.get("meta", {}).values():
        told.update(_decoded_or_none(raw) or {})
    return told


def demand_known(path: Path, schema: object, newest: int = SCHEMA) -> int:
    """The schema of a store, 1 where it says nothing. Raises StoreError for one we do not know."""
    if schema is None:
        return 1
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise StoreError(path, f"has the schema “{str(schema)[:40]}”, which is no version number")
    if schema > newest:
        raise StoreError(
            path,
            f"was written by a newer chronoterm (schema {schema}, this one knows {newest})",
            "Update chronoterm",
        )
    return schema


def migrate(
    tables: Documents, schema: int, steps: Mapping[int, Step] = STEPS, goal: int = SCHEMA
) -> Documents:
    """The tables of an older schema as those of `goal`, one step after the other."""
    for version in range(schema, goal):
        tables = steps[version](tables)
    return tables


def _migrated(tables: RawTables, schema: int, steps: Mapping[int, Step], goal: int) -> RawTables:
    documents: Documents = {}
    damaged: RawTables = {}
    for name, table in tables.items():
        documents[name] = {}
        for number, raw in table.items():
            document = _decoded_or_none(raw)
            if document is None:
                damaged.setdefault(name, {})[number] = raw
            else:
                documents[name][number] = document
    migrated = {
        name: {number: msgspec.Raw(msgspec.json.encode(each)) for number, each in table.items()}
        for name, table in migrate(documents, schema, steps, goal).items()
    }
    return {name: {**table, **damaged.get(name, {})} for name, table in migrated.items()}


def _decoded_or_none(raw: msgspec.Raw) -> dict[str, Any] | None:
    try:
        return decode(raw)
    except DocumentError:
        return None
