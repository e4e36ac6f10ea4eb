"""What is wrong with a value that a document holds, told in one sentence; and what is wrong between two fields."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from chronoterm.chronology.view import Chronology
from chronoterm.dates import DateError, PartialDate
from chronoterm.editing.faults import ABSENT, as_json, type_name
from chronoterm.editing.fields import Form, FormField, Shape
from chronoterm.editing.figures import figure_fault
from chronoterm.editing.memberships import membership_fault
from chronoterm.edits import Document
from chronoterm.language.errors import told
from chronoterm.records import Basis
from chronoterm.text import clean

BOUNDS = {"latitude": 90, "longitude": 180}
"""Degrees that a coordinate has at most, on either side."""


def fault_of(field: FormField, value: Any) -> str | None:
    """What is wrong with a value where it stands, if anything."""
    if value is None or value is ABSENT:
        return f"a {field.label.lower()} is needed" if field.required else None
    if field.is_list:
        return _list_fault(field, value)
    return _JUDGES[field.shape](field, value)


def faults_between(form: Form, document: Document, chronology: Chronology) -> Iterator[tuple[str, str, str]]:
    """What is wrong between two fields: the field that it is told at, the other one, and a sentence."""
    if document.get("date_basis") == Basis.NONE.value and document.get("date") is not None:
        yield (
            "date_basis",
            "date",
            "a date whose basis is “none” could not be found; leave one of the two out",
        )
    if form is Form.PLACE and isinstance(document.get("id"), str):
        yield from _circles(document, chronology)
    if form is Form.ACTOR and isinstance(members := document.get("member_of"), list):
        here = document.get("id")
        if any(isinstance(each, dict) and each.get("actor") == here for each in members):
            yield "member_of", "member_of", "an actor is no member of itself"


def _circles(place: Document, chronology: Chronology) -> Iterator[tuple[str, str, str]]:
    """A place that lies in itself, directly or through others."""
    passed: set[str] = set()
    here = place.get("part_of")
    while isinstance(here, str) and here not in passed:
        if here == place["id"]:
            yield "part_of", "part_of", "a place does not lie in itself, nor in what lies in it"
            return
        passed.add(here)
        known = chronology.place(here)
        here = None if known is None else known.part_of


def _text(field: FormField, value: Any) -> str | None:
    if not isinstance(value, str):
        return f"holds {type_name(value)} where a text belongs"
    return f"a {field.label.lower()} is needed" if field.required and not value.strip() else None


def _choice(field: FormField, value: Any) -> str | None:
    is_one = isinstance(value, int | str) and not isinstance(value, bool) and str(value) in field.choices
    if is_one and isinstance(value, int) == (field.key == "credibility"):
        return None
    return f"{told(as_json(value))} is not one of {', '.join(field.choices)}"


def _yes_no(_field: FormField, value: Any) -> str | None:
    return None if isinstance(value, bool) else f"holds {type_name(value)} where true or false belongs"


def _date(field: FormField, value: Any) -> str | None:
    if not isinstance(value, str):
        return _text(field, value)
    try:
        PartialDate.parse(value)
    except DateError as error:
        return clean(str(error))
    return None


def _name(field: FormField, value: Any) -> str | None:
    return _text(field, value) or (None if value.strip() else "holds a name that is blank")


def _number(field: FormField, value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"holds {type_name(value)} where a number belongs"
    most = BOUNDS.get(field.name)
    if most is not None and not -most <= value <= most:
        return f"{value:,} does not lie between -{most} and {most} degrees"
    return None


def _list_fault(field: FormField, value: Any) -> str | None:
    if not isinstance(value, list):
        return f"holds {type_name(value)} where a list belongs"
    if field.shape in _OF_ITEMS:
        return next(filter(None, map(_OF_ITEMS[field.shape], value)), None)
    wrong = [each for each in value if not isinstance(each, str)]
    return f"holds {type_name(wrong[0])} where a text belongs" if wrong else None


_OF_ITEMS: Mapping[Shape, Callable[[Any], str | None]] = {
    Shape.FIGURES: figure_fault,
    Shape.MEMBERSHIPS: membership_fault,
}
_JUDGES: Mapping[Shape, Callable[[FormField, Any], str | None]] = {
    Shape.LINE: _text,
    Shape.BLOCK: _text,
    Shape.CHOICE: _choice,
    Shape.YES_NO: _yes_no,
    Shape.DATE: _date,
    Shape.NAME: _name,
    Shape.NUMBER: _number,
}
