"""Values that somebody wrote into a text: names and dates as people type them made ids and EDTF, and all checked."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from chronoterm.chronology.view import Chronology
from chronoterm.documents import DocumentError, read
from chronoterm.editing.faults import ABSENT, FieldError
from chronoterm.editing.fields import RECORD_FIELDS, Form, FormField, Shape
from chronoterm.editing.figures import figure_fault
from chronoterm.editing.ids import TakenIds
from chronoterm.editing.judging import fault_of
from chronoterm.editing.lists import single
from chronoterm.editing.memberships import membership_fault
from chronoterm.editing.reading import Reader
from chronoterm.edits import Document, Table, same
from chronoterm.language.errors import told
from chronoterm.records import Actor, Place, Record, RelationType
from chronoterm.terms import Facet
from chronoterm.text import clean, clean_block

SOURCES, RELATIONS, OUTCOME = "sources", "relations", "outcome"
SOURCE_FIELDS = {each.key: each for each in RECORD_FIELDS if each.of_source}

_INSIDE = re.compile(r"[a-z_]+\[(?P<number>[0-9]+)\](?:\.(?P<inner>[a-z0-9_]+))?.*")
_LEAST: Mapping[Form, Document] = {
    Form.RECORD: {"id": "x", "kind": "event", "headline": "x"},
    Form.ACTOR: {"id": "x", "name": "x"},
    Form.PLACE: {"id": "x", "name": "x"},
}
_READERS: Mapping[Form, Callable[[Document], object]] = {
    Form.RECORD: lambda document: read(document, Record),
    Form.ACTOR: lambda document: read(document, Actor),
    Form.PLACE: lambda document: read(document, Place),
}


class InnerError(FieldError):
    """A fault within a field: in one of its items, counted from 0, and there in a field of its own."""

    def __init__(self, why: str, number: int, inner: str) -> None:
        super().__init__(why)
        self.number = number
        self.inner = inner


class Settling:
    """What a changed text means, read by the same rules as what is typed into a form."""

    def __init__(self, form: Form, reader: Reader, chronology: Chronology) -> None:
        self._form = form
        self._fields = {each.name: each for each in form.fields}
        self._reader = reader
        self._records = TakenIds(Table.RECORDS, chronology)

    def settled(self, name: str, value: Any, was: Any) -> Any:
        """The value to store for a field; `ABSENT` for nothing. Raises FieldError.

        `was` is what stood there before: items that are still the same stay, whatever they are.
        """
        field = self._fields.get(name)
        if field is not None:
            value = self._of_field(field, value, was)
        elif self._form is Form.RECORD and name in (SOURCES, RELATIONS):
            settle = self._source if name == SOURCES else self._relation
            value = _each(value, was, settle) or ABSENT
        elif self._form is Form.RECORD and name == OUTCOME and isinstance(value, str):
            value = self._record(value) if value.strip() else ABSENT
        if value is not ABSENT:
            self._demand(name, value)
        return value

    def _of_field(self, field: FormField, value: Any, was: Any) -> Any:
        if isinstance(value, str) and not field.is_list:
            value = _text(field, value, self._reader)
        elif field.shape is Shape.YES_NO and value is False:
            value = ABSENT
        elif isinstance(value, list) and field.is_list:
            value = _each(value, was, lambda each: self._item(field, each)) or ABSENT
        if why := fault_of(field, value):
            raise FieldError(why)
        return value

    def _item(self, field: FormField, value: Any) -> Any:
        if isinstance(value, str):
            if not value.strip():
                return ABSENT
            return self._name(field.facet, value) if field.shape is Shape.NAMES else clean(value).strip()
        if isinstance(value, dict) and field.shape is Shape.MEMBERSHIPS:
            settle = {
                "actor": lambda text: self._name(Facet.ACTOR, text),
                "from": self._reader.edtf,
                "to": self._reader.edtf,
            }
            return _judged(_parts(value, settle), membership_fault)
        return _judged(_parts(value, {}), figure_fault) if isinstance(value, dict) else value

    def _name(self, facet: Facet | None, text: str) -> str:
        return self._reader.naming.id_of(facet or Facet.ACTOR, single(text))

    def _source(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        settle = {
            name: lambda text, field=field: _text(field, text, self._reader)
            for name, field in SOURCE_FIELDS.items()
            if field.name != "source.credibility"
        }
        read = _parts(value, settle)
        for name, field in SOURCE_FIELDS.items():
            if read is not ABSENT and (why := fault_of(field, read.get(name))):
                raise InnerError(why, 0, name)
        return read

    def _relation(self, value: Any) -> Any:
        return (
            _parts(value, {"to": self._record, "type": _relation_type}) if isinstance(value, dict) else value
        )

    def _record(self, text: str) -> str:
        if text.strip() not in self._records:
            raise FieldError(f"there is no record {told(text.strip())}")
        return text.strip()

    def _demand(self, name: str, value: Any) -> None:
        """Raise FieldError for what a reader of the store would refuse."""
        try:
            _READERS[self._form]({**_LEAST[self._form], name: value})
        except DocumentError as error:
            inside = _INSIDE.fullmatch(error.field)
            if inside is None:
                raise FieldError(clean(str(error))) from None
            raise InnerError(clean(str(error)), int(inside["number"]), inside["inner"] or "") from None


def _judged(item: Any, fault: Callable[[Any], str | None]) -> Any:
    """An item in which nothing is wrong. Raises FieldError."""
    if item is not ABSENT and (why := fault(item)):
        raise FieldError(why)
    return item


def _text(field: FormField, text: str, reader: Reader) -> Any:
    """The value of a text that is not one of several."""
    if field.shape is Shape.BLOCK:
        return clean_block(text).strip() or ABSENT
    return reader.value(field, text)


def _each(value: Any, was: Any, settle: Callable[[Any], Any]) -> Any:
    """Every item of a list settled, those apart that were there before. Raises InnerError."""
    if not isinstance(value, list):
        return value
    before = was if isinstance(was, list) else []
    found = []
    for number, item in enumerate(value):
        if any(same(item, each) for each in before):
            found.append(item)
            continue
        try:
            settled = settle(item)
        except InnerError as error:
            raise InnerError(str(error), number, error.inner) from None
        except FieldError as error:
            raise InnerError(str(error), number, "") from None
        if settled is not ABSENT and not (isinstance(settled, str) and settled in found):
            found.append(settled)
    return found


def _parts(item: Document, settle: Mapping[str, Callable[[str], Any]]) -> Any:
    """An object with its blank texts left out and some of the others settled; `ABSENT` if nothing is left."""
    found: Document = {}
    for name, value in item.items():
        if isinstance(value, str) and not value.strip():
            continue
        try:
            settled = settle[name](value) if name in settle and isinstance(value, str) else value
        except FieldError as error:
            raise InnerError(str(error), 0, name) from None
        if settled is not ABSENT:
            found[name] = settled
    return found or ABSENT


def _relation_type(text: str) -> str:
    types = [each.value for each in RelationType]
    if text.strip() not in types:
        raise FieldError(f"{told(text)} is not one of {', '.join(types)}")
    return text.strip()
