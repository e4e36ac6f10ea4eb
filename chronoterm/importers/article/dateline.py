"""The day of an article and the line that says it, with title, byline and caption: everything before the lead."""

import re
from datetime import date
from typing import NamedTuple

from chronoterm.importers.article.date_forms import month_number
from chronoterm.importers.article.date_patterns import MONTHS

_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_CLOCK = r"(?:[,\s|–-]*(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*(?:am|pm|EET|EEST|UTC|GMT|CET)\b)?)?"
_DAY = re.compile(
    rf"(?:(?:{_WEEKDAYS})\s*,?\s*)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTHS})\.?,?"
    rf"(?:\s+(?P<year>(?:19|20)\d\d)(?!\d))?|(?P<month2>{MONTHS})\.?\s+(?P<day2>\d{{1,2}})\s?,?\s+(?P<year2>(?:19|20)\d\d)"
    rf"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?:T[\d:.+Z-]+)?|(?P<dotted>\d\d\.\d\d\.(?:19|20)\d\d)|(?P<numbers>\d{{1,2}}[/-]\d{{1,2}}[/-](?:19|20)\d\d)){_CLOCK}",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"\s*(?:date|published(?: on)?|publication date|posted(?: on)?)\s*:?\s+(?=\S)", re.IGNORECASE
)
_ROUGH_DAY = re.compile(r"(?:19|20)\d\d(?:-\d\d)?(?=\s)")
_AGENCY = re.compile(
    r"[A-Z][A-Z' /.-]{2,40}(?:, [A-Z][a-z]+)?(?:, (?:[A-Z][a-z]+\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Z][a-z]+\.?(?:,? \d{4})?))?"
    r"(?: \([\w .]+\))? [–-]{1,2} (?=[A-Z\"“])"
)
_WIRE = re.compile(r"^ \([\w .]{2,30}\)(?= ?[–-])")
"""The agency between the date and the dash of a date line."""

_OF_SOMETHING = re.compile(
    r"\b(?!published|posted|updated|modified|created|issued|dated|date)[a-z]+ (?:on|of|since|until|before|after|from|by) $"
)
"""What stands before a date that a title speaks of."""

_BETWEEN = " \t\n,.|–-"
LONGEST_BYLINE = 160
LONGEST_TITLE = 30
"""Words of a title, at most."""

MOST_NAMES = 14
"""Words of the names of authors and a medium, at most."""

_SENTENCE_STARTS = frozenset(
    [
        "on",
        "in",
        "at",
        "since",
        "from",
        "until",
        "before",
        "after",
        "between",
        "as",
        "during",
        "late",
        "early",
        "the",
        "by",
        "for",
        "over",
        "within",
        "around",
    ]
) - {"by"}
LINES_BEFORE_LEAD = 9
_TITLE_ENDS = re.compile(r"(?:[^.!?…:;,][\"”]|\?)$")
_STOPS = re.compile(r"[.!?…][\"”')\]]*$")
_ENDS = re.compile(r"[.!?…:;][\"”')\]]*$|[\"”]$|- ed\.\)?$")


class Top(NamedTuple):
    """What stands before the lead: where the lead begins, the day of the article and its words, and the title."""

    lead: int
    published: str | None = None
    published_text: str | None = None
    title: str | None = None


def top_of(plain: str) -> Top:
    """Everything before the lead: a marked date, the last date line of the top, titles, bylines and captions."""
    start, published, text = 0, None, None
    marked = _MARKED.match(plain)
    if marked is not None:
        day = _DAY.match(plain, marked.end()) or _ROUGH_DAY.match(plain, marked.end())
        if day is not None:
            start, published, text = day.end(), _iso(day), day[0].strip()
    lines = _lines(plain, start)
    for number in range(len(lines) - 1, -1, -1):
        found = _dated(plain, *lines[number])
        if found is not None and all(_is_no_sentence(plain, *each) for each in lines[:number]):
            day, lead = found
            titles = [plain[a:b] for a, b in lines[:number]]
            top = _past_captions(plain, lead, titles)
            return top._replace(published=published or _iso(day), published_text=text or day[0].strip())
    top = _past_captions(plain, start, [])
    return top if published is None else top._replace(published=published, published_text=text)


def _lines(plain: str, start: int) -> list[tuple[int, int]]:
    found = []
    for line in re.compile(r"[^\n]*\S[^\n]*").finditer(plain, start):
        piece = line[0]
        found.append((line.start() + len(piece) - len(piece.lstrip()), line.start() + len(piece.rstrip())))
        if len(found) == LINES_BEFORE_LEAD:
            break
    return found


