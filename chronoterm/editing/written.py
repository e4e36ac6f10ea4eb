"""What a form shows of a stored value, whatever it holds: text that is safe to show, and is read back."""

from collections.abc import Callable, Mapping
from typing import Any

from chronoterm.chronology.view import Chronology
from chronoterm.editing.faults import ABSENT, as_json
from chronoterm.editing.fields import FormField, Shape
from chronoterm.editing.figures import figure_line
from chronoterm.editing.lists import NAMES, TAGS, in_list
from chronoterm.editing.memberships import membership_line
from chronoterm.editing.naming import called
from chronoterm.terms import Facet
from chronoterm.text import clean, clean_block

MARKS = {Shape.NAMES: NAMES, Shape.TEXTS: NAMES, Shape.TAGS: TAGS}
"""What parts the values of a field that has several on a line."""


def written(field: FormField, value: Any, chronology: Chronology) -> str:
    """What stands in a field for the value that a document holds; its JSON where it is of no type that belongs there."""
    if value is None or value is ABSENT:
        return "no" if field.shape is Shape.YES_NO else ""
    if field.is_list:
        if not isinstance(value, list):
            return as_json(value)
        return separator(field).join(pieces_of(field, value, chronology))
    return _WRITERS[field.shape](field, value, chronology)


def pieces_of(field: FormField, values: list[Any], chronology: Chronology) -> list[str]:
    """What is written for each of several values."""
    return [piece_of(field, each, chronology) for each in values]


def piece_of(field: FormField, value: Any, chronology: Chronology) -> str:
    """What is written for one of several values."""
    match field.shape:
        case Shape.FIGURES:
            return figure_line(value)
        case Shape.MEMBERSHIPS:
            return membership_line(value, lambda id_: called(chronology, Facet.ACTOR, id_, ""))
        case _ if not isinstance(value, str):
            return in_list(as_json(value), MARKS[field.shape])
        case Shape.NAMES:
            return called(chronology, field.facet or Facet.ACTOR, value, MARKS[field.shape])
        case _:
            return in_list(clean(value), MARKS[field.shape])


def separator(field: FormField) -> str:
    """What stands between the values of a field that has several."""
    return "\n" if field.several_lines else f"{MARKS[field.shape][0]} "


def _line(_field: FormField, value: Any, _chronology: Chronology) -> str:
    return clean(value) if isinstance(value, str) else as_json(value)


def _block(_field: FormField, value: Any, _chronology: Chronology) -> str:
    return clean_block(value) if isinstance(value, str) else as_json(value)


def _yes_no(_field: FormField, value: Any, _chronology: Chronology) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else as_json(value)


def _name(field: FormField, value: Any, chronology: Chronology) -> str:
    return (
        called(chronology, field.facet or Facet.ACTOR, value, "")
        if isinstance(value, str)
        else as_json(value)
    )


_WRITERS: Mapping[Shape, Callable[[FormField, Any, Chronology], str]] = {
    Shape.LINE: _line,
    Shape.BLOCK: _block,
    Shape.CHOICE: _line,
    Shape.YES_NO: _yes_no,
    Shape.DATE: _line,
    Shape.NAME: _name,
    Shape.NUMBER: _line,
}
