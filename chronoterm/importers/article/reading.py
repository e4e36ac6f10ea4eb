"""The sentences of an article, each with who says it, its dates, its names, its quotes and its figures."""

import re
from collections.abc import Iterator

from chronoterm.importers.article import quotes as quoting
from chronoterm.importers.article.date_days import Frame
from chronoterm.importers.article.date_forms import forms_in
from chronoterm.importers.article.date_roles import Texts, roles_in
from chronoterm.importers.article.dateline import is_no_sentence
from chronoterm.importers.article.figures import figures_in
from chronoterm.importers.article.page import Page
from chronoterm.importers.article.quotes import Quote
from chronoterm.importers.article.sections import DETAILS, QUOTE, SOURCE, Paragraph
from chronoterm.importers.article.sentence import Running, Sentence, Span, Speaker
from chronoterm.importers.article.sentences import sentences_of
from chronoterm.importers.article.speakers import seen
from chronoterm.importers.article.speaking import By, Said, saying_in
from chronoterm.importers.article.whose import of_header, speaker_of
from chronoterm.importers.proposals import Precision

LONGEST_INTRODUCTION = 120
"""A shorter paragraph that ends in a colon only introduces what follows."""

_ADDITIVE = re.compile(
    r"\A[\s\"“]*(?:In addition|Additionally|Separately|Besides|Moreover|Furthermore|Also|Apart from (?:this|that))\b"
    r"|(?<!but )(?<!and )(?<!as well as )\b(?:also|separately|additionally|in addition)\b|\b(?:added|adds)\b"
)
_BUT_ALSO = re.compile(r"\b(?:but|not only|who|which|that)\b[^,.;]*$")
_FINITE = re.compile(r"\b(?:was|were|has|have|had|said|will|would|is|are)\b")
_SPEAKS = re.compile(r"\b(?:interview|on|at|during|via)\b")
_QUOTED = re.compile('["“”]')
_DASHED = re.compile(r"\s[-–]\s(?=(?:[A-Z][\w'-]*|[Hh]e|[Ss]he|[Tt]he)\b[^.!?\n]{0,80}[.!?]?\Z)")


def read_all(page: Page) -> list[Sentence]:
    """All sentences of an article but those of the Source section, in order."""
    found: list[Sentence] = []
    running = Running()
    if page.source is not None:
        others = (each for each in page.sources if each is not page.source)
        running = running._replace(named=tuple(seen(each, page) for each in (page.source, *others)))
    told = [each for each in page.paragraphs if each.kind != SOURCE]
    number, kind = 0, QUOTE
    while number < len(told):
        paragraph = told[number]
        kind = kind if paragraph.kind == QUOTE and not paragraph.opens else paragraph.kind
        taken, read, running = _block(page, told[number:], kind, running, first=number == 0)
        for sentence in read:
            running = _moved(running, sentence, page)
        found += read
        number += taken
    return found


def _block(
    page: Page, rest: list[Paragraph], kind: str, running: Running, *, first: bool
) -> tuple[int, list[Sentence], Running]:
    """The sentences of the next paragraph, or of a quote over several, and how many paragraphs that took."""
    paragraph = rest[0]
    quoted = _quote_section(page, rest, running) if paragraph.kind == QUOTE else None
    if quoted is not None:
        return quoted[0], [quoted[1]], running
    words = page.plain[paragraph.start : paragraph.end]
    if words.endswith(":") and len(words) < LONGEST_INTRODUCTION:
        return 1, [], running
    if not first and not paragraph.opens and _is_title(page, paragraph):
        return 1, [], _mentioned(page, paragraph, running)
    paragraph = paragraph._replace(kind=DETAILS if kind == QUOTE else kind)
    return 1, list(_paragraph(page, paragraph, running)), running


def _is_title(page: Page, paragraph: Paragraph) -> bool:
    """Whether a paragraph is the title of something: it has no full stop, no finite verb, no day and no quote."""
    span = (paragraph.start, paragraph.end)
    words = page.plain[slice(*span)]
    if not is_no_sentence(words) or any(quoting.counts(page.plain, each) for each in page.quotes[span]):
        return False
    return _FINITE.search(words) is None and all(each.kind != "day" for each in forms_in(page.plain, *span))


def _mentioned(page: Page, paragraph: Paragraph, running: Running) -> Running:
    """What a line without a sentence leaves: “President Zelenskyy in an interview with KBS” tells who speaks."""
    span = (paragraph.start, paragraph.end)
    person = next((each for each in page.mentions(span, page.zones(span)) if each.type == "person"), None)
    if person is None or _SPEAKS.search(page.plain[slice(*span)]) is None:
        return running
    return running._replace(speaker=Speaker(person.id), named=(*running.named, seen(person, page)))


def _moved(running: Running, sentence: Sentence, page: Page) -> Running:
    """What goes on behind a sentence."""
    named = tuple(seen(each, page) for each in sentence.mentions if each.type in ("person", "org", "force"))
    running = running._replace(named=(*running.named, *named))
    if sentence.said is not None and sentence.said.by is By.UNNAMED:
        return running._replace(unnamed=sentence.said.words)
    if sentence.speaker is not None:
        return running._replace(speaker=sentence.by, subject=None, unnamed="")
    if sentence.said is None:
        subject = next((each.id for each in sentence.mentions if each.type == "person"), running.subject)
        return running._replace(subject=subject)
    return running


