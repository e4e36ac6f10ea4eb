"""A record as it is briefed: its quote first and large, what it claims, and below, always, its source and date."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from chronoterm.cells import cut, fit, width, wrap
from chronoterm.chronology.view import Chronology, Row
from chronoterm.dates import DateError, PartialDate
from chronoterm.documents import DocumentError
from chronoterm.instruments.told import some
from chronoterm.records import Annotation, Entry, QuoteKind, Record, Source
from chronoterm.spans import Line, Span, Tone, glyph
from chronoterm.telling import OWN_MARKS, figure_range, shortened
from chronoterm.telling_notes import time_in_words
from chronoterm.terms import Facet
from chronoterm.text import clean, clean_block, isolate

WIDEST = 88
"""Cells of a line that is read out; a longer one is hard to find back from."""

LABEL = 9
"""Cells of a label."""

MOST_SOURCE_LINES = 2
"""Lines of the sources, which are below every page; what does not fit is told by its number."""

LOW = 12
"""Lines below which a page is low."""

MARGINS = ((100, 8), (72, 4), (0, 1))
"""The width from which lines have so many cells on either side of them."""


class Slide(Struct, frozen=True):
    """A record to be briefed: whether it only may match, whether it is whole, and what users wrote on it."""

    record: Record
    is_possible: bool = False
    is_whole: bool = True
    comments: tuple[Annotation, ...] = ()


class Card(NamedTuple):
    """A record laid out: its pages, and what stands below each of them."""

    pages: tuple[tuple[Line, ...], ...]
    foot: tuple[Line, ...]
    margin: int


def slide_of(chronology: Chronology, row: Row) -> Slide:
    """What is briefed of a record; of one that cannot be read whole, what a list shows of it."""
    entry = row.entry
    notes = tuple(each for each in chronology.annotations(entry.id) if each.comment)
    try:
        return Slide(shortened(chronology.record(entry.id)), row.possible, comments=notes)
    except (KeyError, DocumentError):
        fields = {name: getattr(entry, name) for name in Entry.__struct_fields__ if name != "sources"}
        return Slide(Record(**fields), row.possible, is_whole=False, comments=notes)


def margin_in(cells: int) -> int:
    """Cells on either side of what is read out; in a wide window it stands in the middle."""
    margin = next(margin for least, margin in MARGINS if cells >= least)
    return max(margin, (cells - WIDEST) // 2)


def card(slide: Slide, chronology: Chronology, cells: int, lines: int, *, notes: bool = True) -> Card:
    """A record in a window of so many cells and lines, the foot included. Without `notes` their number is told.

    It is on one page where that can be: with space between the lines of the quote, else between its parts, else without
    any. There is none on low pages either.
    """
    margin = margin_in(cells)
    room = max(1, cells - 2 * margin)
    foot = tuple(_foot(slide, room, notes=notes))
    height = max(1, lines - len(foot) - 1)
    body = list(_once_empty(_body(slide, chronology, room, notes=notes)))
    close = [line for line in body if line.text]
    forms = (list(_spread(body)), body, close)
    otherwise = body if height >= LOW else close
    return Card(paged(next((each for each in forms if len(each) <= height), otherwise), height), foot, margin)


def whole(slide: Slide, chronology: Chronology, cells: int) -> Iterator[Line]:
    """A record without pages, as it is printed."""
    yield from _once_empty(_body(slide, chronology, cells, notes=True))
    yield from _foot(slide, cells, notes=True)


def paged(body: Sequence[Line], height: int) -> tuple[tuple[Line, ...], ...]:
    """Lines on pages of so many, without empty ones where a page begins or ends; one page where there is nothing."""
    pages: list[tuple[Line, ...]] = []
    at = 0
    while at < len(body):
        if not body[at].text:
            at += 1
            continue
        page = list(body[at : at + height])
        at += height
        while not page[-1].text:
            page.pop()
        pages.append(tuple(page))
    return tuple(pages) or ((),)


def _once_empty(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines with no more than one empty one in a row: there may be nothing between two of them."""
    before = True
    for line in lines:
        if line.text or before:
            yield line
        before = bool(line.text)


def _spread(body: Iterable[Line]) -> Iterator[Line]:
    """The same with a line of space between those of what is read out."""
    large = (Tone.QUOTE, Tone.HEADLINE)
    before = False
    for line in body:
        is_large = bool(line.spans) and line.spans[0].tone in large
        if is_large and before:
            yield Line()
        before = is_large
        yield line


def _body(slide: Slide, chronology: Chronology, room: int, *, notes: bool) -> Iterator[Line]:
    record = slide.record
    yield from _kind(slide, room)
    yield Line()
    speaker = speaker_in_words(record, chronology)
    if record.quote:
        yield from _lines(_marked(record), room, Tone.QUOTE)
        yield Line()
        yield from _lines(f"— {_by(record, speaker)}", room)
        yield Line()
        yield from _lines(clean(record.headline), room, Tone.FAINT)
    else:
        yield from _lines(clean(record.headline), room, Tone.HEADLINE)
        if speaker:
            yield Line()
            yield from _lines(f"— {speaker}", room)
    yield Line()
    yield from _facts(record, chronology, room)
    if record.summary and not record.quote:
        yield Line()
        yield from _lines(clean_block(record.summary), room)
    if notes:
        yield from _notes(slide.comments, room)


