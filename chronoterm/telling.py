"""A record told in lines: what the detail pane shows and `chronoterm show` prints."""

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from msgspec import structs

from chronoterm.cells import cut, fit, width, wrap
from chronoterm.chronology.view import Chronology, Related
from chronoterm.dates import EARLIEST, DateError, PartialDate, month_of
from chronoterm.documents import DocumentError
from chronoterm.meaning import about_of, has, when_of
from chronoterm.records import Entry, Figure, QuoteKind, Record, Source
from chronoterm.spans import NUMBERED, Line, Span, Tone, glyph
from chronoterm.telling_notes import comments, last_change, stars, tags
from chronoterm.telling_reports import reports
from chronoterm.telling_roles import affiliations
from chronoterm.terms import Facet, Term
from chronoterm.text import clean, clean_block

LABEL_WIDTH = 9
OWN_MARKS = frozenset('“”„«»"')
ROOM_FOR_BASIS = 46
"""Cells from which the first line also tells that only the publication is dated; the fields always do."""

LONGEST = 100_000
"""Characters of a text that a screen tells; all lines of 50 MB would hold up every key for half a minute."""


def shortened(record: Record) -> Record:
    """A record whose texts end early where they are longer than anybody reads on a screen, and say so."""
    texts = {name: getattr(record, name) or "" for name in ("headline", "summary", "quote")}
    cut_short = {
        name: f"{text[:LONGEST]} … and {len(text) - LONGEST:,} more characters, which `chronoterm show` prints"
        for name, text in texts.items()
        if len(text) > LONGEST
    }
    return structs.replace(record, **cut_short) if cut_short else record


def tell(
    record: Record, related: Sequence[Related], chronology: Chronology, cells: int, first_number: int = 0
) -> list[Line]:
    """A record in lines of at most `cells` cells; `first_number` is the first related one that has a key."""
    return [
        *_head(record, cells),
        *_quote(record, chronology, cells),
        *_block(record.summary, cells),
        *_fields(record, chronology, cells),
        *_relations(record, related, chronology, cells, first_number),
        *comments(record, chronology, cells),
        *_marks(record, chronology, cells),
    ]


def _head(record: Record, cells: int) -> Iterator[Line]:
    sign = glyph(record)
    kind = f"expected {record.kind.value}" if record.expected else record.kind.value
    by = " (by publication)" if record.at_the_latest and cells >= ROOM_FOR_BASIS else ""
    by += " · NOT REVIEWED" if record.is_unreviewed else ""
    yield Line(
        (
            sign,
            Span(f" {kind.upper()}", sign.tone),
            Span(cut(f" · {record.date_label}{by}", cells - width(kind) - 2)),
        ),
        means=when_of(record),
    )
    for text in wrap(clean(record.headline), cells):
        yield Line((Span(text, Tone.HEADLINE),))
    yield Line()


def _quote(record: Record, chronology: Chronology, cells: int) -> Iterator[Line]:
    if record.quote is None:
        return
    for text in wrap(_marked(clean_block(record.quote), record.quote_kind), cells - 2):
        yield Line((Span(f"▌ {text}", Tone.QUOTE),))
    who = _speaker(record, chronology) or "speaker not known"
    kind = "" if record.quote_kind in (None, QuoteKind.DIRECT) else f" ({record.quote_kind.value})"
    for text in wrap(f"— {who}{kind}", cells - 2):
        yield Line((Span(f"▌ {text}"),))
    yield Line()


def _marked(quote: str, kind: QuoteKind | None) -> str:
    """A quote in quotation marks, unless it brings its own or is not in the speaker's words."""
    return quote if kind is QuoteKind.PARAPHRASE or quote[:1] in OWN_MARKS else f"“{quote}”"


def _speaker(record: Record, chronology: Chronology) -> str:
    if record.speaker is None:
        return ""
    name = clean(chronology.label(Facet.SPEAKER, record.speaker))
    return f"{name}, {clean(record.speaker_role)}" if record.speaker_role else name


