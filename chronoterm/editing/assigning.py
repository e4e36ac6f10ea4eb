"""`field=value` as it stands on a command line: what it changes in every document that it is applied to."""

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, NamedTuple

from chronoterm.chronology.view import Chronology
from chronoterm.dates import PartialDate
from chronoterm.editing.faults import ABSENT, FieldError
from chronoterm.editing.fields import Form, FormField
from chronoterm.editing.judging import fault_of, faults_between
from chronoterm.editing.naming import Naming, NewName
from chronoterm.editing.placing import ROLES, value_in, with_roles_among_actors, with_values
from chronoterm.editing.reading import Reader
from chronoterm.editing.showing import shown_as
from chronoterm.edits import Document, same
from chronoterm.language.errors import told
from chronoterm.problems import ChronotermError
from chronoterm.text import clean

_ASSIGNMENT = re.compile(r"\s*(?P<field>[A-Za-z_.-]+?)\s*(?P<how>\+=|-=|=)(?P<value>.*)", re.DOTALL)


class AssignmentError(ChronotermError):
    """A text is no `field=value`, or cannot be applied to a document."""


class How(Enum):
    """What becomes of the values that a field has."""

    SET = "="
    ADD = "+="
    TAKE = "-="


class _Step(NamedTuple):
    """One assignment, read: the value of a field, or the values to add or to take."""

    field: FormField
    how: How
    value: Any


class Assigning:
    """Several assignments, to be applied to one document after another; made by `assigning`."""

    def __init__(self, form: Form, steps: tuple[_Step, ...], naming: Naming, chronology: Chronology) -> None:
        self._form = form
        self._steps = steps
        self._naming = naming
        self._chronology = chronology

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that are assigned to."""
        return tuple(dict.fromkeys(each.field.name for each in self._steps))

    @property
    def new_names(self) -> tuple[NewName, ...]:
        """The actors and places that are made by naming them."""
        return self._naming.new_names

    @property
    def shown(self) -> Mapping[str, str]:
        """What is understood of the values, by the names of their fields: `shown as 28–30 Oct 2024`."""
        given = {
            each.field.name: shown_as(
                each.field, with_values({}, {each.field: each.value}), self._naming, self._chronology
            )
            for each in self._steps
        }
        return {name: text for name, text in given.items() if text}

    def __call__(self, document: Document) -> Document:
        """The document after the assignments. Raises AssignmentError where they do not suit it."""
        changed = document
        for step in self._steps:
            try:
                changed = with_values(changed, {step.field: _applied(step, changed)})
            except FieldError as error:
                raise AssignmentError(f"{step.field.name}: {error}") from None
        if self._form is Form.RECORD and any(
            not same(changed.get(each), document.get(each)) for each in ROLES
        ):
            changed = with_roles_among_actors(changed)
        for name, other, why in faults_between(self._form, changed, self._chronology):
            if name in self.fields or other in self.fields:
                raise AssignmentError(f"{name}: {why}")
        return changed


def assigning(
    texts: Iterable[str], form: Form, chronology: Chronology, today: PartialDate, *, chance: str
) -> Assigning:
    """Read assignments such as `date=oct 2024`, `tags+=logistics`, `actors-=budanov`; `date=` empties a field.

    Values are read and checked as they are in a form; a missing year is near to `today`. `chance` are random letters
    for the ids of new names. Raises AssignmentError.
    """
    naming = Naming(chronology, chance)
    reader = Reader(naming, today)
    steps = tuple(_step(text, form, reader) for text in texts)
    return Assigning(form, steps, naming, chronology)


def _step(text: str, form: Form, reader: Reader) -> _Step:
    found = _ASSIGNMENT.fullmatch(text)
    if found is None:
        raise AssignmentError(f"{told(text)} is no assignment; write it like headline=… or tags+=…")
    field = _field_called(found["field"], form)
    how = How(found["how"])
    if how is not How.SET and not field.is_list:
        raise AssignmentError(f"{field.name} has one value; write {field.name}=…")
    try:
        return _Step(field, how, _value(field, how, found["value"], reader))
    except FieldError as error:
        raise AssignmentError(f"{field.name}: {clean(str(error))}") from None


def _field_called(name: str, form: Form) -> FormField:
    wanted = name.replace("-", "_").lower()
    try:
        return form.field(wanted)
    except KeyError:
        fields = ", ".join(each.name for each in form.fields)
        raise AssignmentError(f"{told(name)} is no field of {_a(form.noun)}; there are {fields}") from None


def _value(field: FormField, how: How, text: str, reader: Reader) -> Any:
    """The value of an assignment. Raises FieldError."""
    if field.is_list:
        known = len(reader.naming.new_names)
        values = reader.values(field, text)
        if values is ABSENT and how is not How.SET:
            raise FieldError("there is nothing behind the sign")
        if how is How.TAKE and (fresh := reader.naming.new_names[known:]):
            raise FieldError(f"nobody is called {told(fresh[0].document['name'])}")
        return values
    value = reader.value(field, text)
    if fault := fault_of(field, value):
        raise FieldError(fault)
    return value


def _applied(step: _Step, document: Document) -> Any:
    """The value of a field after a step. Raises FieldError."""
    if step.how is How.SET:
        return step.value
    held = value_in(document, step.field)
    held = [] if held is ABSENT else held
    if not isinstance(held, list):
        raise FieldError("holds no list; edit the record as text")
    if step.how is How.ADD:
        return [*held, *(each for each in step.value if not _is_among(each, held))] or ABSENT
    return [each for each in held if not _is_among(each, step.value)] or ABSENT


def _is_among(value: Any, values: list[Any]) -> bool:
    return any(same(value, each) for each in values)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
