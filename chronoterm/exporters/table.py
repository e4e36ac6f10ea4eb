"""A view as a plain table: fitted to a terminal, or whole and unwrapped in a pipe."""

from collections.abc import Iterator, Sequence

from chronoterm.cells import cut, fit, width
from chronoterm.chronology.view import Row
from chronoterm.exporters.fields import FIELDS, NEVER_CUT, Reading
from chronoterm.text import clean, isolate

GAP = "  "
MOST = 80
"""Cells that a column is padded to in a pipe; a longer text pushes on the rest of its line, uncut."""

LEAST = 20
"""Cells that the widest column keeps as long as others can give some."""


def table(reading: Reading, rows: Sequence[Row], fields: Sequence[str], cells: int | None) -> Iterator[str]:
    """Lines of a table with a head; `cells` is the width of the terminal, none for a pipe."""
    body = [[clean(FIELDS[field](row.entry, reading)) or "–" for field in fields] for row in rows]
    head = [field.upper() for field in fields]
    widths = [max(map(width, column)) for column in zip(head, *body, strict=True)]
    if cells is None:
        widths = [min(each, MOST) for each in widths]
    else:
        widths = _fitted(widths, fields, cells - 1 - len(GAP) * (len(widths) - 1))
    yield _line(" ", head, widths, cells)
    for row, texts in zip(rows, body, strict=True):
        yield _line("~" if row.possible else " ", texts, widths, cells)


def _fitted(widths: list[int], fields: Sequence[str], cells: int) -> list[int]:
    """Columns that together take at most `cells`, where those that must not be cut leave room for it.

    The widest gives first; when it has no more than LEAST left, all are made equal.
    """
    fixed = [column for column, field in enumerate(fields) if field in NEVER_CUT]
    elastic = [column for column in range(len(fields)) if column not in fixed]
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


def _line(mark: str, texts: Sequence[str], widths: Sequence[int], cells: int | None) -> str:
    whole = cells is None
    fitted = GAP.join(
        isolate(text) if whole and width(text) > each else fit(text, each)
        for text, each in zip(texts[:-1], widths, strict=False)
    )
    too_long = width(texts[-1]) > widths[-1] and not whole
    last = fit(texts[-1], widths[-1]) if too_long else isolate(texts[-1])
    line = f"{mark}{fitted}{GAP if len(texts) > 1 else ''}{last}".rstrip()
    return line if cells is None or width(line) <= cells else isolate(cut(line, cells))
