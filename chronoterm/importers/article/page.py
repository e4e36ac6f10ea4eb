"""An article prepared for reading: its plain text, names, sections, and the person of its Source section."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from chronoterm.importers.article.cleaning import cleaned
from chronoterm.importers.article.dateline import Top, top_of
from chronoterm.importers.article.gazetteer import KnownName
from chronoterm.importers.article.matching_names import Names, settled
from chronoterm.importers.article.matching_names_terms import Hit, Meaning
from chronoterm.importers.article.mentions import Mention, mentions_in, zones_in
from chronoterm.importers.article.people import learnt
from chronoterm.importers.article.quotes import Quote, quotes_in
from chronoterm.importers.article.sections import SOURCE, Paragraph, laid_out

Span = tuple[int, int]

_MEDIUM = (
    (re.compile(r"\binterview\b[^.;]*?\b(?:with|to|for|on)\s+(?:the\s+)?(?P<who>[^.;,]+)", re.IGNORECASE), "interview"),
    (re.compile(r"\b(?P<who>Telegram|Facebook|Twitter|Instagram|YouTube|TikTok|WhatsApp|X)\b"), ""),
    (re.compile(r"\b(?P<who>evening (?:video )?address|video address|address|briefing|press conference|press service|speech|joint statement|press release|statement)\b", re.IGNORECASE), ""),
)  # fmt: skip


class Page(NamedTuple):
    """An article: `text` as given, `plain` at equal length, `masked` with the words of quotes blanked as well."""

    text: str
    plain: str
    masked: str
    top: Top
    published: date | None
    paragraphs: tuple[Paragraph, ...]
    quotes: dict[Span, list[Quote]]
    names: Names
    hits: list[Hit]
    roles: dict[str, Span]
    source: Mention | None
    source_span: Span | None
    via: str | None
    sources: tuple[Mention, ...] = ()

    def mentions(self, span: Span, zones: list[Span]) -> list[Mention]:
        """The names in a sentence, with the part that each plays."""
        return mentions_in(self.plain, span, self.hits, zones)

    def zones(self, span: Span) -> list[Span]:
        """The titles in a sentence."""
        return zones_in(self.plain, span, self.hits)


def page_of(text: str, published: str | None, known: Iterable[KnownName] | Names) -> Page:
    """An article made ready to be read; `published` in ISO 8601 goes before what the article says."""
    plain = cleaned(text)
    top = top_of(plain)
    day = _day(published) or _day(top.published)
    paragraphs = tuple(laid_out(plain, top.lead))
    quotes = {(each.start, each.end): quotes_in(plain, each.start, each.end) for each in paragraphs}
    names = known if isinstance(known, Names) else Names.of(known)
    hits = names.hits(plain)
    new = learnt(plain, _spans(paragraphs), hits)
    names = names.also(new.names)
    hits = _with_abbreviations(plain, settled(names.hits(plain)))
    page = Page(
        *(
            text,
            plain,
            _masked(plain, quotes),
            top,
            day,
            paragraphs,
            quotes,
            names,
            hits,
            new.roles,
            None,
            None,
            None,
        )
    )
    return _with_source(page)


_IN_BRACKETS = re.compile(r"\s\((?:the )?([A-Z][A-Za-z]{1,7})\)")


def _with_abbreviations(plain: str, hits: list[Hit]) -> list[Hit]:
    """Hits of which “RSF” means the Rapid Support Forces when these are written out in the article."""
    initials: dict[str, Meaning] = {}
    for each in hits:
        words = re.split(r"[ -]", plain[each.start : each.end])
        if each.best.known.type == "org" and len(words) > 2:  # noqa: PLR2004 - shorter ones are anybody's
            initials.setdefault("".join(word[0] for word in words if word[:1].isupper()), each.best)
        beside = _IN_BRACKETS.match(plain, each.end)
        if beside is not None and each.best.known.type in ("org", "force"):
            initials[beside[1]] = each.best
    found = []
    for each in hits:
        meant = initials.get(plain[each.start : each.end])
        found.append(each if meant is None or meant.id == each.best.id else replace(each, meanings=(meant,)))
    return found


def _spans(paragraphs: tuple[Paragraph, ...]) -> list[Span]:
    """The paragraphs, and the headers before them."""
    ends = [0, *(each.end for each in paragraphs)]
    headers = [
        (end, each.start) for end, each in zip(ends, paragraphs, strict=False) if each.opens and each.header
    ]
    return [*headers, *((each.start, each.end) for each in paragraphs)]


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None


def _masked(plain: str, quotes: dict[Span, list[Quote]]) -> str:
    letters = list(plain)
    for found in quotes.values():
        for each in found:
            for at in range(each.start, each.end):
                if letters[at] != "\n":
                    letters[at] = "·"
    return "".join(letters)


def _with_source(page: Page) -> Page:
    paragraph = next((each for each in page.paragraphs if each.kind == SOURCE), None)
    if paragraph is None:
        return page
    span = (paragraph.start, paragraph.end)
    mentions = page.mentions(span, page.zones(span))
    person = next((each for each in mentions if each.type == "person"), None)
    other = next((each for each in mentions if each.type in ("org", "force") and each.role == "actor"), None)
    return page._replace(
        sources=tuple(each for each in mentions if each.role != "place"),
        source=person or other,
        source_span=span,
        via=_via(page.text[span[0] : span[1]]),
    )


def _via(line: str) -> str | None:
    for pattern, behind in _MEDIUM:
        found = pattern.search(line)
        if found is not None:
            who = " ".join(found["who"].split())
            return f"{_outlet(who)} {behind}".strip() if behind else who
    return None


def _outlet(words: str) -> str:
    """The name of an outlet without what kind of outlet it is: “South Korean TV channel KBS” is KBS."""
    behind = re.search(
        r"(?:channel|newspaper|agency|outlet|magazine|broadcaster|publication|website|network)\s+(.+)$", words
    )
    return behind[1] if behind else words
