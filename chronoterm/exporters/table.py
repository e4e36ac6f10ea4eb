"""A view as a plain table: fitted to a terminal, or whole and unwrapped in a pipe."""

from collections.abc import Iterator, Sequence

from chronoterm.cells import fit, width
from chronoterm.chronology.view import Chronology, Row
from chronoterm.exporters.fields import FIELDS
from chronoterm.text import clean, isolate

GAP = "  "
LEAST = 12
"""Cells that the widest column keeps on a narrow terminal."""


def table(
    chronology: Chronology, rows: Sequence[Row], fields: Sequence[str], cells: int | None
) -> Iterator[str]:
    """Lines of a table with a head; `cells` is the width of the terminal, none for a pipe."""
    body = [_texts(chronology, row, fields) for row in rows]
    head = [field.upper() for field in fields]
    widths = [max(map(width, column)) for column in zip(head, *body, strict=True)]
    if cells is not None:
        widest = widths.index(max(widths))
        over = sum(widths) + len(GAP) * (len(widths) - 1) + 1 - cells
        widths[widest] = max(LEAST, widths[widest] - max(0, over))
    yield _line(" ", head, widths)
    for row, texts in zip(rows, body, strict=True):
        yield _line("~" if row.possible else " ", texts, widths)


def _texts(chronology: Chronology, row: Row, fields: Sequence[str]) -> list[str]:
    record = chronology.record(row.entry.id)
    return [clean(FIELDS[field](record, chronology)) or "–" for field in fields]


def _line(mark: str, texts: Sequence[str], widths: Sequence[int]) -> str:
    fitted = GAP.join(fit(text, cells) for text, cells in zip(texts[:-1], widths, strict=False))
    last = fit(texts[-1], widths[-1]) if width(texts[-1]) > widths[-1] else isolate(texts[-1])
    return f"{mark}{fitted}{GAP if len(texts) > 1 else ''}{last}".rstrip()
