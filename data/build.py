"""Build the sample store from its readable form: `python data/build.py` after a change to `chronology.toml`.

With `--check`, change nothing and fail when the two differ.
"""

import sys
import tempfile
import tomllib
from pathlib import Path

from tinydb import TinyDB

from chronoterm.documents import Document, read, write
from chronoterm.records import Actor, Place, Record, Series
from chronoterm.store.migrate import SCHEMA
from chronoterm.store.storage import ChronologyStorage

HERE = Path(__file__).parent
READABLE = HERE / "chronology.toml"
STORE = HERE / "chronology.json"


def _documents(table: str, told: list[Document]) -> list[Document]:
    """The documents of a table, each read and written once, so that nothing wrong gets in."""
    if table == "records":
        return [write(read(each, Record)) for each in told]
    if table == "actors":
        return [write(read(each, Actor)) for each in told]
    if table == "places":
        return [write(read(each, Place)) for each in told]
    return [write(read(each, Series)) for each in told]


def build(target: Path) -> None:
    """Write the store that `chronology.toml` describes; every document goes through the reader first."""
    told = tomllib.loads(READABLE.read_text(encoding="utf-8"))
    with TinyDB(target, storage=ChronologyStorage) as store:
        store.table("meta").insert({"schema": SCHEMA, **told["meta"]})
        for table in ("records", "actors", "places", "series"):
            store.table(table).insert_multiple(_documents(table, told[table]))


def main() -> int:
    """Build, or check; the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / STORE.name
        build(fresh)
        content = fresh.read_bytes()
    if "--check" in sys.argv[1:]:
        return 0 if STORE.exists() and STORE.read_bytes() == content else 1
    STORE.write_bytes(content)
    print(f"{STORE}: {len(content):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
