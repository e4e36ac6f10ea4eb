"""Going through the records of a part of a store: every value with the places of its records."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, islice, repeat
from operator import eq, lt

import msgspec
import numpy as np

from chronoterm.dates import LATEST, DateError, PartialDate
from chronoterm.documents import read_outcome, without_words
from chronoterm.edits import Table
from chronoterm.indexing.building_cuts import Located, Piece, Segment, is_text, located
from chronoterm.indexing.building_entries import Brief, records_of
from chronoterm.indexing.building_errors import MisfitError
from chronoterm.indexing.building_lines import LEAST, MOST, Lines, pieces_of
from chronoterm.indexing.building_parts import Keys, Left, Where
from chronoterm.indexing.building_values import NOTHING, Codes, Lists, Numbers
from chronoterm.records import Basis, Entry, RelationType
from chronoterm.store.shape import RECORDS, is_document_number, obstacle_to_editing
from chronoterm.store.survey import Surveyed
from chronoterm.terms import EXPECTED, STATEMENTS

OTHERS = ("meta", "actors", "places", "series", "annotations")
"""The tables that are small, and read as they always are."""

TYPES: Mapping[str, int] = {each.value: number for number, each in enumerate(RelationType)}
SHIFT = 3
"""Bits that the number of a type of relation takes."""

Places = dict[str, list[int]]


class Gathered:
    """What was found in the records of a segment, by place."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.headlines: list[str] = []
        self.statements: list[int] = []
        self.expected: list[int] = []
        self.actors: Lists[str] = Lists()
        self.speakers: Codes[str] = Codes()
        self.targets: Lists[str] = Lists()
        self.places: Lists[str] = Lists()
        self.sources: Lists[str] = Lists()
        self.tags: Lists[str] = Lists()
        self.users: Codes[str] = Codes()
        self.pointing: Places = defaultdict(list)
        self.outcomes: Places = defaultdict(list)
        self.leads: Codes[str] = Codes()
        self.spots: Codes[tuple[str, ...]] = Codes()
        self.origins: Codes[str] = Codes()
        self.sorts: Codes[str] = Codes()
        self._dates: Codes[str | None] = Codes()
        self._published: list[int] = []
        self._left: list[Left] = []
        self._where: dict[str, tuple[array[int], array[int], array[int]]] = {}
        self._others: dict[str, dict[str, bytes]] = {}
        self._odd: list[tuple[str, str]] = []
        self._obstacle = ""
        self._read = (0, 0)

    @classmethod
    def of(cls, file: int, segment: Segment, progress: Callable[[int], None]) -> "Gathered":
        """Go through a segment; `progress` is told the bytes read. Raises MisfitError."""
        made = cls()
        for piece in pieces_of(file, segment):
            if isinstance(piece, Lines):
                made.add_lines(piece)
            else:
                made.add(piece)
            made._read = piece.upto - segment.start, piece.checksum
            progress(made._read[0])
        return made

    def add(self, piece: Piece) -> None:
        """Take what a piece has."""
        where = located(piece)
        for order, (name, table) in enumerate(piece.tables.items()):
            if name in self._where and (order or not piece.goes_on):
                raise MisfitError
            self._add_where(name, table, where[name])
            if name in OTHERS:
                mine = self._others.setdefault(name, {})
                mine.update((number, bytes(raw)) for number, raw in table.items())
            elif name == Table.TEXTS.value:
                mine = self._others.setdefault(name, {})
                mine.update((number, without_words(raw)) for number, raw in table.items())
        entries = None if self._odd else self._entries(piece)
        if not self._obstacle and not (
            entries is not None and list(piece.tables) == [RECORDS] and is_text(piece.text)
        ):
            self._obstacle = obstacle_to_editing(piece.tables)
        if entries is None:
            self._add_one_by_one(piece.tables.get(RECORDS, {}))
        else:
            self._add(entries, piece.tables.get(RECORDS, {}).values())

    def add_lines(self, lines: Lines) -> None:
        """Take good records of the table that the last piece ended in."""
        where = self._where.setdefault(RECORDS, (array("Q"), array("Q"), array("I")))
        for mine, more in zip(where, (lines.numbers, lines.starts, lines.lengths), strict=True):
            mine.extend(array(mine.typecode, more))
        if self._know_dates({each.date for each in lines.entries}):
            self._add(lines.entries, lines.documents)
        else:
            self._add_one_by_one(
                {
                    str(number): msgspec.Raw(raw)
                    for number, raw in zip(lines.numbers, lines.documents, strict=True)
                }
            )

    def _add_where(self, name: str, table: Mapping[str, msgspec.Raw], where: Located) -> None:
        numbers, starts, lengths = self._where.setdefault(name, (array("Q"), array("Q"), array("I")))
        plain = plain_numbers(table)
        if plain is not None:
            numbers.extend(plain)
            starts.extend(where.starts)
            lengths.extend(where.lengths)
            return
        for number, start, length in zip(table, *where, strict=True):
            if is_document_number(number):
                numbers.append(int(number))
                starts.append(start)
                lengths.append(length)
            else:
                self._odd.append((name, number))

    def keys(self) -> Keys:
        """What rows are numbered by. Raises MisfitError where a document stands there twice."""
        return Keys(
            ids=self.ids,
            odd=self._odd,
            dated=[(*span, places.tobytes()) for span, places in self._by_span()],
            published=array("I", self._published).tobytes(),
            left=self._left,
            tables=[
                Where(name, *(each.tobytes() for each in numbers)) for name, numbers in self._where.items()
            ],
            others=self._others,
            obstacle=self._obstacle,
            size=self._read[0],
            checksum=self._read[1],
        )

    def _by_span(self) -> Iterator[tuple[tuple[int, int], Numbers]]:
        """The places of each span of minutes, by their ids."""
        found: dict[tuple[int, int], list[Numbers]] = defaultdict(list)
        for text, places in self._dates.groups():
            if text == NOTHING or not len(places):
                continue
            found[(LATEST, LATEST) if text is None else _span(text)].append(places)
        are_in_order = all(map(lt, self.ids, islice(self.ids, 1, None)))
        for span, parts in found.items():
            places = np.sort(np.concatenate(parts)) if len(parts) > 1 else parts[0]
            if not are_in_order:
                places = np.array(sorted(places.tolist(), key=self.ids.__getitem__), np.uint32)
            yield span, places

    def _entries(self, piece: Piece) -> Sequence[Brief] | None:
        """The records of a piece, if all of them are good."""
        if RECORDS not in piece.tables:
            return ()
        entries = records_of(piece.text)
        if entries is None or not self._know_dates({each.date for each in entries}):
            return None
        return entries

    def _know_dates(self, dates: Iterable[str | None]) -> bool:
        """Whether all of these are dates, and make room for them."""
        for date in dates:
            if date not in self._dates.numbers:
                try:
                    PartialDate.parse(date) if date is not None else None
                except DateError:
                    return False
                self._dates.numbers[date]
        return True

    def _add_one_by_one(self, table: Mapping[str, msgspec.Raw]) -> None:
        for number, raw in table.items():
            survey = Surveyed(RECORDS, Entry)
            survey.take(number, raw)
            place = len(self.ids)
            self._left += [
                (place, each.severity.name, each.table, each.document, each.field, each.why)
                for each in survey.problems
            ]
            if not is_document_number(number):
                continue
            good = [_plainly(each) for each in survey.values.values()]
            self._know_dates(each.date for each in good)
            self._add(good, (raw,))
            if not good:
                self._add_nothing()

    def _add_nothing(self) -> None:
        """Leave a place empty."""
        self.ids.append("")
        self.headlines.append("")
        self._dates.add([NOTHING])
        self.spots.add([()])
        for each in (self.leads, self.origins, self.sorts, self.speakers, self.users):
            each.add([NOTHING])
        for those in (self.actors, self.targets, self.places, self.sources, self.tags):
            those.add([()])

    def _add(self, entries: Sequence[Brief], raws: Iterable[msgspec.Raw | bytes]) -> None:
        """Put good records under all that they name. Each costs some microseconds, so nothing is looked up twice."""
        # Every list has the same number objects, of which there would be millions otherwise.
        here = list(range(len(self.ids), len(self.ids) + len(entries)))
        self.ids += [each.id for each in entries]
        self.headlines += [each.headline for each in entries]
        self._add_actors(entries)
        spots = [each.places for each in entries]
        self.places.add(spots)
        self.spots.add(spots)
        self.tags.add([each.tags for each in entries])
        self._dates.add([each.date for each in entries])
        self.users.add([each.by or NOTHING for each in entries])
        self._add_sources(entries)
        self._add_relations(here, entries)
        self._add_columns(here, entries)
        if here and self.expected and self.expected[-1] >= here[0]:
            self._add_outcomes(here, entries, raws)

    def _add_actors(self, entries: Sequence[Brief]) -> None:
        """Who takes part, who speaks, who is spoken of."""
        actors, speakers = [each.actors for each in entries], [each.speaker or NOTHING for each in entries]
        self.actors.add(actors)
        self.speakers.add(speakers)
        self.targets.add([each.targets for each in entries])
        self.leads.add(
            [one or (those[0] if those else NOTHING) for one, those in zip(speakers, actors, strict=True)]
        )

    def _add_sources(self, entries: Sequence[Brief]) -> None:
        lists: list[list[str]] = []
        leading: list[str] = []
        for each in entries:
            names: list[str] = []
            lead = ""
            for source in each.sources:
                name = source.publisher or source.name
                names.append(name)
                if source.via:
                    names.append(source.via)
                    name = source.via
                lead = lead or name
            lists.append(names)
            leading.append(lead)
        self.sources.add(lists)
        self.origins.add(leading)

    def _add_columns(self, here: Sequence[int], entries: Sequence[Brief]) -> None:
        kinds: list[str] = [each.kind for each in entries]
        self.statements += compress(here, map(STATEMENTS.__eq__, kinds))
        if any(expected := [each.expected for each in entries]):
            self.expected += compress(here, expected)
            kinds = [EXPECTED if each.expected else each.kind for each in entries]
        self.sorts.add(kinds)
        bases = [each.date_basis for each in entries]
        if _PUBLICATION in bases:
            self._published += compress(here, map(eq, bases, repeat(_PUBLICATION)))

    def _add_relations(self, here: Sequence[int], entries: Sequence[Brief]) -> None:
        pointing = self.pointing
        for place, each in zip(here, entries, strict=True):
            for relation in each.relations:
                pointing[relation.to].append(place << SHIFT | TYPES[relation.type])

    def _add_outcomes(
        self, here: Sequence[int], entries: Sequence[Brief], raws: Iterable[msgspec.Raw | bytes]
    ) -> None:
        for place, each, raw in zip(here, entries, raws, strict=True):
            if each.expected and (outcome := read_outcome(raw)):
                self.outcomes[outcome].append(place)


_PUBLICATION = Basis.PUBLICATION.value


def _plainly(entry: Entry) -> Brief:
    return msgspec.convert(msgspec.to_builtins(entry), Brief)


def _span(text: str) -> tuple[int, int]:
    when = PartialDate.parse(text)
    return when.start, when.end


def plain_numbers(keys: Iterable[str]) -> list[int] | None:
    """The keys of a table as numbers, if all are numbers that TinyDB writes back as they are."""
    try:
        numbers = list(map(int, keys))
    except ValueError:
        return None
    if not numbers:
        return numbers
    plain = list(map(str, numbers)) == list(keys)
    return numbers if plain and min(numbers) >= LEAST and max(numbers) <= MOST else None
