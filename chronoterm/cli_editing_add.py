"""`chronoterm add`: a new record, of options or of a text."""

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from chronoterm.chance import chance
from chronoterm.chronology.view import Chronology
from chronoterm.cli_asking import today
from chronoterm.cli_editing_desk import Planned, desk_to_edit, new_names_told, saved, tell_saved
from chronoterm.cli_editing_options import EXPECTED, FLAGS, OPTIONS
from chronoterm.desk import Desk
from chronoterm.editing.as_text import LONGEST, TextError, from_text, new_text
from chronoterm.editing.changes import put
from chronoterm.editing.draft import checked, new_draft
from chronoterm.editing.faults import FieldError
from chronoterm.editing.fields import Form, FormField, Shape
from chronoterm.editing.lists import Piece, in_list, quoted, single, split
from chronoterm.editing.naming import NewName, meant
from chronoterm.editing.placing import value_in
from chronoterm.editing.written import MARKS
from chronoterm.edits import Document, Table
from chronoterm.language.errors import told
from chronoterm.output import complain, write_lines
from chronoterm.problems import BAD_INPUT, ChronotermError
from chronoterm.records import Kind
from chronoterm.terms import Facet
from chronoterm.text import clean

_YEAR = re.compile("[0-9]{4}")

BYTES_OF_A_CHARACTER = 4
"""The most that UTF-8 has."""


class Made(NamedTuple):
    """A new record, the names that it makes, and how what was given is understood where that is not plain."""

    document: Document
    new_names: tuple[NewName, ...]
    remarks: tuple[str, ...] = ()


def print_template() -> None:
    """Print the text of a new record, with all that can be filled in."""
    write_lines(new_text(Form.RECORD).splitlines(), data=True)


def add_from_options(store: Path | None, given: Mapping[str, Any]) -> None:
    """Add the record that options tell, by their parameters, and print its id."""
    draft = _draft(given)

    def made(desk: Desk) -> Made:
        found = checked(draft, None, Form.RECORD, desk.chronology, today(), chance=chance())
        if found.document is None:
            _refuse(f"{FLAGS[name]}: {found.faults[name]}" for name in FLAGS if name in found.blocking)
        remarks = _understood(draft, found.document, found.shown, desk.chronology)
        return Made(found.document, found.new_names, tuple(remarks))

    _add(desk_to_edit(store), made)


def add_from_text(store: Path | None, source: str) -> None:
    """Add the record that a file tells, or standard input for `-`, and print its id."""
    text = _read(source)
    name = "standard input" if source == "-" else source

    def made(desk: Desk) -> Made:
        try:
            return Made(*from_text(text, None, Form.RECORD, desk.chronology, today(), chance=chance()))
        except TextError as error:
            raise ChronotermError(f"{name}, {error}") from None

    _add(desk_to_edit(store), made)


def _add(desk: Desk, made: Callable[[Desk], Made]) -> None:
    ids: list[str] = []

    def plan() -> Planned | None:
        document, new_names, remarks = made(desk)
        ids.append(document["id"])
        edit = put(Table.RECORDS, None, document, new_names)
        return None if edit is None else Planned(edit, {}, remarks=(*remarks, *new_names_told(new_names)))

    with saved(desk, plan):
        tell_saved(f"the record is saved as {told(ids[-1])}", [clean(ids[-1])], data=True)


def _refuse(faults: Iterable[str]) -> NoReturn:
    for each in faults:
        complain(each)
    raise SystemExit(BAD_INPUT)


# Options


def _draft(given: Mapping[str, Any]) -> dict[str, str]:
    """What would stand in a form for these options."""
    typed = {each.field: given[each.parameter] for each in OPTIONS if each.parameter in given}
    kind = Kind.STATEMENT if "speaker" in typed or "quote" in typed else Kind.EVENT
    texts = {
        name: value if isinstance(value, str) else _joined(Form.RECORD.field(name), value)
        for name, value in typed.items()
    }
    return {
        **new_draft(Form.RECORD),
        "kind": kind.value,
        **texts,
        EXPECTED: "yes" if given.get(EXPECTED) else "no",
    }


def _joined(field: FormField, texts: Iterable[str]) -> str:
    """Several values as they stand in the form; what is in quotes stays so."""
    if field.several_lines:
        return "\n".join(texts)
    marks = MARKS[field.shape]
    pieces = (piece for text in texts for piece in split(text, marks))
    return f"{marks[0]} ".join(
        quoted(each.text) if each.exact else in_list(each.text, marks) for each in pieces
    )


def _understood(
    draft: Mapping[str, str], document: Document, shown: Mapping[str, str], chronology: Chronology
) -> Iterable[str]:
    """Dates whose year was not given, and names that were not given in full."""
    for field in Form.RECORD.fields:
        text = draft.get(field.name, "").strip()
        flag = FLAGS[field.name]
        if field.shape is Shape.DATE and text and not _has_years_of(text, value_in(document, field)):
            yield f"{flag} {told(text)} is {shown[field.name]}"
        elif field.shape in (Shape.NAME, Shape.NAMES) and field.facet is not None:
            pieces = (single(text),) if field.shape is Shape.NAME else split(text)
            for piece, name in _guessed(pieces, field.facet, chronology):
                yield f"{flag} {told(piece)} is taken for {name}"


def _has_years_of(text: str, edtf: str) -> bool:
    return all(year in text for year in _YEAR.findall(edtf))


def _guessed(pieces: Iterable[Piece], facet: Facet, chronology: Chronology) -> Iterable[tuple[str, str]]:
    for piece in pieces:
        if piece.exact or not piece.text:
            continue
        try:
            is_in_full = meant(chronology, facet, piece._replace(exact=True)) is not None
            found = None if is_in_full else meant(chronology, facet, piece)
        except FieldError:
            continue
        if found is not None:
            yield piece.text, clean(chronology.label(facet, found))


# A text


def _read(source: str) -> str:
    """The text of a file, or of standard input. Raises ChronotermError."""
    name = "standard input" if source == "-" else source
    most = LONGEST * BYTES_OF_A_CHARACTER + 1
    try:
        if source == "-":
            if sys.stdin is None:
                raise ChronotermError("standard input is closed")
            data = sys.stdin.buffer.read(most)
        else:
            with Path(source).open("rb") as file:
                data = file.read(most)
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ChronotermError(f"{name}, line {line}: is not UTF-8") from None
    except (OSError, ValueError) as error:
        raise ChronotermError(
            f"{name} cannot be read ({getattr(error, 'strerror', None) or error})"
        ) from None