def _paragraph(page: Page, paragraph: Paragraph, running: Running) -> Iterator[Sentence]:
    quotes = page.quotes[paragraph.start, paragraph.end]
    running = running._replace(subject=None, unnamed="", day=None, year=None, figures=())
    spans = _whole_if_dashed(page, sentences_of(page.plain, paragraph.start, paragraph.end, quotes))
    for number, span in enumerate(spans):
        sentence = _sentence(page, paragraph, span, running, first=number == 0)
        yield sentence
        running = _dated(_moved(running, sentence, page), sentence)


def _whole_if_dashed(page: Page, spans: list[Span]) -> list[Span]:
    """One span where the last sentence ends in “ – he said.” and nothing stands in quotation marks: all is a quote."""
    if not spans[1:] or _QUOTED.search(page.plain, spans[0][0], spans[-1][1]):
        return spans
    tail = _DASHED.search(page.plain[slice(*spans[-1])])
    if (
        tail is None
        or saying_in(
            page.masked, (spans[-1][0] + tail.start(), spans[-1][1]), page.mentions(spans[-1], []), []
        )
        is None
    ):
        return spans
    return [(spans[0][0], spans[-1][1])]


def _dated(running: Running, sentence: Sentence) -> Running:
    reads = [
        each for each in (sentence.dates.said, *sentence.dates.about) if each is not None and not each.quoted
    ]
    exact = [each for each in reads if each.days.precision is Precision.DAY]
    return running._replace(
        day=exact[-1].days.start if exact else running.day,
        year=reads[-1].days.end.year if reads else running.year,
        figures=(*running.figures, *sentence.figures),
    )


def _sentence(page: Page, paragraph: Paragraph, span: Span, running: Running, *, first: bool) -> Sentence:
    zones = page.zones(span)
    mentions = page.mentions(span, zones)
    quotes = [
        each for each in page.quotes[paragraph.start, paragraph.end] if span[0] <= each.outer_start < span[1]
    ]
    outside = [each for each in mentions if not any(one.start <= each.start < one.end for one in quotes)]
    counted = [each for each in quotes if quoting.counts(page.plain, each)]
    said = saying_in(page.masked, span, outside, zones)
    if said is None and _opens_with_words(page, span, counted) and not _is_all_quote(span, counted):
        said = Said(By.UNNAMED, None, "", None, span[1], span[1], span[0])
    if said is None and _is_all_quote(span, counted):
        said = Said(By.SOURCE if first else By.CARRIED, None, "", None, span[1], span[1], span[0])
    dates = roles_in(
        Texts(page.plain, page.masked),
        span,
        said,
        quotes,
        Frame(page.published, last=running.day, year=running.year),
    )
    return Sentence(
        span=span,
        paragraph=paragraph,
        first=first,
        said=said,
        by=speaker_of(page, said, running, mentions, zones),
        dates=dates,
        mentions=mentions,
        quotes=counted,
        figures=figures_in(page.plain, span, mentions, list(dates.forms), running.figures),
        additive=_is_additive(page, span),
    )


def _opens_with_words(page: Page, span: Span, quotes: list[Quote]) -> bool:
    """Whether a sentence begins with a quote that a comma ends: whoever follows says it."""
    first = next((each for each in quotes if each.outer_start == span[0]), None)
    return first is not None and "," in page.plain[first.end - 1 : first.outer_end + 1]


def _is_all_quote(span: Span, quotes: list[Quote]) -> bool:
    """Whether a sentence is words of somebody for the most part, so that somebody must be saying it."""
    inside = sum(each.outer_end - each.outer_start for each in quotes)
    return inside * 2 > span[1] - span[0]


def _is_additive(page: Page, span: Span) -> bool:
    words = page.masked[slice(*span)]
    return any(not _BUT_ALSO.search(words[: found.start()]) for found in _ADDITIVE.finditer(words))


def _quote_section(page: Page, rest: list[Paragraph], running: Running) -> tuple[int, Sentence] | None:
    """A Quote section that begins with a quotation mark as one sentence, and how many paragraphs it takes."""
    end = next(
        (number for number, each in enumerate(rest) if number and (each.kind != QUOTE or each.opens)),
        len(rest),
    )
    quotes, taken = quoting.whole(page.plain, [(each.start, each.end) for each in rest[:end]])
    paragraph = rest[0]
    if not quotes or quotes[0].outer_start != paragraph.start:
        return None
    if taken == 1 and quotes[-1].outer_end < paragraph.end - 1:
        return None
    span = (quotes[0].outer_start, quotes[-1].outer_end)
    mentions = page.mentions(span, page.zones(span))
    by, speaker = of_header(page, paragraph, running)
    said = Said(by, None, "", None, span[1], span[1], span[0])
    dates = roles_in(Texts(page.plain, page.masked), span, said, quotes, Frame(page.published))
    figures = figures_in(page.plain, span, mentions, list(dates.forms), ())
    return taken, Sentence(span, paragraph, True, said, speaker, dates, mentions, quotes, figures)
