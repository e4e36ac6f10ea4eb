"""What users noted about a record, and who changed it last, in lines."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from chronoterm.cells import wrap
from chronoterm.chronology.view import Chronology
from chronoterm.records import Annotation, Record
from chronoterm.spans import Line, Span, Tone
from chronoterm.text import clean, clean_block


def comments(record: Record, chronology: Chronology, cells: int) -> Iterator[Line]:
    """The comments on a record, the oldest first, each under who made it and when."""
    for each in chronology.annotations(record.id):
        if each.comment:
            yield Line()
            yield Line((Span(f"✎ {_who(each)}", Tone.LABEL), Span(_at(each.at), Tone.FAINT)))
            yield from (Line((Span(f"  {text}"),)) for text in wrap(clean_block(each.comment), cells - 2))


def stars(record: Record, chronology: Chronology) -> list[str]:
    """Who starred a record, in one text; none where nobody did."""
    users = dict.fromkeys(_who(each) for each in chronology.annotations(record.id) if each.star)
    return [f"★ {', '.join(users)}"] if users else []


def tags(record: Record, chronology: Chronology) -> Sequence[tuple[str, str]]:
    """The tags of a record, then those that users gave it, each with how it is shown."""
    own = [(tag, clean(tag)) for tag in record.tags]
    given = (each for each in chronology.annotations(record.id) if each.tag)
    return [*own, *((each.tag or "", f"{clean(each.tag or '')} · {_who(each)}") for each in given)]


def last_change(record: Record) -> list[str]:
    """Who changed a record last and when; nothing for one that was never changed here."""
    if record.modified is None:
        return []
    by = clean(record.by) if record.by else "somebody"
    return [f"{by}{_at(record.modified)} · revision {record.revision}"]


def _who(annotation: Annotation) -> str:
    return clean(annotation.by) if annotation.by else "somebody"


def _at(at: str | None) -> str:
    when = time_in_words(at)
    return f", {when}" if when else ""


def time_in_words(at: str | None) -> str:
    """A time as the store writes it (UTC, ISO 8601), as people read it; nothing for what is no time."""
    try:
        when = datetime.fromisoformat(at or "")
    except ValueError:
        return ""
    return f"{when.day} {when:%b %Y %H:%M}"