def _speaking(record: Record, chronology: Chronology) -> str:
    """The speaker with the role and what they belonged to at that time."""
    belonging = affiliations(record, record.speaker, chronology) if record.speaker else []
    return "; ".join((_speaker(record, chronology), *belonging))


def _block(text: str | None, cells: int) -> Iterator[Line]:
    if text:
        yield from (Line((Span(each),)) for each in wrap(clean_block(text), cells))
        yield Line()


def _fields(record: Record, chronology: Chronology, cells: int) -> Iterator[Line]:
    yield from _field("Dated", _dating(record), cells)
    yield from _field("About", _about(record), cells, [about_of(record)])
    yield from _field("Outcome", _outcome(record, chronology), cells)
    speakers = [record.speaker] if record.speaker else []
    yield from _field(
        "Speaker", [_speaking(record, chronology)], cells, [has(Facet.SPEAKER, each) for each in speakers]
    )
    others = record.subjects
    yield from _field(
        "Actors",
        [_actor(each, chronology) for each in others],
        cells,
        [has(Facet.ACTOR, each) for each in others],
    )
    targets = record.targets
    yield from _field(
        "Targets",
        [_actor(each, chronology) for each in targets],
        cells,
        [has(Facet.TARGET, each) for each in targets],
    )
    places = record.places
    yield from _field(
        "Places",
        [_place(each, chronology) for each in places],
        cells,
        [has(Facet.PLACE, each) for each in places],
    )
    yield from _field(
        "Source",
        [_source(each, record, chronology) for each in record.sources],
        cells,
        [has(Facet.SOURCE, each.via or each.name) for each in record.sources],
    )
    told = reports(record, chronology)
    yield from _field("Reports", told.lines, cells, [told.means])
    yield from _field("Figures", [_figure(each, chronology) for each in record.figures], cells)


def _marks(record: Record, chronology: Chronology, cells: int) -> Iterator[Line]:
    """What a record is found by, below all that it says."""
    yield Line()
    yield from _unsearched("Starred", stars(record, chronology), cells)
    named = tags(record, chronology)
    yield from _field("Tags", [shown for _, shown in named], cells, [has(Facet.TAG, tag) for tag, _ in named])
    yield from _unsearched("Changed", last_change(record), cells)
    yield from _unsearched("Id", [clean(record.id)], cells)


def _unsearched(label: str, values: Sequence[str], cells: int) -> Iterator[Line]:
    """A field whose words are nothing that a search lights."""
    return (line._replace(searched=False) for line in _field(label, values, cells))


def _field(
    label: str, values: Sequence[str], cells: int, means: Sequence[Term | None] = ()
) -> Iterator[Line]:
    """A label with its values below each other, and what each can be filtered by; nothing where there is no value."""
    head = label
    for value, term in zip_longest(values, means[: len(values)]):
        for text in wrap(value, cells - LABEL_WIDTH):
            yield Line((Span(fit(head, LABEL_WIDTH), Tone.LABEL), Span(text)), means=term)
            head = ""


def _dating(record: Record) -> list[str]:
    """How the date was found: by the publication, or from which words of the source."""
    if record.at_the_latest:
        return ["by its publication, so that day at the latest"]
    if record.date_text is None:
        return []
    how = f", {record.date_basis.value}" if record.date_basis else ""
    return [f"“{clean(record.date_text)}”{how}"]


def _about(record: Record) -> list[str]:
    if record.about_date is None:
        return []
    try:
        return [PartialDate.parse(record.about_date).text]
    except DateError as error:
        return [clean(str(error))]


def _outcome(record: Record, chronology: Chronology) -> list[str]:
    """What settled an expectation: the headline of that record, or its id where there is none."""
    if record.outcome is None:
        return []
    try:
        settled = chronology.record(record.outcome)
    except (KeyError, DocumentError):
        return [clean(record.outcome)]
    return [clean(f"{settled.date_label} · {settled.headline}")]


