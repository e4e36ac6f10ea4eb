"""A record as people cite it in one line: what was said, by whom, when, and where we have it from."""

from chronoterm.chronology.view import Chronology
from chronoterm.records import QuoteKind, Record
from chronoterm.terms import Facet
from chronoterm.text import clean

_ENDS = (".", "!", "?", "…", ",", ";", ":", "–", "—")
_MARKS = frozenset('“”„«»"')


def cited(record: Record, chronology: Chronology) -> str:
    """`“Days, not months.” — Volodymyr Zelenskyy, 31 Oct 2024 (KBS interview)`.

    Without a quote, or with one that is not in the speaker's words, what is told stands without quotation marks. A
    record that is dated by its publication is cited with the day of that, as a source is.
    """
    who = clean(chronology.label(Facet.SPEAKER, record.speaker)) if record.speaker else ""
    when = record.when.text if record.when else "undated"
    where = f" ({clean(record.lead_source)})" if record.lead_source else ""
    return f"{_words(record)} — {', '.join(filter(None, (who, when)))}{where}"


def _words(record: Record) -> str:
    if record.quote is None:
        return clean(record.headline)
    quote = " ".join(clean(record.quote).split())
    if record.quote_kind is QuoteKind.PARAPHRASE or quote[:1] in _MARKS:
        return quote
    ended = quote if quote.endswith(_ENDS) else f"{quote}."
    return f"“{ended}”"
