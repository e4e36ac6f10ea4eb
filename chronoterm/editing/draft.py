"""A draft: what stands in the fields of a form. Made of a document, checked, and made a document again."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from chronoterm.chronology.view import Chronology
from chronoterm.dates import PartialDate
from chronoterm.editing.faults import ABSENT, FieldError
from chronoterm.editing.fields import Form, FormField, Shape
from chronoterm.editing.judging import fault_of, faults_between
from chronoterm.editing.naming import FACETS, Naming, NewName, id_for_new, namesakes
from chronoterm.editing.placing import ROLES, near_to, value_in, with_roles_among_actors, with_values
from chronoterm.editing.reading import Reader, kept
from chronoterm.editing.showing import shown_as
from chronoterm.editing.written import written
from chronoterm.edits import Document
from chronoterm.records import Kind
from chronoterm.terms import Facet

Draft = Mapping[str, str]
"""What stands in the fields of a form, by their names; a field that is not there is untouched."""


class Checked(NamedTuple):
    """What a draft comes to.

    `document` is none while a field that somebody touched is wrong; those fields are `blocking`. `faults` has a
    sentence for each wrong field, untouched ones too, and `shown` what is understood of a field. `new_names` are the
    actors and places that naming them makes.
    """

    document: Document | None
    faults: Mapping[str, str]
    blocking: frozenset[str]
    shown: Mapping[str, str]
    new_names: tuple[NewName, ...]


def draft_of(
    document: Document, form: Form, chronology: Chronology, names: Iterable[str] | None = None
) -> dict[str, str]:
    """What stands in the fields of a form for a document, whatever it holds; of the fields `names` alone if given."""
    wanted = None if names is None else frozenset(names)
    return {
        field.name: written(field, value_in(document, field), chronology)
        for field in form.fields
        if wanted is None or field.name in wanted
    }


def new_draft(form: Form) -> dict[str, str]:
    """What stands in the fields of a form for something new."""
    blank = {field.name: "no" if field.shape is Shape.YES_NO else "" for field in form.fields}
    return blank | ({"kind": Kind.EVENT.value} if form is Form.RECORD else {})


def checked(  # noqa: PLR0913 - each is a thing of its own
    draft: Draft,
    original: Document | None,
    form: Form,
    chronology: Chronology,
    today: PartialDate,
    *,
    chance: str,
    opened: Draft | None = None,
) -> Checked:
    """Read and check a draft of `original`, or of something new.

    `chance` are random letters for ids; the same ones at each call for one form, so that ids stay. `opened` is what
    stood in the fields when the form was opened, as `draft_of` gave it: what still stands there so is untouched. A
    field that is untouched keeps its value, whatever that is.
    """
    if opened is None:
        opened = {} if original is None else draft_of(original, form, chronology, draft)
    naming = Naming(chronology, chance)
    before = {} if original is None else original
    values: dict[FormField, Any] = {}
    wrong: dict[str, str] = {}
    for field in _touched(draft, original, form, opened):
        reader = Reader(naming, today, _near(before, field))
        try:
            values[field] = _read(reader, field, draft.get(field.name, ""), before, opened)
        except FieldError as fault:
            wrong[field.name] = str(fault)
    return _made(_Read(values, wrong, naming), original, form, chronology, chance)


class _Read(NamedTuple):
    """What was read of the touched fields: values, and faults of those that could not be read."""

    values: dict[FormField, Any]
    wrong: dict[str, str]
    naming: Naming


def _touched(draft: Draft, original: Document | None, form: Form, opened: Draft) -> list[FormField]:
    if original is None:
        return list(form.fields)
    return [each for each in form.fields if each.name in draft and draft[each.name] != opened.get(each.name)]


def _read(reader: Reader, field: FormField, text: str, before: Document, opened: Draft) -> Any:
    """The value of a touched field. Raises FieldError."""
    if not field.is_list:
        value = reader.value(field, text)
    else:
        held = value_in(before, field)
        value = reader.values(field, text, kept(field, held, opened.get(field.name, "")))
    if (value is ABSENT or not field.is_list) and (fault := fault_of(field, value)):
        raise FieldError(fault)
    return value


def _made(read: _Read, original: Document | None, form: Form, chronology: Chronology, chance: str) -> Checked:
    values, wrong = read.values, dict(read.wrong)
    before = {} if original is None else original
    try:
        document = with_values(before, values)
    except FieldError as fault:
        document = with_values(before, {each: value for each, value in values.items() if not each.of_source})
        wrong |= {each.name: str(fault) for each in values if each.of_source}
    if original is None:
        document = {"id": id_for_new(document, form, chronology, chance), **document}
    touched = {each.name for each in values}
    if form is Form.RECORD and ROLES & touched:
        document = with_roles_among_actors(document)
    for field, other, why in faults_between(form, document, chronology):
        if field in touched or other in touched:
            wrong.setdefault(field, why)
    faults = _all_faults(wrong, document, form, chronology)
    shown = {
        field.name: text
        for field in form.fields
        if field.name not in wrong and (text := shown_as(field, document, read.naming, chronology))
    }
    if "name" in touched and "name" not in wrong and form in FACETS:
        shown |= _namesakes(document, FACETS[form], chronology)
    blocking = frozenset(wrong)
    return Checked(None if wrong else document, faults, blocking, shown, read.naming.new_names)


def _namesakes(entry: Document, facet: Facet, chronology: Chronology) -> dict[str, str]:
    found = namesakes(chronology, facet, entry["name"], entry["id"])
    return {"name": found} if found else {}


def _all_faults(
    wrong: Mapping[str, str], document: Document, form: Form, chronology: Chronology
) -> dict[str, str]:
    """The faults of the touched fields, and those of what was there before."""
    faults = dict(wrong)
    for field in form.fields:
        if field.name not in faults and (why := fault_of(field, value_in(document, field))):
            faults[field.name] = why
    for name, _, why in faults_between(form, document, chronology):
        faults.setdefault(name, why)
    return faults


def _near(document: Document, field: FormField) -> PartialDate | None:
    """The date that a missing year is near to."""
    if field.shape is not Shape.DATE:
        return None
    return near_to({**document, field.name: value_in(document, field)}, field.name)
