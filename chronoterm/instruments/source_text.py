"""The text that a record was taken from: its passage, all around it, and what else was taken from the same text."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from chronoterm.cells import wrap
from chronoterm.chronology.view import Chronology
from chronoterm.dates import DateError, PartialDate
from chronoterm.instruments.told import counted_line, some
from chronoterm.records import Passage, Record, Source
from chronoterm.reviewing.showing import Shown, shown
from chronoterm.text import clean, clean_block

BEGINS, ENDS = "▶", "◀"
"""What stands before and after a passage where it cannot be lit."""

HOW = "chronoterm text add FILE -s STORE"
"""What keeps the text of a file in a store."""


class SourceText(Struct, frozen=True, dict=True):
    """A record, one of its sources, and the text of that as it can be shown; no text where the store has none.

    `at` counts the sources of the record that name a text, from 0, and `of` is how many there are. `length` is in
    characters of the text as it was read. The `passages` lie within it; `outside` are those that do not.
    """

    record: Record
    source: Source | None
    at: int = 0
    of: int = 0
    shown: Shown | None = None
    length: int = 0
    passages: tuple[Passage, ...] = ()
    outside: int = 0

    @property
    def own(self) -> Passage | None:
        """The passage that the record was taken from; none where its source names none within the text."""
        span = self.source.span if self.source is not None else None
        if span is None or not _is_within(span, self.length):
            return None
        return Passage(*span, self.record.id)

    @property
    def here(self) -> int | None:
        """Which of the passages that is."""
        return self.passages.index(self.own) if self.own in self.passages else None

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each line begins in what is shown."""
        lines = self.shown.text.split("\n") if self.shown is not None else []
        return (0, *accumulate(len(each) + 1 for each in lines[:-1])) if lines else ()

    def line_of(self, place: int) -> int:
        """The number of the line, from 1, that a character of what is shown stands on."""
        return bisect_right(self.starts, place)

    def lit(self, passage: Passage) -> tuple[int, int]:
        """The half-open places of a passage in what is shown."""
        return (0, 0) if self.shown is None else (self.shown.at(passage.start), self.shown.at(passage.end))

    def lines(self, passage: Passage) -> tuple[int, int]:
        """The numbers of the first and the last line of a passage, from 1."""
        start, end = self.lit(passage)
        return self.line_of(start), self.line_of(max(start, end - 1))

    @property
    def title(self) -> str:
        """What the text is called, through whom it came and when it was published."""
        return named(self.source) if self.source is not None else "no source"

    @property
    def counted(self) -> str:
        """What there is of the text, and what could not be marked in it."""
        if self.shown is None:
            return "the store does not keep this text"
        records = some(len({each.record for each in self.passages}), "record")
        counted = (
            f"{some(len(self.passages), 'passage')} of {records} in {some(len(self.starts), 'line')}, "
            f"{some(self.length, 'character')}"
        )
        return counted_line(counted, (self.outside, "with a span that is not in this text"))


def named(source: Source) -> str:
    """A source by its name, its channel and the day on which it was published."""
    publication = [source.publisher, source.title] if source.publisher and source.title else [source.name]
    parts = (", ".join(filter(None, publication)), source.via, _published(source))
    return clean(" · ".join(dict.fromkeys(filter(None, parts))))


def _published(source: Source) -> str | None:
    try:
        return None if source.published is None else PartialDate.parse(source.published).text
    except DateError:
        return source.published


def source_text(chronology: Chronology, record_id: str, at: int | None = None) -> SourceText:
    """The text of a source of a record: of the `at`-th one that names a text, else of the first that is kept.

    The passage of the record alone is marked, as far as it lies within. Raises KeyError where there is no such
    record, and DocumentError where it or the text cannot be read.
    """
    record = chronology.record(record_id)
    naming = tuple(each for each in record.sources if each.sha256)
    if not naming:
        return SourceText(record, next(iter(record.sources), None))
    if at is None:
        kept = ((place, _text(chronology, each)) for place, each in enumerate(naming))
        at, text = next((each for each in kept if each[1] is not None), (0, None))
    else:
        at %= len(naming)
        text = _text(chronology, naming[at])
    found = SourceText(record, naming[at], at, len(naming))
    if text is None:
        return found
    found = replace(found, shown=shown(text), length=len(text))
    return with_passages(found, ())


