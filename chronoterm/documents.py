"""Between stored documents and records: strict on what we know, careful with what we do not.

A field that this version has no name for moves into `unknown` when a document is read and back to its
place when it is written, at every level, so that another tool's data survives an edit here.
"""

import re
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

import msgspec
from msgspec import structs
from msgspec.structs import FieldInfo, fields

from chronoterm.dates import DateError
from chronoterm.records import UNKNOWN, Actor, Annotation, Body, Entry, Place, Record, Series, Text

Document = dict[str, Any]
Read = TypeVar("Read", Record, Actor, Place, Series, Annotation, Text)
NamedRead = TypeVar("NamedRead", Actor, Place, Series)

_ENTRY_DECODER = msgspec.json.Decoder(Entry)
_OUTCOME_DECODER = msgspec.json.Decoder(msgspec.defstruct("Settled", [("outcome", str | None, None)]))
_BODY_DECODER = msgspec.json.Decoder(Body)
_WHERE = re.compile(r"(?P<why>.*?)(?: - at `\$\.?(?P<field>[^`$]*)`)?", re.DOTALL)
LONGEST_TEXT = 1_000_000
"""Characters of a text that a store keeps, some two hundred pages."""

_SHA256 = re.compile("[0-9a-f]{64}")
_MISSING = re.compile(r"Object missing required field `(?P<name>[^`]*)`")


class DocumentError(ValueError):
    """A document is not what its table holds; `field` says where, the message says why."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


def read_entry(raw: bytes | memoryview | msgspec.Raw) -> Entry:
    """What an index needs of a record, from its JSON. Raises DocumentError."""
    try:
        entry = _ENTRY_DECODER.decode(raw)
    except msgspec.ValidationError:
        # The tolerant way takes null for absent; most documents never need it.
        entry = _entry_of(decode(raw))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _unreadable(error) from error
    _demand_names(entry)
    return entry


def read_body(raw: bytes | memoryview | msgspec.Raw) -> Body:
    """What a record is searched by, from its JSON; what of it is damaged is left out."""
    try:
        return _BODY_DECODER.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        # A null, or a field of a wrong type: the good ones are still to be found.
        return _body_of(raw)


def read_outcome(raw: bytes | memoryview | msgspec.Raw) -> str | None:
    """The record that settled an expected one, from its JSON; none where none is named that can be read."""
    try:
        outcome: str | None = getattr(_OUTCOME_DECODER.decode(raw), "outcome", None)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return outcome


def without_words(raw: bytes | memoryview | msgspec.Raw) -> bytes:
    """The JSON of a text with no words in it, for who only looks for its id; a damaged one as it is."""
    try:
        return msgspec.json.encode(write(structs.replace(read(decode(raw), Text), text="")))
    except DocumentError:
        return bytes(raw)


def _body_of(raw: bytes | memoryview | msgspec.Raw) -> Body:
    try:
        document = decode(raw)
    except DocumentError:
        return Body()
    good: Document = {}
    for name, info in _fields(Body).items():
        try:
            good[name] = msgspec.convert(document[name], info.type)
        except (KeyError, msgspec.ValidationError):
            continue
    return Body(**good)


def decode(raw: bytes | memoryview | msgspec.Raw) -> Document:
    """The document that JSON holds, to be given to `read`. Raises DocumentError."""
    try:
        found = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _unreadable(error) from error
    if not isinstance(found, dict):
        raise DocumentError("", "is no JSON object")
    return found


def read(document: Document, kind: type[Read]) -> Read:
    """A value of `kind` from a stored document. Raises DocumentError."""
    try:
        value = msgspec.convert(_fold_unknown(document, kind), kind)
    except msgspec.ValidationError as error:
        raise _explained(error) from error
    _demand_names(value)
    if isinstance(value, Actor):
        _demand_membership_dates(value)
    if isinstance(value, Text):
        _demand_text(value)
    return value


def write(value: Record | Actor | Place | Series | Annotation | Text) -> Document:
    """The document to store for a value: defaults left out, unknown fields back in their places."""
    document: Document = _unfold(value)
    return document


def _unreadable(error: Exception) -> DocumentError:
    """For text that is no JSON, or none that fits into memory as it should."""
    if isinstance(error, RecursionError):
        return DocumentError("", "cannot be read (nested too deeply)")
    why = _explained(error) if isinstance(error, msgspec.ValidationError) else error
    return DocumentError("", f"cannot be read ({why})")


def _entry_of(document: Document) -> Entry:
    try:
        return msgspec.convert(_fold_unknown(document, Entry), Entry)
    except msgspec.ValidationError as error:
        raise _explained(error) from error


def _demand_names(value: object) -> None:
    for name in ("id", "headline", "name"):
        given = getattr(value, name, None)  # an annotation may do without an id
        if isinstance(given, str) and not given.strip():
            raise DocumentError(name, f"has no {name}")


def _demand_membership_dates(actor: Actor) -> None:
    for number, membership in enumerate(actor.member_of):
        try:
            membership.span  # noqa: B018 - reading it is the test
        except DateError as error:
            raise DocumentError(f"member_of[{number}]", str(error)) from error


def is_sha256(text: str) -> bool:
    """Whether this is a SHA-256 as a store writes it: 64 hexadecimal digits, in small letters."""
    return _SHA256.fullmatch(text) is not None


def _demand_text(value: Text) -> None:
    if not is_sha256(value.sha256):
        raise DocumentError("sha256", "is no SHA-256: 64 hexadecimal digits, in small letters")
    if value.id != value.sha256:
        raise DocumentError("id", "is not its sha256")
    if len(value.text) > LONGEST_TEXT:
        why = f"has {len(value.text):,} characters; a store keeps texts of up to {LONGEST_TEXT:,}"
        raise DocumentError("text", why)


def _explained(error: msgspec.ValidationError) -> DocumentError:
    """The library's message as one that names the field: `Expected str, got int - at $.id`."""
    found = _WHERE.fullmatch(str(error))
    field, why = (found["field"] or "", found["why"]) if found else ("", str(error))
    if missing := _MISSING.fullmatch(why):
        name = missing["name"]
        return DocumentError(f"{field}.{name}" if field else name, f"has no {name}")
    why = why.replace("`", "")
    return DocumentError(field, f"{why[:1].lower()}{why[1:]}")


