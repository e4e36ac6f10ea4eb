"""The names of an article under review: typed, linked to somebody known, or made new."""

from collections.abc import Container, Iterable, Sequence
from typing import Protocol

from msgspec.structs import replace

from chronoterm.editing.ids import slug_of
from chronoterm.editing.lists import Piece, in_list, split
from chronoterm.edits import Table
from chronoterm.importers.proposals import Flag, ProposedName
from chronoterm.language.errors import told
from chronoterm.reviewing.review import NEW, Item, RefusedError, Review, decided, free_id
from chronoterm.text import clean, fold

PLACE = "place"
"""The type of a name that is a place."""

LONGEST_NAME = 300
_NAMED = ("speaker", "actors", "places", "figures")
"""Fields whose flags may be about a name."""


class Known(Protocol):
    """Who is known by which name, asked while names are typed."""

    def id_of(self, table: Table, piece: Piece) -> str | None:
        """The id that a typed name means; none where nobody is called so. Raises RefusedError where several are."""

    def label(self, table: Table, id_: str) -> str:
        """What an id is called; the id itself where it is not known."""


def label_of(review: Review, id_: str, table: Table, known: Known) -> str:
    """What a name is called in the article, else in the store."""
    found = review.names.get(id_)
    return clean(found.name if found is not None else known.label(table, id_))


def is_new(review: Review, id_: str) -> bool:
    """Whether nobody knew a name before, and nobody has said yet whose it is."""
    return id_.startswith(NEW) and id_ not in review.choices


def new_names(review: Review, item: Item) -> tuple[str, ...]:
    """The names of an item that wait to be linked or made, in the order in which it has them."""
    every = (item.proposal.speaker, *item.proposal.actors, *item.proposal.places)
    return tuple(dict.fromkeys(each for each in every if each is not None and is_new(review, each)))


def table_of(review: Review, id_: str) -> Table:
    """Where a name belongs; a country is a place where no proposal has it as an actor."""
    found = review.names.get(id_)
    if found is not None and found.type == PLACE:
        return Table.PLACES
    is_actor = any(id_ == each.proposal.speaker or id_ in each.proposal.actors for each in review.items)
    is_place = any(id_ in each.proposal.places for each in review.items)
    return Table.PLACES if is_place and not is_actor else Table.ACTORS


# Typing


def written_names(review: Review, ids: Iterable[str], table: Table, known: Known) -> str:
    """Names as they are typed, parted by `;`; an id where the name would be taken for somebody else."""
    return "; ".join(in_list(written_name(review, each, table, known)) for each in ids)


def written_name(review: Review, id_: str, table: Table, known: Known) -> str:
    """What to type for a name so that it is read back."""
    label = label_of(review, id_, table, known)
    try:
        reads_back = _meant(review, Piece(label), table, known) == id_
    except RefusedError:
        reads_back = False
    return label if reads_back else clean(id_)


class Reading:
    """Reads typed names one after another; one that nobody has is made, once."""

    def __init__(self, review: Review, known: Known) -> None:
        self._review = review
        self._known = known
        self.names: dict[str, ProposedName] = dict(review.names)

    def ids_of(self, typed: str, table: Table) -> tuple[str, ...]:
        """The ids of some names, parted by `;`. Raises RefusedError."""
        return tuple(dict.fromkeys(self._id_of(piece, table) for piece in split(typed)))

    def id_of(self, typed: str, table: Table) -> str | None:
        """The id of one name; none where nothing is typed. Raises RefusedError."""
        pieces = split(typed, "")
        return self._id_of(pieces[0], table) if pieces else None

    def _id_of(self, piece: Piece, table: Table) -> str:
        review = replace(self._review, names=self.names)
        return _meant(review, piece, table, self._known) or self._made(piece, table)

    def _made(self, piece: Piece, table: Table) -> str:
        name = " ".join(clean(piece.text).split())
        if not fold(name):
            raise RefusedError("a name needs a letter")
        if len(name) > LONGEST_NAME:
            raise RefusedError(f"{told(name)} is too long for a name (more than {LONGEST_NAME} characters)")
        id_ = free_id(f"{NEW}{slug_of(name) or 'name'}", self._taken(table))
        self.names[id_] = ProposedName(id=id_, type=PLACE if table is Table.PLACES else "", name=name)
        return id_

    def _taken(self, table: Table) -> "_TakenNames":
        return _TakenNames(self.names, self._known, table)


