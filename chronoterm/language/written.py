"""Terms written as the text that reads as them."""

from chronoterm.dates import DAY, EARLIEST, LATEST
from chronoterm.dates.covering import covering
from chronoterm.language.fields import CERTAIN, FIELD_OF, KNOWN_BY
from chronoterm.language.figured import written_figured
from chronoterm.language.numbers import number_text
from chronoterm.language.tokens import in_quotes, spelled
from chronoterm.query import Query
from chronoterm.terms import (
    AllOf,
    Amount,
    AnyOf,
    AsOf,
    Between,
    Clock,
    Condition,
    Figured,
    Grade,
    Marked,
    Named,
    Not,
    Period,
    Reported,
    Term,
    Words,
)
from chronoterm.text_words import words_of


def written(query: Query) -> str:
    """The canonical text of a query: for what `read_query` can return, the text that it reads as the same.

    Raises ValueError for a period whose ends EDTF cannot name.
    """
    of_whole = [f"is:{CERTAIN}"] if query.certain_only else []
    if query.as_of is not None:
        of_whole.append(written_as_of(query.as_of))
    if len(query.conditions) == 1 and not of_whole:
        return written_term(query.conditions[0])
    return " ".join([*(_enclosed(each) for each in query.conditions), *of_whole])


def written_as_of(as_of: AsOf) -> str:
    """What was known on a day, as a field. Raises ValueError for a day that EDTF cannot name."""
    field = next(name for name, each in KNOWN_BY.items() if each is as_of.by)
    return f"{field}:{covering(as_of.until - DAY, as_of.until).edtf}"


def written_term(term: Term) -> str:
    """The canonical text of a term that stands alone. Raises ValueError as `written` does."""
    match term:
        case Not():
            return f"-{_enclosed(term.part)}"
        case AnyOf():
            return " OR ".join(
                f"({written_term(each)})" if isinstance(each, AnyOf) else written_term(each)
                for each in term.parts
            )
        case AllOf():
            return " ".join(_enclosed(each) for each in term.parts)
        case Period():
            return _period(term)
        case Words():
            return _words(term)
        case _:
            return _value(term)


def _value(term: Condition | Marked | Grade | Amount | Between | Figured | Reported | Named) -> str:  # noqa: PLR0911 - one for each
    match term:
        case Condition():
            return _condition(term)
        case Marked():
            return f"is:{term.mark.value}"
        case Grade():
            value = f"{term.reliability or ''}{term.credibility or ''}" or "none"
            return f"grade:{term.comparison.value}{value}"
        case Amount():
            return f"figure:{term.comparison.value}{number_text(term.number)}"
        case Figured():
            return written_figured(term)
        case Between():
            return f"figure:{number_text(term.low)}..{number_text(term.high)}"
        case Reported():
            return f"{'origins' if term.origins else 'reports'}:{term.comparison.value}{term.number}"
        case Named():
            return f"id:{'=' * term.exact}{spelled(term.text)}"


def _enclosed(term: Term) -> str:
    """A term as it stands beside others: in parentheses if it consists of several."""
    text = written_term(term)
    return f"({text})" if isinstance(term, AnyOf | AllOf) else text


def _condition(term: Condition) -> str:
    values = ",".join(spelled(each) for each in term.values)
    return f"{'-' * term.exclude}{FIELD_OF[term.facet]}:{'=' * term.exact}{values}"


def _words(term: Words) -> str:
    text = " ".join(term.words)
    if term.whole:
        return in_quotes(text)
    return text if len(term.words) == 1 and words_of(text) == [text] else f"{in_quotes(text)}*"


def _period(term: Period) -> str:
    about = term.clock is Clock.ABOUT
    if term.since != EARLIEST and term.until != LATEST:
        return f"{'about' if about else 'date'}:{covering(term.since, term.until).edtf}"
    if term.since != EARLIEST:
        including, beyond = ("about:>=", "about:>") if about else ("since:", "after:")
        return _side(including, beyond, (term.since, LATEST), (EARLIEST, term.since))
    including, beyond = ("about:<=", "about:<") if about else ("until:", "before:")
    return _side(including, beyond, (EARLIEST, term.until), (term.until, LATEST))


def _side(including: str, beyond: str, within: tuple[int, int], without: tuple[int, int]) -> str:
    """A period with one end, told by the date that it ends with or, if EDTF has none there, by the one beyond it."""
    try:
        return including + covering(*within).edtf.strip("./")
    except ValueError:
        return beyond + covering(*without).edtf.strip("./")