def _kind(slide: Slide, room: int) -> Iterator[Line]:
    """What the record is, and in words what is not certain about it."""
    record, sign = slide.record, glyph(slide.record)
    kind = f"expected {record.kind.value}" if record.expected else record.kind.value
    yield Line((sign, Span(cut(f" {kind.upper()}", room - width(sign.text)), sign.tone)))
    for doubt in doubts(slide):
        yield from _lines(doubt, room, Tone.ALERT)


def doubts(slide: Slide) -> Iterator[str]:
    """What is not certain about a record, one sentence each."""
    record = slide.record
    if slide.is_possible:
        yield "MAY MATCH: a date or a figure is not known sharply enough to tell"
    if record.is_unreviewed:
        yield "NOT REVIEWED: nobody has looked at it since it was imported"
    if not slide.is_whole:
        yield "NOT WHOLE: the rest of this record cannot be read"


def _facts(record: Record, chronology: Chronology, room: int) -> Iterator[Line]:
    places = [clean(chronology.label(Facet.PLACE, each)) for each in chronology.narrowest(record.places)]
    yield from _field("Place", "; ".join(places), room)
    head = "Figures"
    for series, told in figures_in_words(record, chronology):
        yield from _field(head, f"{told} · {series}" if series else told, room)
        head = ""
    yield from _field("About", _about(record), room)


def figures_in_words(record: Record, chronology: Chronology) -> Iterator[tuple[str, str]]:
    """Each figure as its series and its number with the state: never two states in one number."""
    for each in record.figures:
        known = chronology.series(each.series) if each.series else None
        series = known.name if known else each.series or ""
        yield clean(series), clean(f"{figure_range(each)}{f' {each.state}' if each.state else ''}")


def _about(record: Record) -> str:
    if record.about_date is None:
        return ""
    try:
        return PartialDate.parse(record.about_date).text
    except DateError:
        return f"{clean(record.about_date)} (no date)"


def _notes(comments: Sequence[Annotation], room: int) -> Iterator[Line]:
    if not comments:
        return
    yield Line()
    yield Line((Span(cut(f"Notes {len(comments):,}", room), Tone.LABEL),))
    for each in comments:
        when = time_in_words(each.at)
        who = f"{clean(each.by) if each.by else 'somebody'}{f', {when}' if when else ''}"
        yield from _lines(f"✎ {who}: {clean_block(each.comment or '')}", room, Tone.PLAIN)


# Below each page


def _foot(slide: Slide, room: int, *, notes: bool) -> Iterator[Line]:
    record = slide.record
    yield from _cut_field("Dated", f"{record.date_label}{_dating(record)}", room, 1)
    yield from _cut_field("Source", sources_in_words(record), room, MOST_SOURCE_LINES)
    if slide.comments and not notes:
        yield Line((Span(cut(f"{some(len(slide.comments), 'note')} not shown", room), Tone.FAINT),))


def _dating(record: Record) -> str:
    """How far a date can be trusted, in words."""
    when = record.when
    parts = [
        "by its publication: then or before" if record.at_the_latest else "",
        "about then" if when is not None and when.approximate else "",
        "uncertain" if when is not None and when.uncertain else "",
        f"“{clean(record.date_text)}”" if record.date_text and not record.at_the_latest else "",
    ]
    return "".join(f" · {each}" for each in parts if each)


def sources_in_words(record: Record) -> str:
    """The sources of a record, each with the way it came, when it was published and how it is graded."""
    return "; ".join(map(_source, record.sources)) or "none named"


def _source(source: Source) -> str:
    name = ", ".join(each for each in (source.publisher, source.title) if each)
    way = " → ".join(each for each in (source.via, name or (None if source.via else source.name)) if each)
    parts = [way, source.author, _published(source), source.grade]
    return clean(" · ".join(each for each in parts if each))


def _published(source: Source) -> str:
    if source.published is None:
        return ""
    try:
        return f"published {PartialDate.parse(source.published).text}"
    except DateError:
        return f"published {source.published} (no date)"


# Pieces


def speaker_in_words(record: Record, chronology: Chronology) -> str:
    """Who speaks, with the role that they had; empty where nobody is named."""
    if record.speaker is None:
        return ""
    name = clean(chronology.label(Facet.SPEAKER, record.speaker))
    return f"{name}, {clean(record.speaker_role)}" if record.speaker_role else name


def _by(record: Record, speaker: str) -> str:
    kind = "" if record.quote_kind in (None, QuoteKind.DIRECT) else f" ({record.quote_kind.value})"
    return f"{speaker or 'speaker not known'}{kind}"


def _marked(record: Record) -> str:
    """The quote in quotation marks, unless it brings its own or is not in the speaker's words."""
    quote = clean_block(record.quote or "")
    if record.quote_kind is QuoteKind.PARAPHRASE or quote[:1] in OWN_MARKS:
        return quote
    return f"“{quote}”"


def _lines(text: str, room: int, tone: Tone = Tone.PLAIN) -> Iterator[Line]:
    return (Line((Span(each, tone),) if each else ()) for each in wrap(text, room))


def _field(label: str, value: str, room: int) -> Iterator[Line]:
    """A label with its value, in as many lines as that needs."""
    head = label
    for text in wrap(value, max(1, room - LABEL)):
        yield Line((Span(fit(head, min(LABEL, room)), Tone.LABEL), Span(text)))
        head = ""


def _cut_field(label: str, value: str, room: int, most: int) -> Iterator[Line]:
    """A label with its value, in so many lines at most."""
    lines = wrap(value, max(1, room - LABEL))
    if len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], isolate(cut(rest, room - LABEL))]
    head = label
    for text in lines:
        yield Line((Span(fit(head, min(LABEL, room)), Tone.LABEL), Span(text)))
        head = ""