class _TakenNames:
    """Ids of new names that would be taken for somebody else, here or in the store."""

    def __init__(self, names: Container[str], known: Known, table: Table) -> None:
        self._names = names
        self._known = known
        self._table = table

    def __contains__(self, id_: object) -> bool:
        plain = str(id_).removeprefix(NEW)
        return id_ in self._names or self._known.label(self._table, plain) != plain


def _meant(review: Review, piece: Piece, table: Table, known: Known) -> str | None:
    """Whose name it is: somebody's in the article, else somebody's in the store."""
    if piece.text in review.names:
        return piece.text
    wanted = fold(piece.text)
    of_article = [
        id_
        for id_, each in review.names.items()
        if (each.type == PLACE) <= (table is Table.PLACES) and wanted in map(fold, (each.name, *each.aliases))
    ]
    exact = [each for each in of_article if fold(review.names[each].name) == wanted]
    found = exact or of_article
    if len(found) > 1:
        raise RefusedError(f"{told(piece.text)} may be {' or '.join(map(clean, found[:4]))}; write the id")
    return found[0] if found else known.id_of(table, piece)


# Linking


def link(review: Review, new: str, to: str, name: ProposedName | None, by: str) -> Review:
    """A name that nobody knew is another name of somebody known; `name` is what is known of them.

    Raises RefusedError.
    """
    before = _new_name(review, new)
    if to == new:
        return create(review, new)
    known = review.names.get(to) or name or ProposedName(id=to, type=before.type, name=to)
    spelt = dict.fromkeys((*known.aliases, before.name, *before.aliases))
    aliases = tuple(each for each in spelt if fold(each) != fold(known.name))
    names = {id_: each for id_, each in review.names.items() if id_ != new}
    names[to] = replace(known, aliases=aliases)
    items = [_linked(each, new, to, before.name, by) for each in review.items]
    does = f"linked {told(before.name)} to {told(known.name)}"
    return decided(review, does, items, names=names, choices={**review.choices, new: to})


def create(review: Review, new: str) -> Review:
    """A name that nobody knew is new indeed. Raises RefusedError."""
    before = _new_name(review, new)
    items = [
        _without_flags_on(each, (before.name, new)) if _has(each, new) else each for each in review.items
    ]
    return decided(review, f"{told(before.name)} is new", items, choices={**review.choices, new: new})


def links(review: Review) -> dict[str, tuple[str, ...]]:
    """The names that known ones got, by the ids of those: what their entries are to be called besides."""
    found: dict[str, tuple[str, ...]] = {}
    for new, to in review.choices.items():
        name = review.extraction.names.get(new)
        if to != new and name is not None:
            found[to] = (*found.get(to, ()), name.name, *name.aliases)
    return found


def _new_name(review: Review, new: str) -> ProposedName:
    name = review.names.get(new)
    if name is None or not new.startswith(NEW):
        raise RefusedError("this name is known already")
    if review.choices.get(new) == new:
        raise RefusedError(f"{told(name.name)} is new; u takes that back")
    return name


def _has(item: Item, id_: str) -> bool:
    proposal = item.proposal
    return id_ in (
        proposal.speaker,
        *proposal.actors,
        *proposal.places,
        *(each.of for each in proposal.figures),
    )


def _linked(item: Item, new: str, to: str, name: str, by: str) -> Item:
    if not _has(item, new):
        return item
    proposal = item.proposal
    rules = {
        field: f"{rule}; {told(name)} linked by {by}"
        if field in _NAMED and _names(item, field, new)
        else rule
        for field, rule in proposal.rules.items()
    }
    changed = replace(
        proposal,
        speaker=to if proposal.speaker == new else proposal.speaker,
        actors=_put(proposal.actors, new, to),
        places=_put(proposal.places, new, to),
        figures=tuple(replace(each, of=to) if each.of == new else each for each in proposal.figures),
        rules=rules,
    )
    return _without_flags_on(replace(item, proposal=changed), (name, new))


def _names(item: Item, field: str, id_: str) -> bool:
    match field:
        case "speaker":
            return item.proposal.speaker == id_
        case "actors":
            return id_ in item.proposal.actors
        case "places":
            return id_ in item.proposal.places
        case _:
            return any(each.of == id_ for each in item.proposal.figures)


def _put(ids: Sequence[str], new: str, to: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(to if each == new else each for each in ids))


def _without_flags_on(item: Item, names: Sequence[str]) -> Item:
    """An item without the flags that ask who somebody is."""
    left = tuple(each for each in item.flags if not _is_on(each, names))
    return replace(item, proposal=replace(item.proposal, flags=left))


def _is_on(flag: Flag, names: Sequence[str]) -> bool:
    return flag.field in _NAMED and any(each and each in flag.why for each in names)
