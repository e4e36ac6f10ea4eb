"""Two people changed one document: what each made of it, field by field, and what comes of their choice."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, NamedTuple

from chronoterm.chronology.view import Chronology
from chronoterm.editing.faults import ABSENT, as_json
from chronoterm.editing.fields import Form
from chronoterm.editing.written import written
from chronoterm.edits import KEPT_BY_THE_STORE, Document, same
from chronoterm.text import clean, clean_block


class Side(Enum):
    """Whose version of a field."""

    THEIRS = "theirs"
    MINE = "mine"


class Difference(NamedTuple):
    """A field that the versions differ in, each as a text that is safe to show; empty where it is not there.

    `default` is the side that alone changed the field, none where both did and somebody must choose.
    """

    field: str
    label: str
    base: str
    theirs: str
    mine: str
    default: Side | None


def differences(
    base: Document, theirs: Document, mine: Document, form: Form, chronology: Chronology
) -> tuple[Difference, ...]:
    """The fields in which theirs and mine differ, those of the form first, as they stand there."""
    tellers = {each.name: each for each in form.fields}

    def told(name: str, document: Document) -> str:
        value = document.get(name)
        if value is None:
            return ""
        if name in tellers:
            return written(tellers[name], value, chronology)
        return _in_words(name, value)

    return tuple(
        Difference(
            name,
            tellers[name].label if name in tellers else clean(name.replace("_", " ").capitalize()),
            told(name, base),
            told(name, theirs),
            told(name, mine),
            default_side(base, theirs, mine, name),
        )
        for name in _differing(theirs, mine, form)
    )


def resolved(base: Document, theirs: Document, mine: Document, choices: Mapping[str, Side]) -> Document:
    """Their version with those fields of mine that were chosen, or that I alone changed.

    A field that both changed and nobody chose stays as they have it.
    """
    found = dict(theirs)
    for name in (*theirs, *mine):
        side = choices.get(name) or default_side(base, theirs, mine, name)
        if side is not Side.MINE or name in KEPT_BY_THE_STORE:
            continue
        if name in mine:
            found[name] = mine[name]
        else:
            found.pop(name, None)
    return found


def default_side(base: Document, theirs: Document, mine: Document, name: str) -> Side | None:
    """Which side alone changed a field; theirs where neither did or both to the same, none where both differ."""
    was, their, my = (each.get(name, ABSENT) for each in (base, theirs, mine))
    if same(their, my) or same(my, was):
        return Side.THEIRS
    return Side.MINE if same(their, was) else None


def _differing(theirs: Document, mine: Document, form: Form) -> list[str]:
    """The names of the fields that differ, as they stand in the form and then in the documents."""
    names = dict.fromkeys((*(each.name for each in form.fields if not each.of_source), *theirs, *mine))
    return [
        each
        for each in names
        if each not in KEPT_BY_THE_STORE and not same(theirs.get(each, ABSENT), mine.get(each, ABSENT))
    ]


def _in_words(name: str, value: Any) -> str:
    """A value that no field of a form shows: of several, one a line."""
    if isinstance(value, str):
        return clean_block(value)
    if not isinstance(value, list):
        return as_json(value)
    return "\n".join(_item(name, each) for each in value)


def _item(name: str, item: Any) -> str:
    if not isinstance(item, dict):
        return clean(item) if isinstance(item, str) else as_json(item)
    if name == "relations":
        return clean(f"{item.get('type')} → {item.get('to')}")
    return ", ".join(clean(f"{each}: {_plain(value)}") for each, value in item.items())


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else as_json(value)