@cache
def _fields(kind: type[msgspec.Struct]) -> dict[str, FieldInfo]:
    return {each.encode_name: each for each in fields(kind)}


@cache
def _struct_in(annotation: Any) -> type[msgspec.Struct] | None:
    """The Struct that a field holds one or several of."""
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return annotation
    if get_origin(annotation) is None:
        return None
    return next((found for each in get_args(annotation) if (found := _struct_in(each))), None)


def _fold_unknown(document: Any, kind: type[msgspec.Struct]) -> Any:
    if not isinstance(document, dict):
        return document
    known = _fields(kind)
    folded: Document = {}
    unknown: Document = {}
    for key, value in document.items():
        if key not in known or key == UNKNOWN:
            unknown[key] = value
        elif value is not None:
            folded[key] = _fold_inside(value, _struct_in(known[key].type))
    if unknown:
        folded[UNKNOWN] = unknown
    return folded


def _fold_inside(value: Any, kind: type[msgspec.Struct] | None) -> Any:
    if kind is None:
        return value
    if isinstance(value, list):
        return [_fold_unknown(each, kind) for each in value]
    return _fold_unknown(value, kind)


def _unfold(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_unfold(each) for each in value]
    if not isinstance(value, msgspec.Struct):
        return msgspec.to_builtins(value)
    document: Document = {}
    for name, info in _fields(type(value)).items():
        here = getattr(value, info.name)
        if name == UNKNOWN:
            document.update(here)
        elif info.required or here != info.default:
            document[name] = _unfold(here)
    return document
