"""What a date in a sentence is for: when it was said, what it is about, or nothing that happened.

A date before the verb of saying, or behind it with no clause between, is when it was said. All others belong to what
happened or is expected. Dates in brackets, of birth, of laws and of events that only serve as a landmark are none.
"""

import re
from typing import NamedTuple

from chronoterm.importers.article.date_days import Days, Frame
from chronoterm.importers.article.date_forms import Form, forms_in
from chronoterm.importers.article.date_landmarks import AIRED, VERB, WINDOW, is_no_event
from chronoterm.importers.article.date_resolving import resolved
from chronoterm.importers.article.date_tense import CLAUSE, bound_of, clause_of, is_deadline, looks_ahead
from chronoterm.importers.article.quotes import Quote
from chronoterm.importers.article.speaking import By, Said
from chronoterm.importers.proposals import Bound, Precision, ProposedDate

Span = tuple[int, int]

_LEADING = re.compile(
    r"\b(?:(?:early|late)?\s*(?:on|in|at|during|from|since|by|for|over|within|around|about|of|as of|as early as|no earlier than|until|before|after)\s+(?:the\s+)?(?:(?:early|late|same)\s+)?(?:(?:night|morning|evening|afternoon|eve|night-time|end|course|period|early hours|small hours)\s+(?:of\s+|on\s+)?(?:the\s+)?)?(?:\d\d?[:.]\d\d\s*(?:on\s+)?)?)$",
    re.IGNORECASE,
)


_INFINITIVE = re.compile(r"\bto (?!the\b|an?\b|his\b|her\b|their\b|its\b|[A-Z])\w+")
FARTHEST = 60
"""So far from the begin of a sentence “according to” may stand behind the day on which it was said."""


class Read(NamedTuple):
    """A date as it was read: the phrase, its days, the date to propose, and whether it lies `ahead` or in a quote.

    `looks_ahead` says that its clause speaks of the future, `since` that it only tells since when.
    """

    form: Form
    days: Days
    date: ProposedDate
    ahead: bool
    rule: str
    quoted: bool = False
    looks_ahead: bool = False
    since: bool = False


class Roles(NamedTuple):
    """The dates of a sentence: when it was said, and those of what it tells; `forms` are all phrases of time."""

    said: Read | None
    about: tuple[Read, ...]
    forms: tuple[Form, ...]


class Texts(NamedTuple):
    """An article as plain text, and `masked` without the words of quotes: they say nothing of dates outside them."""

    plain: str
    masked: str


def roles_in(texts: Texts, span: Span, said: Said | None, quotes: list[Quote], frame: Frame) -> Roles:
    """Which date of a sentence is for what; `frame` has the day of publication and the last exact day before."""
    plain, masked = texts
    forms = forms_in(plain, *span)
    when: Read | None = None
    about: list[Read] = []
    for form in forms:
        quoted = any(each.start <= form.start < each.end for each in quotes)
        if is_no_event(plain, span, form):
            continue
        read = _read(texts._replace(masked=plain) if quoted else texts, span, form, frame)
        if read is None:
            continue
        read = read._replace(quoted=quoted)
        if not quoted and said is not None and when is None and _is_said(masked, span, form, said, read):
            when = read
            if read.days.precision is Precision.DAY:
                frame = frame._replace(today=read.days.start)
        else:
            about.append(read)
        if not quoted:
            exact = read.days.precision is Precision.DAY
            frame = frame._replace(last=read.days.start if exact else frame.last, year=read.days.end.year)
    return Roles(when, tuple(about), tuple(forms))


def _read(texts: Texts, span: Span, form: Form, frame: Frame) -> Read | None:
    plain, told = texts
    near = max(span[0], form.start - WINDOW), min(span[1], form.end + WINDOW)
    clause = clause_of(told, near, form)
    ahead = looks_ahead(told, clause, form) or is_deadline(told[clause[0] : form.start], form)
    days = resolved(form, frame._replace(future=ahead))
    if days is None:
        return None
    left = plain[max(span[0], form.start - WINDOW) : form.start]
    right = plain[form.end : min(span[1], form.end + WINDOW)]
    bound, why = bound_of(left, right, days)
    begin = _phrase_start(plain, span[0], form.start)
    start: str | None = days.start.isoformat()
    end: str | None = days.end.isoformat()
    precision = days.precision
    if bound is Bound.EARLIEST:
        end = None
    elif bound is Bound.LATEST:
        start = None
    if bound in (Bound.EARLIEST, Bound.LATEST) and precision is Precision.RANGE:
        precision = Precision.DAY
    date = ProposedDate(
        start=start, end=end, precision=precision, bound=bound, basis=days.basis, text=plain[begin : form.end]
    )
    today = frame.today
    lies_ahead = today is not None and (days.start > today or (ahead and days.end >= today))
    return Read(
        form=form,
        days=days,
        date=date,
        ahead=lies_ahead,
        rule=f"{days.rule}{why}",
        looks_ahead=ahead,
        since=re.search(r"\b[Ss]ince\s+(?:the\s+)?$", left) is not None,
    )


def _phrase_start(plain: str, start: int, at: int) -> int:
    """Where the preposition before a date begins."""
    found = _LEADING.search(plain, max(start, at - WINDOW), at)
    return at - len(found[0].lstrip()) if found else at


def _is_said(plain: str, span: Span, form: Form, said: Said, read: Read) -> bool:
    """Whether a date is when something was said: before the verb, or behind it with no clause between."""
    open_to_a_side = read.since or read.date.bound in (Bound.EARLIEST, Bound.LATEST)
    if read.ahead or open_to_a_side or said.by in (By.SOURCE, By.HEADER, By.CARRIED):
        return False
    before = form.end <= said.begins
    if not before and read.days.precision not in (Precision.DAY, Precision.RANGE):
        return False
    if said.verb is None and said.by is not By.RUNNING:
        return before and said.begins < span[0] + FARTHEST and _is_leading(plain, span, form, said.begins)
    if before:
        between = plain[form.end : said.begins]
        return _is_leading(plain, span, form, said.begins) and not VERB.search(between) and '"' not in between
    if form.end <= said.verb_start:
        between = plain[said.begins : form.start]
        return not VERB.search(between) or "who" not in between
    return _is_close_behind(plain[said.verb_end : form.start], said)


def _is_close_behind(between: str, said: Said) -> bool:
    """Whether no clause stands between a verb of saying and a date behind it."""
    if AIRED.search(between):
        return True
    if said.by is not By.BEHIND and re.search(r"[\"“”:;]", between):
        return False
    if CLAUSE.search(between) or VERB.search(between):
        return False
    beside = re.match(r"\s*(?:in an? |at a |on |during |to |late |early |,)", between + " ") is not None
    return said.by is By.BEHIND or beside or _INFINITIVE.search(between) is None


def _is_leading(plain: str, span: Span, form: Form, begins: int) -> bool:
    """Whether only adverbs and prepositions stand between the begin of a sentence and a date."""
    return VERB.search(plain[span[0] : form.start]) is None or begins < form.start
