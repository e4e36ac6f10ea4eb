"""A record, an actor or a place as a text that people edit, and back: TOML with comments that say what may stand where."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from chronoterm.chronology.view import Chronology
from chronoterm.dates import PartialDate
from chronoterm.editing import toml
from chronoterm.editing.faults import ABSENT, FieldError
from chronoterm.editing.fields import Form, FormField, Shape
from chronoterm.editing.figures import FIELDS as FIGURE
from chronoterm.editing.judging import faults_between
from chronoterm.editing.memberships import FIELDS as MEMBERSHIP
from chronoterm.editing.naming import Naming, NewName, id_for_new
from chronoterm.editing.placing import ROLES, near_to, with_roles_among_actors
from chronoterm.editing.reading import Reader
from chronoterm.editing.settling import OUTCOME, RELATIONS, SOURCE_FIELDS, SOURCES, InnerError, Settling
from chronoterm.editing.text_places import TextError, fault_at, told_by
from chronoterm.edits import KEPT_BY_THE_STORE, Document, same
from chronoterm.records import Kind, RelationType
from chronoterm.text import clean

__all__ = ["FromText", "TextError", "as_text", "from_text", "new_text"]

LONGEST = 1_000_000
"""Characters of a text that is given to an editor or taken from one."""

NOT_EDITED = ("id", *KEPT_BY_THE_STORE)
"""Fields that do not stand in the text, and stay as they are."""

_TABLES: Mapping[Form, Mapping[str, tuple[str, ...]]] = {
    Form.RECORD: {
        "figures": FIGURE,
        SOURCES: (*SOURCE_FIELDS, "span", "row", "sha256"),
        RELATIONS: ("type", "to"),
    },
    Form.ACTOR: {"member_of": MEMBERSHIP},
    Form.PLACE: {},
}
"""Fields that hold objects, and what these hold."""

_HELP = """\
# What stands behind # is not read; take it away to fill a field in. Dates may be typed: "18 oct 2024", "oct 2024".
# Actors and places stand by their ids; a name does as well. A name that nobody has becomes a new one.
"""
_ALL_RELATIONS = ", ".join(each.value for each in RelationType)
_BLANKS = {"low": "0", "high": "0", "approx": "true", "span": "[0, 0]", "row": "1", "credibility": "2"}


class FromText(NamedTuple):
    """What a text comes to: the document, and the actors and places that naming them makes."""

    document: Document
    new_names: tuple[NewName, ...] = ()


def as_text(document: Document, form: Form) -> str:
    """A document as a text for an editor. Raises TextError for one that is too large for that.

    All that could do harm on a terminal stands as an escape. What a field may hold, and which fields there are that
    hold nothing yet, is said in comments.
    """
    try:
        text = "\n".join((*_head(document, form), *_body(document, form))) + "\n"
    except RecursionError:
        raise TextError(1, 1, "is nested too deeply for an editor") from None
    if len(text) > LONGEST:
        raise TextError(1, 1, f"is too long for an editor ({len(text):,} characters)")
    return text


def new_text(form: Form) -> str:
    """The text for something new."""
    return as_text({"kind": Kind.EVENT.value, "headline": ""} if form is Form.RECORD else {"name": ""}, form)


def from_text(  # noqa: PLR0913 - each is a thing of its own
    text: str,
    original: Document | None,
    form: Form,
    chronology: Chronology,
    today: PartialDate,
    *,
    chance: str,
) -> FromText:
    """The document that a text means which was made of `original`, or of something new. Raises TextError.

    A field that is unchanged keeps its value, whatever that is. `chance` are random letters for ids.
    """
    try:
        return _meant(text, original, form, chronology, today, chance)
    except RecursionError:
        raise TextError(1, 1, "is nested too deeply") from None


# Written


def _head(document: Document, form: Form) -> Iterator[str]:
    """What the document is, and who last changed it."""
    id_ = document.get("id")
    yield clean(f"# {form.noun} {id_}" if isinstance(id_, str) else f"# new {form.noun}")
    modified, by, revision = (document.get(each) for each in ("modified", "by", "revision"))
    if isinstance(modified, str) or isinstance(by, str):
        who = f" by {by}" if isinstance(by, str) else ""
        when = f" {modified}" if isinstance(modified, str) else ""
        number = f", revision {revision}" if isinstance(revision, int) else ""
        yield clean(f"# last changed{when}{who}{number}")
    yield _HELP


def _body(document: Document, form: Form) -> Iterator[str]:
    tables = _TABLES[form]
    plain = [each for each in form.fields if not each.of_source and each.name not in tables]
    for field in plain:
        yield _field(field, document)
    if form is Form.RECORD:
        yield _line(OUTCOME, document, '""  # id of the record that tells how it ended')
    known = {*NOT_EDITED, OUTCOME, *tables, *(each.name for each in plain)}
    for name, value in document.items():
        if not toml.is_text(name):
            continue
        if name not in known or (name in tables and not toml.is_tables(value)):
            yield f"{toml.key(name)} = {_value(value)}"
    for name, names in tables.items():
        if name not in document:
            yield from ("", *_template(name, names))
        elif toml.is_tables(document[name]):
            for each in document[name]:
                yield from ("", *_table(name, names, each))


def _field(field: FormField, document: Document) -> str:
    says = f"  # {', '.join(field.choices)}" if field.choices else ""
    blank = {Shape.YES_NO: "true", Shape.NUMBER: "0.0"}.get(field.shape, "[]" if field.is_list else '""')
    return _line(field.name, document, f"{blank}{says}", says, several_lines=field.several_lines)


def _line(name: str, document: Document, blank: str, says: str = "", *, several_lines: bool = False) -> str:
    """A field with its value, or as a comment where it has none."""
    if name not in document:
        return f"#{name} = {blank}"
    return f"{name} = {_value(document[name], several_lines=several_lines)}{says}"


def _value(value: Any, *, several_lines: bool = False) -> str:
    if toml.is_text(value) and value and (several_lines or "\n" in value):
        return toml.block(value)
    return toml.value(value)


def _table(name: str, names: tuple[str, ...], item: Document) -> Iterator[str]:
    yield f"[[{name}]]{f'  # type: {_ALL_RELATIONS}' if name == RELATIONS else ''}"
    for each in names:
        yield _line(each, item, _BLANKS.get(each, '""'))
    for each, value in item.items():
        if each not in names:
            yield f"{toml.key(each)} = {_value(value)}"


def _template(name: str, names: tuple[str, ...]) -> Iterator[str]:
    """A table that is not there, as a comment."""
    return (line if line.startswith("#") else f"#{line}" for line in _table(name, names, {}))


# Read


def _meant(  # noqa: PLR0913, PLR0917 - as for `from_text`
    text: str, original: Document | None, form: Form, chronology: Chronology, today: PartialDate, chance: str
) -> FromText:
    before = {} if original is None else original
    read = _read(text, before)
    naming = Naming(chronology, chance)
    found: Document = {}
    for name, value in read.items():
        was = before.get(name, ABSENT)
        reader = Reader(naming, today, near_to(before, name))
        kept = name in before and same(value, was)
        settled = was if kept else _settled(text, name, value, was, Settling(form, reader, chronology))
        if settled is not ABSENT:
            found[name] = settled
    document = _in_order(found, before)
    changed = {
        name
        for name in (*document, *before)
        if not same(document.get(name, ABSENT), before.get(name, ABSENT))
    }
    _demand_required(text, document, before, form)
    if ROLES & changed and form is Form.RECORD:
        document = with_roles_among_actors(document)
    if original is None:
        document = {"id": id_for_new(document, form, chronology, chance), **document}
    for name, other, why in faults_between(form, document, chronology):
        if name in changed or other in changed:
            raise fault_at(text, name, why)
    return FromText(document, naming.new_names)


def _read(text: str, before: Document) -> Document:
    """The object that a text holds. Raises TextError."""
    if len(text) > LONGEST:
        raise TextError(1, 1, f"is too long ({len(text):,} characters; {LONGEST:,} at most)")
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise told_by(error, text) from None
    read: Document = {}
    for name, value in found.items():
        try:
            read[name] = toml.plain(value)
        except (ValueError, RecursionError) as error:
            raise fault_at(text, name, clean(str(error))) from None
        if name in NOT_EDITED:
            if not same(read[name], before.get(name)):
                raise fault_at(text, name, "cannot be edited")
            del read[name]
    return read


def _settled(text: str, name: str, value: Any, was: Any, settling: Settling) -> Any:
    try:
        return settling.settled(name, value, was)
    except InnerError as error:
        raise fault_at(text, name, str(error), error.number, error.inner) from None
    except FieldError as error:
        raise fault_at(text, name, str(error)) from None


def _demand_required(text: str, document: Document, before: Document, form: Form) -> None:
    for field in form.fields:
        if field.required and field.name not in document and (field.name in before or not before):
            raise fault_at(text, field.name, f"a {field.label.lower()} is needed")


def _in_order(found: Document, before: Document) -> Document:
    """What was found, in the order that it stood in before; fields that are not in the text stay."""
    kept = {
        name: found.get(name, value)
        for name, value in before.items()
        if name in found or name in NOT_EDITED or not toml.is_text(name)
    }
    return kept | {name: value for name, value in found.items() if name not in kept}