def _actor(actor: str, chronology: Chronology) -> str:
    known = chronology.actor(actor)
    name = clean(chronology.label(Facet.ACTOR, actor))
    return f"{name}, {clean(known.kind)}" if known and known.kind else name


def _place(place: str, chronology: Chronology) -> str:
    """A place with what it lies in: `Kursk front, Kursk Oblast, Russia`."""
    names: list[str] = []
    here: str | None = place
    while here is not None and (name := clean(chronology.label(Facet.PLACE, here))) not in names:
        names.append(name)
        known = chronology.place(here)
        here = known.part_of if known else None
    return ", ".join(names)


def _source(source: Source, record: Record, chronology: Chronology) -> str:
    """The chain a record came by: speaker → channel → publication, its date and grade."""
    chain = [chronology.label(Facet.SPEAKER, record.speaker, short=True)] if record.speaker else []
    chain += [source.via] if source.via else []
    publication = [source.publisher, source.title] if source.publisher and source.title else [source.name]
    chain.append(", ".join(each for each in publication if each))
    tail = [each for each in (source.author, _source_date(source), _row(source), source.url) if each]
    return clean(f"{' → '.join(chain)}{''.join(f' · {each}' for each in tail)} · {source.grade}")


def _row(source: Source) -> str | None:
    return None if source.row is None else f"row {source.row:,}"


def _source_date(source: Source) -> str | None:
    if source.published is None:
        return None
    try:
        return PartialDate.parse(source.published).text
    except DateError:
        return f"{source.published} (no date)"


def _figure(figure: Figure, chronology: Chronology) -> str:
    """A figure with its state and the series that alone it may be compared in."""
    known = chronology.series(figure.series) if figure.series else None
    series = known.name if known else figure.series
    state = f" {figure.state}" if figure.state else ""
    return clean(f"{figure_range(figure)}{state}{f' · {series}' if series else ''}")


def figure_range(figure: Figure) -> str:
    """The number or range that a figure claims: `c. 3,000`, `10,000–12,000`, `at least 500`."""
    about = "c. " if figure.approx else ""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return figure.text or "?"
    if low is None or high is None:
        return f"{about}{'at most' if low is None else 'at least'} {high if low is None else low:,}"
    return f"{about}{low:,}" if low == high else f"{about}{low:,}–{high:,}"


def _relations(
    record: Record, related: Sequence[Related], chronology: Chronology, cells: int, first_number: int
) -> Iterator[Line]:
    numbered = enumerate(related, start=1 - first_number)
    dates = max((width(_date_beside(each.entry, record)) for each in related if each.entry), default=0)
    for relation, members in groupby(numbered, key=lambda each: each[1].relation):
        yield Line()
        yield Line((Span(relation.capitalize(), Tone.LABEL),))
        for number, each in members:
            date = fit(_date_beside(each.entry, record), dates) if each.entry else ""
            yield _related(number, each, chronology, cells, date)


def _date_beside(entry: Entry, record: Record) -> str:
    """The date of a related record, without the year that the record itself has."""
    if entry.when is None or record.when is None or EARLIEST in (entry.when.start, record.when.start):
        return entry.date_label
    years = {month_of(when.start)[0] for when in (entry.when, record.when)}
    return entry.short_date_label if len(years) == 1 else entry.date_label


def _related(number: int, related: Related, chronology: Chronology, cells: int, date: str) -> Line:
    key = Span(f" {number if 1 <= number <= NUMBERED else ' '} ", Tone.KEY)
    entry = related.entry
    if entry is None:
        return Line((key, Span(cut(f"no record “{clean(related.id)}”", cells - 3), Tone.ALERT)))
    who = (
        f"{clean(chronology.label(Facet.ACTOR, entry.lead, short=True))}: "
        if entry.speaker and entry.lead
        else ""
    )
    left = max(0, cells - 7 - width(date))
    return Line(
        (
            key,
            Span(f"{date}  ", Tone.FAINT),
            glyph(entry),
            Span(f" {cut(who + clean(entry.headline), left)}"),
        ),
        related.id,
    )
