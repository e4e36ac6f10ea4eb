"""Dates, figures, people, places and sources of a record in words, with what is uncertain about them said."""

from chronoterm.chronology.view import Chronology
from chronoterm.dates import (
    DAY,
    EARLIEST,
    DateError,
    PartialDate,
    Precision,
    day_of,
    month_title,
)
from chronoterm.dates.calendar import WEEKDAYS
from chronoterm.records import Entry, Figure, Record, Source
from chronoterm.terms import Facet

UNDATED = "Undated"
SILENT = "Speaks of no time"
_TO_THE_DAY = (Precision.MINUTE, Precision.DAY)
_LATEST_HTML_YEAR = 9999


def date_in_words(entry: Entry) -> str:
    """When a record is dated: `18 Oct 2024`, `on or before 31 Oct 2024`, `about 28–30 Oct 2024`, `not dated`."""
    when = entry.when
    if when is None:
        return "not dated"
    text = when_in_words(when)
    if not entry.at_the_latest:
        return text
    return f"{'on' if when.precision in _TO_THE_DAY else 'in'} or before {text}"


def when_in_words(when: PartialDate) -> str:
    """A date as `PartialDate.text` has it, with words in the place of signs: `about`, `uncertain`, `end not known`."""
    text = when.text.replace("c. ", "about ")
    if when.edtf.endswith("/"):
        text = f"from {text.removesuffix(' – ?')}, end not known"
    elif when.edtf.startswith("/"):
        text = f"until {text.removeprefix('? – ')}, beginning not known"
    return f"{text.replace('?', '')} (uncertain)" if when.uncertain else text


def time_in_words(edtf: str) -> str:
    """A date by its EDTF text in words; the text itself where it is no date."""
    try:
        return when_in_words(PartialDate.parse(edtf))
    except DateError:
        return f"{edtf} (no date)"


def heading_of(entry: Entry) -> str:
    """What a record stands under in order of time: its day, else the month or other time within which its day is not known."""
    return UNDATED if entry.when is None else title_of(entry.when)


def about_heading_of(record: Record | None) -> str:
    """What a record stands under in order of the time spoken of, as `heading_of` has it for its date."""
    about = None if record is None else record.about
    return SILENT if about is None else title_of(about)


def title_of(when: PartialDate) -> str:
    """A date as a heading: its day, else the month or other time within which its day is not known."""
    begin = _beginning(when)
    if begin in _TO_THE_DAY:
        return day_title(when.start)
    if begin is None or when.precision is Precision.INTERVAL:
        text = when_in_words(when)
        return f"{text[:1].upper()}{text[1:]}"
    year, month, _ = day_of(when.start)
    if when.precision is Precision.MONTH:
        return f"{month_title(year, month)}, day not known"
    text = when.text.replace("c. ", "").replace("?", "").removeprefix("a day in ").removeprefix("a month in ")
    return f"{text[:1].upper()}{text[1:]}, day not known"


def day_title(minute: int) -> str:
    """The day of a minute as a heading: `Thursday 31 October 2024`."""
    year, month, day = day_of(minute)
    return f"{WEEKDAYS[minute // DAY % 7]} {day} {month_title(year, month)}"


def is_said_by_heading(entry: Entry) -> bool:
    """Whether the heading that a record stands under tells its whole date."""
    when = entry.when
    return when is None or (
        when.precision not in (Precision.MINUTE, Precision.INTERVAL)
        and not (when.approximate or when.uncertain)
        and not entry.at_the_latest
    )


def is_sharp(entry: Entry) -> bool:
    """Whether a date is known to the day or minute, and nothing about it is uncertain."""
    when = entry.when
    return (
        when is not None
        and when.precision in _TO_THE_DAY
        and not (when.approximate or when.uncertain or entry.at_the_latest)
    )


