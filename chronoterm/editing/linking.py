"""Saying which series a figure of a record belongs to, one that there is or a new one."""

import re
from collections.abc import Collection
from typing import Any, NamedTuple

from chronoterm.editing.figures import amount_text
from chronoterm.editing.ids import new_id, slug_of
from chronoterm.editing.naming import LONGEST_NAME
from chronoterm.editing.steps import edit_of, list_in
from chronoterm.edits import Document, Edit, Table, change, same
from chronoterm.language.errors import told
from chronoterm.text import clean

_WITH_UNIT = re.compile(r"(?P<name>.*\S)\s*\((?P<unit>[^()]+)\)")


class NumberedFigure(NamedTuple):
    """A figure of a record, and the place where it stands there, from 0."""

    at: int
    figure: Document


def figures_in(record: Document) -> list[NumberedFigure]:
    """The figures of a record, without what is none."""
    return [
        NumberedFigure(at, each)
        for at, each in enumerate(list_in(record, "figures"))
        if isinstance(each, dict)
    ]


def figure_title(figure: Document) -> str:
    """A figure in a few words: `c. 3,000 present · “about 3,000 soldiers”`."""
    state, text = (_text(figure, each) for each in ("state", "text"))
    return f"{_amount(figure)}{f' {state}' if state else ''}{f' · “{text}”' if text else ''}"


def linked(
    record: Document, numbered: NumberedFigure, series: str | None, new: Document | None = None
) -> Edit | None:
    """A figure gets a series, or with none loses it; with `new` the series is made in the same step.

    None where nothing would change, and where the figure does not stand there any more.
    """
    figures = list_in(record, "figures")
    at, was = numbered
    if at >= len(figures) or not same(figures[at], was):
        return None
    now = {name: value for name, value in was.items() if name != "series"}
    if series is not None:
        now = {"series": series, **now}
    after = {**record, "figures": [*figures[:at], now, *figures[at + 1 :]]}
    made = change(Table.RECORDS, record["id"], record, after)
    if made is None:
        return None
    coming = None if new is None else change(Table.SERIES, new["id"], None, new)
    told_amount = told(_amount(was))
    does = f"linked {told_amount} to {told(series)}" if series else f"{told_amount} is in no series any more"
    return edit_of(does, (coming, made))


def new_series(typed: str, taken: Collection[str], chance: str) -> Document | None:
    """A series of that name, with its unit in parentheses behind; none for what is no name.

    `chance` are the random characters that the id gets where the plain one is taken.
    """
    name = " ".join(clean(typed).split())
    found = _WITH_UNIT.fullmatch(name)
    unit = found["unit"].strip() if found else ""
    name = found["name"] if found and unit else name
    if not name or len(name) > LONGEST_NAME:
        return None
    slug = slug_of(name)
    id_ = slug if slug and slug not in taken else new_id(name, chance, taken)
    return {"id": id_, "name": name, **({"unit": unit} if unit else {})}


def _amount(figure: Document) -> str:
    numbers = (figure.get(each) for each in ("low", "high"))
    if all(each is None or _is_number(each) for each in numbers):
        return amount_text(figure)
    return "?"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(figure: Document, name: str) -> str:
    value = figure.get(name)
    return clean(value) if isinstance(value, str) else ""
