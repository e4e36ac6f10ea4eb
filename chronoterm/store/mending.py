"""Mending a document of a damaged store: what no strict reader takes is read all the same, and told."""

import json
import re
from itertools import count
from typing import Any, NamedTuple, cast

import msgspec

from chronoterm.dates import DateError
from chronoterm.documents import Document, DocumentError, read
from chronoterm.edits import Table, same
from chronoterm.records import Actor, Annotation, Place, Record, Series, Text
from chronoterm.store.hidden import faults_within
from chronoterm.store.surrogates import halves_replaced

ASIDE = "unread"
"""The field of a document into which goes what cannot be read as what its field holds."""

KINDS: dict[
    Table, type[Record] | type[Actor] | type[Place] | type[Series] | type[Annotation] | type[Text]
] = {
    Table.RECORDS: Record,
    Table.ACTORS: Actor,
    Table.PLACES: Place,
    Table.SERIES: Series,
    Table.ANNOTATIONS: Annotation,
    Table.TEXTS: Text,
}
"""What the documents of each table are."""

_REQUIRED = frozenset({"id", "kind", "headline", "name", "record", "sha256", "text"})
_REQUIRED_INSIDE = frozenset({"type", "to", "actor"})
_TOKEN = re.compile(r'(?P<string>"(?:[^"\\]|\\.)*+")|(?P<word>[^\s"{}\[\],:]++)', re.DOTALL)
_STEP = re.compile(r"\[(?P<index>\d+)\]|(?P<name>[^.\[\]]+)")
_LONGEST_TOLD = 40

MOST_SINGLY = 20
"""Parts of one document that are moved aside each by itself; after that, whole fields are."""


class Mended(NamedTuple):
    """A document that could be read, its JSON, and what had to be changed for that."""

    document: Document
    raw: bytes
    changes: tuple[str, ...] = ()


def mended(raw: bytes) -> Mended | None:
    """The document that bytes hold, as far as they are balanced; none where that is no JSON object at all."""
    try:
        document = msgspec.json.decode(raw)
        if isinstance(document, dict) and not faults_within(raw):
            return Mended(document, raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass  # the patient way tells what is wrong
    return _patiently(raw)


def _patiently(raw: bytes) -> Mended | None:
    changes: list[str] = []
    whole = halves_replaced(raw)
    if whole != raw:
        changes.append("halves of characters became “\ufffd”")
    try:
        text = whole.decode()
    except UnicodeDecodeError:
        text = whole.decode("utf-8", "replace")
        changes.append("bytes that are no UTF-8 became “\ufffd”")
    try:
        document = json.loads(
            _with_good_words(text, changes),
            strict=False,
            object_pairs_hook=lambda pairs: _without_twins(pairs, changes),
        )
        encoded = msgspec.json.encode(document)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict):
        return None
    return Mended(document, encoded, tuple(changes) or ("line breaks or tabs in a text are escaped",))


def _with_good_words(text: str, changes: list[str]) -> str:
    """The text with numbers and words that are no JSON, such as `NaN` or `01`, as strings."""

    def good(found: re.Match[str]) -> str:
        word = found["word"]
        if word is None or _is_json(word):
            return found[0]
        changes.append(f"“{word[:_LONGEST_TOLD]}”, which is no number, is kept as text")
        return json.dumps(word)

    return _TOKEN.sub(good, text)


def _is_json(word: str) -> bool:
    try:
        msgspec.json.decode(word)
    except msgspec.DecodeError:
        return False
    return True


def _without_twins(pairs: list[tuple[str, Any]], changes: list[str]) -> Document:
    """An object in which each key stands once: the last value counts, as for every reader; others are kept aside."""
    document: Document = {}
    for key, value in pairs:
        if key in document and same(document[key], value):
            changes.append(f"{key} stands there twice, the same")
        elif key in document:
            spare = next(name for n in count(1) if (name := f"{key} (earlier {n})") not in document)
            document[spare] = document[key]
            changes.append(f"{key} stands there twice; the first is kept as “{spare}”")
        document[key] = value
    return document


def demand_readable(table: Table, document: Document) -> None:
    """Raise DocumentError for a document that readers would leave out, or could not show whole."""
    value = read(document, cast("type[Record]", KINDS[table]))
    if table is Table.RECORDS:
        try:
            value.when  # noqa: B018 - reading it is the test
        except DateError as error:
            raise DocumentError("date", str(error)) from None


def set_aside(table: Table, document: Document, new_id: str) -> Mended:
    """The document with all that cannot be read moved into its field `unread`; the one given is left alone.

    A document without an id that can be read gets a new one. Raises DocumentError where it is not to be saved as
    what its table holds: what it must have is not there.
    """
    document = json.loads(json.dumps(document))
    changes: list[str] = []
    while True:
        try:
            demand_readable(table, document)
        except DocumentError as error:
            changes.append(_moved(document, error, new_id, singly=len(changes) < MOST_SINGLY))
        else:
            return Mended(document, msgspec.json.encode(document), tuple(changes))


def _moved(document: Document, error: DocumentError, new_id: str, *, singly: bool) -> str:
    """Move aside what an error names; what is to be told of that. Raises the error where that is no help."""
    if error.field == "id":
        if "id" in document:
            keep_aside(document, "id", document["id"])
        document["id"] = new_id
        return f"id: {error}; it is “{new_id}” now"
    steps = _steps(error.field)
    top = steps[0] if steps else ""
    if top not in document or top in _REQUIRED:
        raise error
    holder, name = _holder(document, steps)
    if not singly:
        keep_aside(document, str(top), document.pop(top))
    elif holder is not document and name in holder and name not in _REQUIRED_INSIDE:
        keep_aside(holder, name, holder.pop(name))
    elif len(steps) > 1 and isinstance(steps[1], int):
        keep_aside(document, f"{top}[{steps[1]}]", document[top].pop(steps[1]))
    else:
        keep_aside(document, str(top), document.pop(top))
    return f"{error.field}: {error}; it is in “{ASIDE}” now"


def _steps(field: str) -> list[str | int]:
    """The names and indices in what an error calls a field: `sources[0].span`."""
    return [each["name"] or int(each["index"]) for each in _STEP.finditer(field)]


def _holder(document: Document, steps: list[str | int]) -> tuple[Document, str]:
    """The innermost object on the way, and the name in it where the way leads on."""
    holder, name = document, ""
    here: Any = document
    for step in steps:
        if isinstance(step, str):
            holder, name = here, step
            if step not in here:
                break
        here = here[step]
    return holder, name


def keep_aside(holder: Document, name: str, value: Any) -> None:
    """Put a value into the field for what cannot be read, beside all that is there already."""
    shelf = holder.setdefault(ASIDE, {})
    if not isinstance(shelf, dict):
        shelf = holder[ASIDE] = {ASIDE: shelf}
    names = (name if n == 1 else f"{name} ({n})" for n in count(1))
    shelf[next(each for each in names if each not in shelf)] = value