def machine_date(entry: Entry) -> str:
    """The value of `datetime` in HTML for a sharp date; empty for any other, which HTML cannot tell as uncertain."""
    when = entry.when
    if when is None or not is_sharp(entry):
        return ""
    return when.edtf if 1 <= day_of(when.start)[0] <= _LATEST_HTML_YEAR and when.edtf[0].isdigit() else ""


def machine_day(entry: Entry) -> str:
    """The value of `datetime` in HTML for the day of a heading; empty where the heading is no day."""
    when = entry.when
    if when is None or when.start == EARLIEST or _beginning(when) not in _TO_THE_DAY:
        return ""
    year, month, day = day_of(when.start)
    return f"{year:04}-{month:02}-{day:02}" if 1 <= year <= _LATEST_HTML_YEAR else ""


def kind_in_words(entry: Entry) -> str:
    """`Statement`, `Event`, `Expected event`."""
    return f"Expected {entry.kind.value}" if entry.expected else entry.kind.value.capitalize()


def figure_in_words(figure: Figure) -> str:
    """The number that is claimed: `about 3,000`, `10,000–12,000`, `at least 500`, else the words of the source."""
    about = "about " if figure.approx else ""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return figure.text or "not known"
    if low is None or high is None:
        one = high if low is None else low
        return f"{'at most' if low is None else 'at least'} {about}{_number(one)}"
    return f"{about}{_number(low)}" if low == high else f"{about}{_number(low)}–{_number(high)}"


def _number(number: float | None) -> str:
    """A number with commas, without the nought of a whole one."""
    return f"{number:,}".removesuffix(".0")


def series_name(figure: Figure, chronology: Chronology) -> str:
    """What a figure counts, by the name of its series; empty where none is named."""
    if figure.series is None:
        return ""
    known = chronology.series(figure.series)
    return known.name if known else figure.series


def speaker_in_words(record: Record, chronology: Chronology) -> str:
    """Who speaks, with the role that they had; empty where nobody is named."""
    if record.speaker is None:
        return ""
    name = chronology.label(Facet.SPEAKER, record.speaker)
    return f"{name}, {record.speaker_role}" if record.speaker_role else name


def headline(entry: Entry, chronology: Chronology) -> str:
    """A headline after the short name of who speaks: `Zelenskyy: About 3,000 now, 12,000 planned`."""
    if entry.speaker is None:
        return entry.headline
    return f"{chronology.label(Facet.SPEAKER, entry.speaker, short=True)}: {entry.headline}"


def place_in_words(place: str, chronology: Chronology) -> str:
    """A place with what it lies in: `Kursk front, Kursk Oblast, Russia`."""
    names: list[str] = []
    here: str | None = place
    while here is not None and (name := chronology.label(Facet.PLACE, here)) not in names:
        names.append(name)
        known = chronology.place(here)
        here = known.part_of if known else None
    return ", ".join(names)


def source_in_words(source: Source) -> str:
    """A source but for its address: `KBS interview → News article, by A. Holm, published 31 Oct 2024, graded B2`."""
    name = ", ".join(each for each in (source.publisher, source.title) if each)
    parts = [
        " → ".join(each for each in (source.via, name or (None if source.url else source.name)) if each),
        f"by {source.author}" if source.author else "",
        f"published {time_in_words(source.published)}" if source.published else "",
        f"retrieved {time_in_words(source.retrieved)}" if source.retrieved else "",
        f"graded {source.grade}" if source.reliability or source.credibility is not None else "",
    ]
    return ", ".join(each for each in parts if each)


def place_in_source(source: Source) -> str:
    """Where in a source a record stood: `row 12`, `characters 394–571`; empty where that is not known."""
    if source.row is not None:
        return f"row {source.row:,}"
    return f"characters {source.span[0]:,}–{source.span[1]:,}" if source.span else ""


def _beginning(when: PartialDate) -> Precision | None:
    """How sharply it is known when a date begins; none for one without a beginning."""
    left, slash, _ = when.edtf.partition("/")
    if not slash:
        return when.precision
    return PartialDate.parse(left).precision if left not in ("", "..") else None
