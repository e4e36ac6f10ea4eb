"""What `chronoterm source` and `chronoterm text show` print."""

from pathlib import Path

from chronoterm.chronology.view import Chronology
from chronoterm.cli_printing import where
from chronoterm.documents import DocumentError, is_sha256
from chronoterm.exporters.json_safely import json_line
from chronoterm.instruments.source_text import SourceText, plain_lines, source_text, with_passages
from chronoterm.opening import chosen_path
from chronoterm.output import terminal_cells, write_lines
from chronoterm.problems import ChronotermError
from chronoterm.reader import open_to_ask
from chronoterm.text import clean, clean_block, isolate

LONGEST_LINE = 120
"""Cells of a line on a wide terminal; longer ones are hard to read."""


def print_source(store: Path | None, record_id: str, at: int | None, context: int | None, form: str) -> bool:
    """Print the passage of a record; whether its text is kept. Raises ChronotermError."""
    path = chosen_path(store)
    chronology = open_to_ask(path)
    found = _found(chronology, path, record_id, at)
    if found.shown is not None and found.source is not None:
        found = with_passages(found, chronology.passages(found.source.sha256 or ""))
    if form == "json":
        write_lines([json_line(_fields(found, chronology))], data=True)
        return found.shown is not None
    cells = terminal_cells()
    lines = plain_lines(found, context, None if cells is None else min(cells, LONGEST_LINE))
    if found.shown is None:
        write_lines(map(isolate, lines))
        return False
    mark = "?" if found.record.is_unreviewed else ""
    record = f"{mark}{found.record.date_label}  {found.record.headline}"
    write_lines([isolate(found.title), isolate(clean(record)), isolate(_place(found)), ""])
    write_lines(map(isolate, lines))
    write_lines(["", isolate(found.counted)])
    return True


def _found(chronology: Chronology, path: Path, record_id: str, at: int | None) -> SourceText:
    try:
        found = source_text(chronology, record_id, at)
    except KeyError:
        raise ChronotermError(
            f"{path}: no record has the id “{record_id}”. `chronoterm list --columns id,headline` prints all"
        ) from None
    except DocumentError as error:
        raise ChronotermError(f"{path}: record “{record_id}” cannot be read whole ({where(error)})") from None
    if at is not None and at >= found.of:
        raise ChronotermError(f"{path}: record “{record_id}” has {found.of} sources that name a text")
    return found


def _place(found: SourceText) -> str:
    """Where in its text the passage is."""
    own = found.own
    if own is None or found.source is None:
        span = found.source.span if found.source is not None else None
        return "the source names no passage" if span is None else f"{_characters(*span)}: not in this text"
    first, last = found.lines(own)
    lines = f"line {first:,}" if first == last else f"lines {first:,} to {last:,}"
    return f"{lines} of {len(found.starts):,}, {_characters(own.start, own.end)}"


def _characters(start: int, end: int) -> str:
    return f"characters {start:,} to {end:,}"


def _fields(found: SourceText, chronology: Chronology) -> dict[str, object]:
    """The same as JSON: the passage word for word, and its first and last line."""
    own, source = found.own, found.source
    text = chronology.text(source.sha256) if source is not None and source.sha256 else None
    return {
        "record": found.record.id,
        "source": found.title,
        "sha256": None if source is None else source.sha256,
        "span": None if source is None else source.span,
        "kept": text is not None,
        "lines": None if own is None else found.lines(own),
        "passage": None if own is None or text is None else text[own.start : own.end],
        "quote": found.record.quote,
    }


def print_text(store: Path | None, what: str) -> None:
    """Print a whole text, of a SHA-256 or of the source of a record. Raises ChronotermError."""
    path = chosen_path(store)
    chronology = open_to_ask(path)
    text = chronology.text(what) if is_sha256(what) else None
    if text is not None:
        write_lines(map(isolate, clean_block(text).split("\n")))
        return
    if is_sha256(what):
        raise ChronotermError(f"{path}: keeps no text of the file {what}")
    found = _found(chronology, path, what, None)
    if found.shown is None:
        raise ChronotermError(
            f"{path}: keeps no text of a source of “{what}”. `chronoterm source` tells what is known"
        )
    write_lines(map(isolate, found.shown.text.split("\n")))
