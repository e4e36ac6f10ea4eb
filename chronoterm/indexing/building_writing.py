"""Writing the two files of an index, from what was found."""

from array import array
from collections.abc import Mapping, Sequence
from typing import BinaryIO, NamedTuple

import msgspec
from pyroaring import BitMap

from chronoterm import __version__
from chronoterm.chronology.names import Names
from chronoterm.indexfile.dictionary import write_dictionary
from chronoterm.indexfile.layout import plain
from chronoterm.indexfile.writing import IndexWriter
from chronoterm.indexing.building_facets import postings
from chronoterm.indexing.building_hands import Hands
from chronoterm.indexing.building_links import loose, outcomes
from chronoterm.indexing.building_notes import Noted, Small, places_of, told
from chronoterm.indexing.building_orders import by_date
from chronoterm.indexing.building_parts import Posted, Ranked
from chronoterm.indexing.building_rows import Rows, Table, extent_of
from chronoterm.indexing.form import FORMAT
from chronoterm.ordering import SortKey
from chronoterm.store.files import Identity
from chronoterm.store.shape import RECORDS
from chronoterm.terms import Facet


class Found(NamedTuple):
    """All that was found in a store: its tables, its rows, its small tables, and the first place of each part."""

    identity: Identity
    checksum: int
    obstacle: str
    tables: Mapping[str, Table]
    rows: Rows
    small: Small
    firsts: Sequence[int]


def write_facets(to: BinaryIO, found: Found, collation: str, hands: Hands) -> None:
    """Write the file that the screen needs. What others do is asked for late, so that nobody waits for them."""
    writer = IndexWriter(to)
    names, rows = found.small.names, found.rows
    numbers = found.tables[RECORDS].numbers if RECORDS in found.tables else array("Q")
    annotations = found.small.annotations
    row_of = rows.having({each.record for each in annotations.values.values()})
    places = places_of(annotations, found.tables.get("annotations"))
    noted = Noted.of(annotations, places, row_of)
    _write_tables(writer, found)
    _write_rows(writer, rows)
    writer.add(f"order:{SortKey.DATE.value}.ranks", by_date(rows))
    parts = hands.posted()
    _write_facets(writer, parts, noted, names, rows)
    _write_notes(writer, noted)
    write_dictionary(writer, "outcomes", outcomes(parts, found.firsts, rows))
    _write_ranked(writer, hands.ranks())
    links = hands.linked()
    writer.add(f"order:{SortKey.HEADLINE.value}.ranks", array("I", links.headlines))
    write_dictionary(writer, "loose", loose(links, numbers, rows))
    write_dictionary(writer, "incoming", links.incoming)
    writer.finish(
        msgspec.json.encode(
            {
                **about_of(found),
                "crc32": found.checksum,
                "extent": extent_of(rows.spans),
                "collation": collation,
                "tables": [(name, len(table.numbers)) for name, table in found.tables.items()],
                "obstacle": found.obstacle,
            }
        )
    )


def about_of(found: Found) -> dict[str, object]:
    """What both files say of themselves."""
    return {"format": FORMAT, "program": __version__, "identity": found.identity, "rows": found.rows.total}


def _write_tables(writer: IndexWriter, found: Found) -> None:
    for name, table in found.tables.items():
        if not table.is_numbered_in_order:
            writer.add(f"table:{name}.numbers", table.numbers)
        writer.add(f"table:{name}.starts", table.starts)
        writer.add(f"table:{name}.lengths", table.lengths)
        if (by_number := table.by_number) is not None:
            writer.add(f"table:{name}.by_number", by_number)
    for name, surveyed in found.small._asdict().items():
        places = places_of(surveyed, found.tables.get(name))
        write_dictionary(writer, name, ((id_, _number(place)) for id_, place in places.items()))
    problems = [*told(found.rows.left), *found.small.problems]
    writer.add("problems", msgspec.json.encode(problems))


def _write_rows(writer: IndexWriter, rows: Rows) -> None:
    writer.add("rows.places", rows.places)
    writer.add("rows.since", rows.since)
    writer.add("rows.until", rows.until)
    writer.add("rows.open_start", _packed(rows.open_start))
    wide = rows.wide
    writer.add("rows.wide", _packed(wide))
    by_end = sorted(wide, key=rows.until.__getitem__)
    writer.add("rows.wide_ends", array("q", map(rows.until.__getitem__, by_end)))
    writer.add("rows.wide_rows", array("I", by_end))


def _write_ranked(writer: IndexWriter, ranked: Ranked) -> None:
    for key, ranks in ranked.ranks.items():
        writer.add(f"order:{key}.ranks", array("I", ranks))
    writer.add("ids.hashes", array("Q", ranked.hashes))
    writer.add("ids.rows", array("I", ranked.hash_rows))


def _write_facets(
    writer: IndexWriter, parts: Sequence[Posted], noted: Noted, names: Names, rows: Rows
) -> None:
    more = {Facet.TAG: noted.tags, Facet.USER: noted.users}
    for facet in Facet:
        made = postings(facet, parts, more.get(facet, {}), names, rows)
        for kind, lists in made._asdict().items():
            packed = ((value, _packed(those)) for value, those in lists.items())
            write_dictionary(writer, f"facet:{facet.value}.{kind}", packed)


def _write_notes(writer: IndexWriter, noted: Noted) -> None:
    write_dictionary(writer, "annotated", noted.places.items())
    writer.add("starred", _packed(noted.starred))
    writer.add("noted", _packed(noted.noted))


def _number(place: int) -> bytes:
    return plain(array("I", [place])).tobytes()


def _packed(rows: BitMap) -> bytes:
    rows.run_optimize()
    return rows.serialize()
