"""A term of a query in words, as a chip above the list and the head of a printed table show it."""

from chronoterm.chronology.view import Chronology, View
from chronoterm.dates import DAY, EARLIEST, LATEST, covering
from chronoterm.language.fields import FIELD_OF
from chronoterm.query import Query
from chronoterm.terms import (
    ACTORS,
    AllOf,
    Amount,
    AnyOf,
    AsOf,
    Between,
    Clock,
    Comparison,
    Condition,
    Facet,
    Figured,
    Grade,
    Knowledge,
    Marked,
    Named,
    Not,
    Period,
    Reported,
    Term,
    Words,
)
from chronoterm.text import clean
from chronoterm.wording import counted

MOST_NAMED = 3
"""Values of a condition that are named; the beginning of a name may mean hundreds."""

_SIGNS = {
    Comparison.SAME: "",
    Comparison.LESS: "< ",
    Comparison.AT_MOST: "≤ ",
    Comparison.MORE: "> ",
    Comparison.AT_LEAST: "≥ ",
}


def in_words(chronology: Chronology, term: Term) -> str:  # noqa: C901, PLR0911, PLR0912 - one for each kind of term
    """A term as a person reads it: `place: Russia (+3 within)`, `not actor: NATO`, `since 13 Oct 2024`."""
    match term:
        case Condition():
            return _condition(chronology, term)
        case Period():
            return _period(term)
        case Words():
            return clean(f"“{' '.join(term.words)}{'' if term.whole else '…'}”")
        case Marked():
            return term.mark.value
        case Grade():
            return _grade(term)
        case Amount():
            return f"figure: {_SIGNS[term.comparison]}{_number(term.number)}"
        case Between():
            return f"figure: {_number(term.low)} to {_number(term.high)}"
        case Figured():
            return _figured(chronology, term)
        case Reported():
            return f"{'origins' if term.origins else 'reports'}: {_SIGNS[term.comparison]}{term.number:,}"
        case Named():
            return clean(f"id: {term.text}{'' if term.exact else '…'}")
        case Not():
            return f"not {_bracketed(chronology, term.part)}"
        case AnyOf():
            return " or ".join(_bracketed(chronology, each) for each in term.parts)
        case AllOf():
            return " and ".join(_bracketed(chronology, each) for each in term.parts)


KNOWN_IN_WORDS = {
    Knowledge.SAID: "by what had been said or reported",
    Knowledge.PUBLISHED: "by what our sources had published",
    Knowledge.STORED: "by what stood in the store",
}


def banner(query: Query) -> str:
    """That a view shows what was known on a day, and in what sense; nothing for one that shows all that is known."""
    if query.as_of is None:
        return ""
    return f"AS OF {as_of_day(query.as_of)} · {KNOWN_IN_WORDS[query.as_of.by]}"


def as_of_day(as_of: AsOf) -> str:
    """The last day on which something was known, as people write it."""
    return covering(as_of.until - DAY, as_of.until).text


def titled(title: str, query: Query) -> str:
    """The title of a chronology, with the day that it is of where that is not today."""
    return title if query.as_of is None else f"{title} (as of {as_of_day(query.as_of)})"


def subject(chronology: Chronology, view: View) -> str:
    """What an instrument looks at: the store, how much of it, the filters. A part never looks whole."""
    conditions = " + ".join(in_words(chronology, each) for each in view.query.conditions)
    parts = (chronology.title, counted(view, chronology.total), conditions)
    return " · ".join(clean(part) for part in parts if part)


def is_denial(term: Term) -> bool:
    """Whether a term leaves records out instead of asking for them."""
    return isinstance(term, Not) or (isinstance(term, Condition) and term.exclude)


def _bracketed(chronology: Chronology, term: Term) -> str:
    words = in_words(chronology, term)
    return f"({words})" if isinstance(term, AnyOf | AllOf) else words


def _condition(chronology: Chronology, condition: Condition) -> str:
    few, more = condition.values[:MOST_NAMED], len(condition.values) - MOST_NAMED
    names = " or ".join(clean(chronology.label(condition.facet, value)) for value in few)
    names += f" or {more:,} more" if more > 0 else ""
    sign = "not " if condition.exclude else ""
    exactly = "only " if condition.exact else ""
    return f"{sign}{FIELD_OF[condition.facet]}: {exactly}{names}{_included(chronology, condition)}"


def _included(chronology: Chronology, condition: Condition) -> str:
    """What a place or body stands for besides itself, since its filter includes that."""
    holds_others = condition.facet in (*ACTORS, Facet.PLACE)
    if condition.exact or not holds_others or len(condition.values) > MOST_NAMED:
        return ""
    names = [clean(name) for value in condition.values for name in chronology.within(condition.facet, value)]
    if not names:
        return ""
    return f" (+{names[0]})" if len(names) == 1 else f" (+{len(names)} within)"


def _period(period: Period) -> str:
    about = "about " if period.clock is Clock.ABOUT else ""
    if period.since == EARLIEST and period.until == LATEST:
        return f"{about}any time"
    text = covering(period.since, period.until).text
    if period.until == LATEST:
        return f"{about}since {text.removeprefix('from ')}"
    return f"{about}{text}" if about or period.since == EARLIEST else f"in {text}"


def _figured(chronology: Chronology, figured: Figured) -> str:
    more = "" if figured.exact else "…"
    parts = []
    if figured.series is not None:
        known = chronology.series(figured.series)
        name = known.name if known else f"{figured.series}{more}"
        parts.append(f"series: {clean(name)}" if figured.series else "without a series")
    if figured.state is not None:
        parts.append(f"state: {clean(figured.state)}{more}" if figured.state else "state not told")
    return ", ".join(parts)


def _grade(grade: Grade) -> str:
    if grade.reliability is None and grade.credibility is None:
        return "ungraded"
    credibility = "" if grade.credibility is None else str(grade.credibility)
    before, after = {
        Comparison.SAME: ("", ""),
        Comparison.LESS: ("worse than ", ""),
        Comparison.AT_MOST: ("", " or worse"),
        Comparison.MORE: ("better than ", ""),
        Comparison.AT_LEAST: ("", " or better"),
    }[grade.comparison]
    return f"grade: {before}{grade.reliability or ''}{credibility}{after}"


def _number(number: float) -> str:
    """A number with commas, without the nought of a whole one."""
    return f"{number:,}".removesuffix(".0")
