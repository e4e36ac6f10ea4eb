"""An edit of the journal in lines: who did what and when, and below it each field before and after."""

from collections.abc import Mapping

from chronoterm.cells import cut
from chronoterm.cli_editing_desk import moment
from chronoterm.cli_editing_told import WIDE, change_line
from chronoterm.edits import Change, Document, Table, Written
from chronoterm.exporters.json import json_line
from chronoterm.text import clean, isolate

_ONE = {
    Table.RECORDS: "record",
    Table.ACTORS: "actor",
    Table.PLACES: "place",
    Table.SERIES: "series",
    Table.ANNOTATIONS: "note",
    Table.TEXTS: "text",
}


def edit_lines(written: Written, noted: Mapping[str, str], cells: int | None) -> list[str]:
    """An edit in lines that fit the terminal, cleaned; `noted` tells the record that each annotation is on."""
    head = f"{moment(written.at)}  {written.by}  {written.edit.does}  (edit {written.number:,})"
    lines = [_line(head, cells)]
    for each in written.edit.changes:
        name = f"on {noted.get(each.id, '–')}" if each.table is Table.ANNOTATIONS else each.id
        lines.append(_line(f"  {_what(each)} {_ONE[each.table]} {name}", cells))
        lines += _fields(each, None if cells is None else cells - len("  "))
    return lines


def _what(change: Change) -> str:
    return "new" if change.was is None else "deleted" if change.now is None else "changed"


def _fields(change: Change, cells: int | None) -> list[str]:
    if change.was is None or change.now is None:
        whole = change.now if change.was is None else change.was
        return [_line(f"    {each}: {_text(whole, each)}", cells) for each in change.fields]
    return [
        f"  {change_line(each, _text(change.was, each), _text(change.now, each), cells)}"
        for each in change.fields
    ]


def _text(document: Document | None, field: str) -> str:
    """A value as people read it: words as they are, lists of them with commas, anything else as JSON."""
    value = (document or {}).get(field)
    if value is None:
        return ""
    if isinstance(value, str):
        return value or '""'
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    return json_line(value)


def _line(text: str, cells: int | None) -> str:
    return isolate(cut(clean(text), cells or WIDE))
