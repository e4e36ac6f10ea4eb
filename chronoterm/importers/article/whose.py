"""Whose words a sentence is: from the words that stand for the speaker to the one who is meant."""

import re

from chronoterm.importers.article.bodies import NEW
from chronoterm.importers.article.gazetteer import slug
from chronoterm.importers.article.mentions import Mention
from chronoterm.importers.article.page import Page
from chronoterm.importers.article.sections import Paragraph
from chronoterm.importers.article.sentence import Running, Speaker
from chronoterm.importers.article.speakers import body_meant, meant
from chronoterm.importers.article.speaking import By, Said
from chronoterm.importers.article.titles import NOUNS

Span = tuple[int, int]

_PRONOUNS = frozenset(("he", "she", "him", "her", "his words", "her words", "his opinion", "her opinion"))
_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her|our)\s+", re.IGNORECASE)
_BEHIND = 4
"""A comma and blanks between a name and the title behind it."""


def without_article(words: str) -> str:
    """Words for a body as a name: “the interior ministry” is “interior ministry”."""
    plain = re.sub(r"^(?:[Tt]he )?country's ", "", " ".join(words.split()))
    plain = re.sub(
        r"'s (?:sources?|spokes\w+|interlocutors?|experts?|correspondents?|representatives?|report|website)$",
        "",
        plain,
    )
    plain = re.sub(r"\b([A-Z][\w-]*)'s ", r"\1 ", _ARTICLE.sub("", plain))
    return re.sub(r"^(?:[a-z]+ )+(?=[A-Z])", "", plain)


def speaker_of(
    page: Page, said: Said | None, running: Running, mentions: list[Mention], zones: list[Span]
) -> Speaker:
    """The speaker of a sentence; nobody when its words have no subject with a name."""
    if said is None or said.by is By.UNNAMED:
        return Speaker()
    if said.mention is not None:
        return Speaker(said.mention.id, _title_beside(page, said.mention, zones))
    if said.by is By.BODY:
        return _body(page, said, running)
    if said.by is By.RUNNING:
        return _running(page, said, running, mentions)
    if said.by is By.CARRIED and running.speaker.id is not None:
        return running.speaker._replace(role_is_carried=True)
    return of_source(page, running)


def _title_beside(page: Page, mention: Mention, zones: list[Span]) -> str | None:
    beside = (
        each for each in zones if 0 <= mention.start - each[1] <= 1 or 0 < each[0] - mention.end <= _BEHIND
    )
    title = next(beside, None)
    return page.text[slice(*title)] if title else None


def _body(page: Page, said: Said, running: Running) -> Speaker:
    """“The ministry” is one named before; an “interior ministry” that was not named is a new name."""
    source = running.named[0] if page.source is not None and running.named else None
    known = body_meant(without_article(said.words), list(running.named), running.speaker.id, source)
    if known is not None:
        return Speaker(known)
    name = without_article(said.words)
    words = name.split()
    return Speaker(NEW + slug(name)) if 1 < len(words) <= 5 and slug(name) else Speaker()  # noqa: PLR2004 - a name


def _running(page: Page, said: Said, running: Running, mentions: list[Mention]) -> Speaker:
    end = said.begins + len(said.words)
    inside = (each for each in mentions if said.begins <= each.start < end and each.known.type == "country")
    country = next(inside, None)
    source = page.source.id if page.source else None
    if running.unnamed and said.words.split()[-1].lower() in running.unnamed.lower().split():
        return Speaker(None, said.words)
    goes_on = running.subject if said.words.lower() in _PRONOUNS and running.subject else running.speaker.id
    id_ = meant(said.words, country.known.id if country else None, list(running.named), goes_on, source)
    if len(said.words.split()) > 1:
        return Speaker(id_, said.words)
    return Speaker(id_, running.speaker.role if id_ == running.speaker.id else None, role_is_carried=True)


def of_source(page: Page, running: Running) -> Speaker:
    """Who is quoted without a word on whose the quote is: whoever is the source, else whoever spoke last."""
    if page.source is not None and (page.source.type == "person" or running.speaker.id is None):
        return Speaker(page.source.id, _earlier_role(page, page.source.id, running), role_is_carried=True)
    return running.speaker._replace(role_is_carried=True)


def _earlier_role(page: Page, id_: str, running: Running) -> str | None:
    if running.speaker.id == id_ and running.speaker.role:
        return running.speaker.role
    role = page.roles.get(id_)
    return page.text[slice(*role)] if role else None


def of_header(page: Page, paragraph: Paragraph, running: Running) -> tuple[By, Speaker]:
    """The speaker of a Quote section: the one whom its header names, else the source."""
    hits = page.names.hits(paragraph.header)
    named = next(
        (each.best.known for each in hits if each.best.known.type in ("person", "org", "force")), None
    )
    titled = re.match(
        rf"(?:direct )?quote (?:from|by|of) (?:the )?(?:[\w-]+ ){{0,3}}?(?:{NOUNS})\b(?!'s| General)",
        paragraph.header,
        re.IGNORECASE,
    )
    if named is not None and (named.type == "person" or titled is None):
        return By.HEADER, Speaker(named.id, _earlier_role(page, named.id, running), role_is_carried=True)
    office = re.match(r"(?:direct )?quote (?:from|by|of) (?P<who>.+)", paragraph.header, re.IGNORECASE)
    if office is not None and titled is None:
        name = without_article(office["who"])
        return By.HEADER, Speaker(body_meant(name, list(running.named), None, None) or NEW + slug(name))
    if office is not None:
        source = page.source.id if page.source else None
        return By.HEADER, Speaker(
            meant(office["who"], None, list(running.named), running.speaker.id, source), office["who"]
        )
    return By.SOURCE, of_source(page, running)
