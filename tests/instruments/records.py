"""Records with few words, and the seeds of random ones, for the tests of the instruments."""

from random import Random

from hypothesis import strategies as st

from chronoterm.records import Kind, Record


def event(name: str, date: str | None = None, **fields: object) -> Record:
    """An event whose headline is its id, where `fields` name no other."""
    return _record(name, Kind.EVENT, date, fields)


def statement(name: str, date: str | None = None, **fields: object) -> Record:
    """A statement whose headline is its id, where `fields` name no other."""
    return _record(name, Kind.STATEMENT, date, fields)


def _record(name: str, kind: Kind, date: str | None, fields: dict[str, object]) -> Record:
    whole: dict[str, object] = {"headline": name, **fields}
    return Record(id=name, kind=kind, date=date, **whole)  # type: ignore[arg-type]


def seeds(most: int = 14) -> st.SearchStrategy[tuple[list[str], Random]]:
    """The ids of `most` records or fewer, and the chance by which they are made.

    One number decides about all: to draw every field one by one takes a fifth of a second.
    """
    return st.builds(
        lambda size, seed: ([f"r{number}" for number in range(size)], Random(seed)),
        st.integers(0, most),
        st.integers(0, 1 << 32),
    )
