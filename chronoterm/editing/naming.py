"""Names that people type, and the actors and places they mean; a name nobody has becomes a new one."""

from collections.abc import Sequence
from typing import NamedTuple

from chronoterm.chronology.view import Chronology
from chronoterm.editing.faults import FieldError
from chronoterm.editing.fields import Form
from chronoterm.editing.ids import TakenIds, new_id
from chronoterm.editing.lists import Piece, in_list
from chronoterm.edits import Document, Table
from chronoterm.language.errors import told
from chronoterm.matching import fold_all
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import ALL
from chronoterm.records import Actor, Place
from chronoterm.terms import Facet
from chronoterm.text import clean, fold

LONGEST_NAME = 300
MOST_CANDIDATES = 4

FACETS = {Form.ACTOR: Facet.ACTOR, Form.PLACE: Facet.PLACE}
"""Whose names the entries of a form are."""


class NewName(NamedTuple):
    """An actor or place that is made by naming it."""

    table: Table
    document: Document


def meant(chronology: Chronology, facet: Facet, piece: Piece) -> str | None:
    """The id that a typed name means: of that id, exactly called so, else the only one it begins a word of.

    None where nobody is called so; in quotes only the whole name counts. Raises FieldError where it may mean several.
    """
    if entry(chronology, facet, piece.text) is not None:
        return piece.text
    found = chronology.resolve(facet, piece.text)
    exact = [each for each in found if _is_called(chronology, facet, each, piece.text)]
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise FieldError(
            f"{told(piece.text)} is the name of {_listed(chronology, facet, exact)}; write the id"
        )
    if piece.exact or not found:
        return None
    if len(found) == 1:
        return found[0]
    raise FieldError(
        f"{told(piece.text)} may be {_listed(chronology, facet, found)}; write more of the name, "
        f"or put it in quotes for a new {facet.value}"
    )


def called(chronology: Chronology, facet: Facet, id_: str, marks: str) -> str:
    """What to write for an id so that it is read back: its name; the id itself where others are called so too."""
    label = clean(chronology.label(facet, id_))
    if label != id_ and _is_alone(chronology, facet, label, id_):
        return in_list(label, marks)
    return in_list(clean(id_), marks)


def namesakes(chronology: Chronology, facet: Facet, name: str, id_: str) -> str:
    """Who else is called so, in a sentence; nothing where nobody is."""
    found = chronology.resolve(facet, name) if fold(name) else ()
    others = [each for each in found if each != id_ and _is_called(chronology, facet, each, name)]
    return f"also the name of {_listed(chronology, facet, others, 'and')}" if others else ""


def _is_alone(chronology: Chronology, facet: Facet, label: str, id_: str) -> bool:
    """Whether nobody else that records name is called so; asked of a view, which has the names in order."""
    named = fold(label)
    if not named or (entry(chronology, facet, label) is not None):
        return False
    found = chronology.view(ALL, CHRONOLOGICAL).named(facet, named, 2)
    return not any(each.value != id_ and named in each.names for each in found)


def entry(chronology: Chronology, facet: Facet, id_: str) -> Actor | Place | None:
    """What the store tells of an actor or a place."""
    return chronology.place(id_) if facet is Facet.PLACE else chronology.actor(id_)


def id_for_new(document: Document, form: Form, chronology: Chronology, chance: str) -> str:
    """The id of something new; for a name that records use already without an entry, that name."""
    title = document.get("headline" if form is Form.RECORD else "name", "")
    if form is not Form.RECORD and title:
        facet = FACETS[form]
        if entry(chronology, facet, title) is None and title in chronology.resolve(facet, title):
            return str(title)
    return new_id(title, chance, TakenIds(form.table, chronology))


class Naming:
    """Names of one form as they are read one after another; a new name that is typed twice is made once.

    `chance` are the random characters that ids are made with.
    """

    def __init__(self, chronology: Chronology, chance: str) -> None:
        self._chronology = chronology
        self._chance = chance
        self._new: dict[tuple[Table, str], NewName] = {}

    @property
    def new_names(self) -> tuple[NewName, ...]:
        """The actors and places that the names so far have made."""
        return tuple(self._new.values())

    def id_of(self, facet: Facet, piece: Piece) -> str:
        """The id that a name means, of a new actor or place where nobody has it. Raises FieldError."""
        if not fold(piece.text):
            raise FieldError("a name needs a letter")
        known = meant(self._chronology, facet, piece)
        return self._made(facet, piece.text) if known is None else known

    def shown(self, facet: Facet, id_: str) -> str:
        """The name of an id, made safe to show; said of a new one that it is new."""
        table = _table(facet)
        for each in self._new.values():
            if each.table is table and each.document["id"] == id_:
                return f"new {facet.value} {told(each.document['name'])}"
        return clean(self._chronology.label(facet, id_))

    def _made(self, facet: Facet, typed: str) -> str:
        table, name = _table(facet), clean(typed).strip()
        key = (table, fold(name))
        if key not in self._new:
            self._new[key] = NewName(table, {"id": self._new_id(table, name), "name": name})
        id_: str = self._new[key].document["id"]
        return id_

    def _new_id(self, table: Table, name: str) -> str:
        if len(name) > LONGEST_NAME:
            raise FieldError(f"{told(name)} is too long for a name (more than {LONGEST_NAME} characters)")
        made = [each.document["id"] for each in self._new.values() if each.table is table]
        return new_id(name, self._chance, _Either(made, TakenIds(table, self._chronology)))


class _Either:
    """Ids that are taken in one way or another."""

    def __init__(self, made: Sequence[str], taken: TakenIds) -> None:
        self._made = made
        self._taken = taken

    def __contains__(self, id_: object) -> bool:
        return id_ in self._made or id_ in self._taken


def _table(facet: Facet) -> Table:
    return Table.PLACES if facet is Facet.PLACE else Table.ACTORS


def _is_called(chronology: Chronology, facet: Facet, id_: str, typed: str) -> bool:
    known = entry(chronology, facet, id_)
    names = (id_,) if known is None else (known.id, known.name, *known.aliases)
    return typed == id_ or fold(typed) in fold_all(*names)


def _listed(chronology: Chronology, facet: Facet, ids: Sequence[str], join: str = "or") -> str:
    """Candidates with their ids: `Kim Jong Un (kim-jong-un) or Kim Yo Jong (kim-yo-jong)`."""
    names = [
        f"{_bounded(chronology.label(facet, each))} ({_bounded(each)})" for each in ids[:MOST_CANDIDATES]
    ]
    more = len(ids) - len(names)
    return f" {join} ".join([*names, *([f"one of {more:,} more"] if more else [])])


def _bounded(text: str) -> str:
    return clean(text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…")
