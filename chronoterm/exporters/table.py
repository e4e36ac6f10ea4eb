"""Records, or any texts, as a plain table: fitted to a terminal, or whole and unwrapped in a pipe."""

from collections.abc import Collection, Iterator, Sequence

from chronoterm.cells import cut, fit, width
from chronoterm.chronology.view import Row
from chronoterm.exporters.choosing import Chosen
from chronoterm.exporters.fields import IN_WORDS, NEVER_CUT, Reading
from chronoterm.text import clean, isolate

GAP = "  "
MOST = 80
"""Cells that a column is padded to in a pipe; a longer text pushes on the rest of its line, uncut."""

LEAST = 20
"""Cells that the widest column keeps as long as others can give some."""


def table(reading: Reading, rows: Sequence[Row], fields: Sequence[str], cells: int | None) -> Iterator[str]:
    """Lines of a table of records with a head; `cells` is the width of the terminal, none for a pipe.

    Before a record stands ~ if it only may match, else ? if nobody has reviewed it.
    """
    body = [_texts(reading, row, fields) for row in rows]
    fixed = {column for column, field in enumerate(fields) if field in NEVER_CUT}
    lines = columns([field.upper() for field in fields], body, fixed, cells)
    yield f" {next(lines)}"
    for row, line in zip(rows, lines, strict=True):
        yield f"{_mark(row)}{line}"


def streamed_table(reading: Reading, chosen: Chosen, fields: Sequence[str]) -> Iterator[str]:
    """Lines of a table for a file, uncut; the records are gone through twice, since columns are as wide as texts."""
    head = [field.upper() for field in fields]
    widths = [width(each) for each in head]
    for row in chosen.rows():
        texts = _texts(reading, row, fields)
        widths = [min(MOST, max(one, width(text))) for one, text in zip(widths, texts, strict=True)]
    yield f" {_line(head, widths, None)}"
    for row in chosen.rows():
        yield f"{_mark(row)}{_line(_texts(reading, row, fields), widths, None)}"


def _mark(row: Row) -> str:
    """~ before a record that only may match, else ? before one that nobody has reviewed."""
    return "~" if row.possible else "?" if row.entry.is_unreviewed else " "


def _texts(reading: Reading, row: Row, fields: Sequence[str]) -> list[str]:
    return [clean(IN_WORDS[field](row.entry, reading)) or "–" for field in fields]


def columns(
    head: Sequence[str], body: Sequence[Sequence[str]], fixed: Collection[int], cells: int | None
) -> Iterator[str]:
    """Lines of cleaned texts in columns, the head first; a cell is left free for a mark before each.

    The columns with the numbers `fixed` are never cut; `cells` is the width of the terminal, none for a pipe.
    """
    widths = [max(map(width, column)) for column in zip(head, *body, strict=True)]
    if cells is None:
        widths = [min(each, MOST) for each in widths]
    else:
        cells -= 1
        widths = _fitted(widths, fixed, cells - len(GAP) * (len(widths) - 1))
    for texts in (head, *body):
        yield _line(texts, widths, cells)


def _fitted(widths: list[int], fixed: Collection[int], cells: int) -> list[int]:
    """Columns that together take at most `cells`, where those that must not be cut leave room for it.

    The widest gives first; when it has no more than LEAST left, all are made equal.
    """
    elastic = [column for column in range(len(widths)) if column not in fixed]
    room = cells - sum(widths[column] for column in fixed)
    if not elastic or sum(widths[column] for column in elastic) <= room:
        return widths
    widest = max(elastic, key=widths.__getitem__)
    others = [column for column in elastic if column != widest]
    given = max(min(LEAST, widths[widest]), room - sum(widths[column] for column in others))
    most = _even([widths[column] for column in others], room - given)
    fitted = [min(each, most) if column in others else each for column, each in enumerate(widths)]
    fitted[widest] = min(widths[widest], max(1, room - sum(fitted[column] for column in others)))
    return fitted


def _even(widths: Sequence[int], room: int) -> int:
    """The largest width that columns may have in common, narrower ones apart, to fit into `room`; at least 1."""
    most = max(widths, default=1)
    while most > 1 and sum(min(each, most) for each in widths) > room:
        most -= 1
    return most


def _line(texts: Sequence[str], widths: Sequence[int], cells: int | None) -> str:
    whole = cells is None
    fitted = GAP.join(
        isolate(text) if whole and width(text) > each else fit(text, each)
        for text, each in zip(texts[:-1], widths, strict=False)
    )
    too_long = width(texts[-1]) > widths[-1] and not whole
    last = fit(texts[-1], widths[-1]) if too_long else isolate(texts[-1])
    line = f"{fitted}{GAP if len(texts) > 1 else ''}{last}".rstrip()
    return line if cells is None or width(line) <= cells else isolate(cut(line, cells))