def is_no_sentence(words: str) -> bool:
    """Whether a line is a title, a caption or a menu: it ends as no sentence does, or is all in capitals."""
    letters = [each for each in words if each.isalpha()]
    shouted = len(letters) > 3 and sum(each.isupper() for each in letters) >= 0.7 * len(letters)  # noqa: PLR2004 - most
    return shouted or (len(words.split()) <= LONGEST_TITLE and _ENDS.search(words) is None)


def _is_no_sentence(plain: str, start: int, end: int) -> bool:
    return is_no_sentence(plain[start:end]) or len(plain[start:end].split()) <= LONGEST_TITLE // 2


def _past_captions(plain: str, start: int, titles: list[str]) -> Top:
    """Where the lead begins: behind lines that are no sentences, as long as a sentence follows."""
    lines = _lines(plain, start)
    number = 0
    while number + 1 < len(lines) and (
        is_no_sentence(plain[slice(*lines[number])])
        or (number == 0 and not titles and _is_title(plain, lines[0], lines[1]))
    ):
        if any(_is_header(plain, lines[each][0]) for each in (number, number + 1)):
            break
        titles = [*titles, plain[slice(*lines[number])]]
        number += 1
    lead = lines[number][0] if number < len(lines) else len(plain)
    agency = _AGENCY.match(plain, lead)
    title = next((each for each in titles if " " in each and not each.isupper()), None)
    if agency is None:
        return Top(lead, title=title)
    day = _DAY.search(plain, lead, agency.end())
    iso = _iso(day) if day is not None else None
    return Top(agency.end(), iso, day[0].strip() if day is not None and iso else None, title)


def _is_title(plain: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether a first line is a title though it ends as a sentence may: in a quote or a question, alone in its block."""
    words = plain[slice(*line)]
    alone = plain.count("\n", line[1], following[0]) > 1
    short = len(words.split()) <= LONGEST_TITLE // 2
    return (
        alone
        and short
        and _TITLE_ENDS.search(words) is not None
        and _STOPS.search(plain[slice(*following)]) is not None
    )


def _is_header(plain: str, start: int) -> bool:
    return re.compile(r"(?:Source|Quote|Details|Background|Previously)\b").match(plain, start) is not None


def _dated(plain: str, start: int, end: int) -> tuple[re.Match[str], int] | None:
    """The date of a byline, and where the line goes on behind it; only names of authors may stand before."""
    loose = is_no_sentence(plain[start:end])
    for day in _DAY.finditer(plain, start, min(end, start + LONGEST_BYLINE)):
        if loose and _iso(day) is not None and _OF_SOMETHING.search(plain, start, day.start()) is None:
            return day, end
        rest = _WIRE.sub("", plain[day.end() : end]).lstrip(_BETWEEN)
        if not _is_byline(plain[start : day.start()]) or not (day["year"] or ":" in day[0] or _iso(day)):
            continue
        bare = (
            day["day"] is not None and ":" not in day[0] and day.start() == start and not day[0][0].isalpha()
        )
        if bare and plain[day.end() : day.end() + 1] == "," and rest:
            continue
        if not rest or rest[0].isupper() or rest[0] in '"“':
            return day, end - len(rest)
    return None


def _is_byline(before: str) -> bool:
    """Whether words before a date are names of authors or a medium, and no sentence."""
    words = re.findall(r"[A-Za-z][\w'-]*", before)
    begins = words[0].lower() if words else ""
    if begins in _SENTENCE_STARTS or len(words) > MOST_NAMES:
        return False
    return all(each[0].isupper() or each in ("by", "and", "for", "updated", "published") for each in words)


def _iso(day: re.Match[str]) -> str | None:
    """The day that a date line names in ISO 8601; `None` when there is no such day or no year."""
    pieces = day.groupdict()
    if not pieces:
        return None
    if day["iso"]:
        year, month, number = (int(each) for each in day["iso"].split("-"))
    elif day["numbers"]:
        first, second, year = (int(each) for each in re.split("[/-]", day["numbers"]))
        if first <= 12 and second <= 12 and first != second:  # noqa: PLR2004 - which is the month is not said
            return None
        number, month = (first, second) if second <= 12 else (second, first)  # noqa: PLR2004
    elif day["dotted"]:
        number, month, year = (int(each) for each in day["dotted"].split("."))
    else:
        named = day["year"] or day["year2"]
        if not named:
            return None
        year, number = int(named), int(day["day"] or day["day2"])
        month = month_number(day["month"] or day["month2"])
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None
