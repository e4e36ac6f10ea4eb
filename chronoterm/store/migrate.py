"""Schema versions: what a store was written as, and the steps that bring an old one up to date."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from chronoterm.store.errors import StoreError

SCHEMA = 1
"""The schema that this version writes."""

Documents = dict[str, dict[str, dict[str, Any]]]
Step = Callable[[Documents], Documents]

STEPS: Mapping[int, Step] = {}
"""For each older schema, the step to the next one. There is only one schema so far."""


def demand_known(path: Path, schema: object) -> int:
    """The schema of a store, 1 where it says nothing. Raises StoreError for one we do not know."""
    if schema is None:
        return 1
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise StoreError(path, f"has the schema “{schema}”, which is no version number")
    if schema > SCHEMA:
        raise StoreError(
            path,
            f"was written by a newer chronoterm (schema {schema}, this one knows {SCHEMA})",
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