def with_passages(found: SourceText, passages: Sequence[Passage]) -> SourceText:
    """The text with all passages that records were taken from, the record's own among them."""
    spans = [found.source.span] if found.source is not None and found.source.span is not None else []
    everything = {*passages, *(Passage(*each, found.record.id) for each in spans)}
    within = sorted(each for each in everything if _is_within((each.start, each.end), found.length))
    return replace(found, passages=tuple(within), outside=len(everything) - len(within))


def _text(chronology: Chronology, source: Source) -> str | None:
    return chronology.text(source.sha256) if source.sha256 else None


def _is_within(span: tuple[int, int], length: int) -> bool:
    return 0 <= span[0] < span[1] <= length


# Where there is no text


def instead(found: SourceText, cells: int) -> list[str]:
    """What is known of a passage whose text the store does not keep, and how it would be kept; clean lines."""
    record, source = found.record, found.source
    if source is None:
        return ["This record names no source."]
    told = [_why_none(source), ""]
    for label, value in (
        ("Source", found.title),
        ("Address", source.url),
        ("Quote", record.quote),
        ("Dated", record.date_text and f"“{record.date_text}”"),
        ("Passage", source.span and f"characters {source.span[0]:,} to {source.span[1]:,}"),
        ("Row", source.row and f"{source.row:,}"),
        ("SHA-256", source.sha256),
    ):
        if value:
            first, *rest = wrap(clean_block(value), max(20, cells - _LABEL)) or [""]
            told += [f"{label:<{_LABEL}}{first}", *(f"{'':<{_LABEL}}{each}" for each in rest)]
    if source.sha256:
        told += ["", *wrap(f"`{HOW}` keeps it, where FILE is the file with that SHA-256.", cells)]
    return told


def _why_none(source: Source) -> str:
    if source.sha256:
        return "The store does not keep the text of this source."
    return "The source names no text: it has no SHA-256 of a file."


_LABEL = 9


# In plain text


def plain_lines(found: SourceText, context: int | None, cells: int | None) -> list[str]:
    """The passage between its marks with `context` lines around it, all lines where that is none.

    Each line has its number, and a bar where the passage is on it. It is broken where it is wider than `cells`.
    """
    if found.shown is None:
        return instead(found, cells or 100)
    text, own = found.shown.text, found.own
    first, last = (1, len(found.starts)) if own is None else found.lines(own)
    around = len(found.starts) if context is None else context
    numbers = range(max(1, first - around), min(len(found.starts), last + around) + 1)
    digits = len(str(numbers[-1])) if numbers else 1
    told: list[str] = []
    for number in numbers:
        start = found.starts[number - 1]
        end = found.starts[number] - 1 if number < len(found.starts) else len(text)
        line = text[start:end] if own is None else _between_marks(text, start, end, found.lit(own))
        pieces = [line] if cells is None else wrap(line, max(20, cells - digits - 4)) or [""]
        bar = "▌" if own is not None and first <= number <= last else " "
        told += [
            f"{bar} {number if not place else '':>{digits}}  {piece}".rstrip()
            for place, piece in enumerate(pieces)
        ]
    return told


def _between_marks(text: str, start: int, end: int, lit: tuple[int, int]) -> str:
    """A line with the marks where a passage begins and ends on it."""
    begins = BEGINS if start <= lit[0] <= end and lit[0] < lit[1] else ""
    ends = ENDS if start < lit[1] <= end + 1 and lit[0] < lit[1] else ""
    first, last = max(start, min(lit[0], end)), max(start, min(lit[1], end))
    return f"{text[start:first]}{begins}{text[first:last]}{ends}{text[last:end]}"
