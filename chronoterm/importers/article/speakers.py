"""Whom a pronoun or an office means: somebody of whom the article spoke before, else whoever was speaking."""

import re
from typing import NamedTuple

from chronoterm.importers.article import titles
from chronoterm.importers.article.mentions import Mention
from chronoterm.importers.article.page import Page

_LIKE = (
    frozenset(("president", "leader", "ruler", "head of state", "dictator", "commander-in-chief", "king")),
    frozenset(("governor", "head", "chief")),
    frozenset(("minister", "diplomat", "official", "politician")),
    frozenset(("prime minister", "premier", "chancellor", "taoiseach")),
    frozenset(
        ("spokesman", "spokeswoman", "spokesperson", "representative", "official", "speaker", "press officer")
    ),
    frozenset(("general", "commander", "officer", "chief", "commander-in-chief")),
)
"""Offices that are said of one person by turns."""


class Seen(NamedTuple):
    """A person or body whom the article named, with the words of the office."""

    id: str
    type: str
    role: str
    country: str | None


def seen(mention: Mention, page: Page) -> Seen:
    """What is kept of a mention for whoever comes back to it."""
    role = page.roles.get(mention.id)
    words = page.plain[role[0] : role[1]] if role else (mention.known.role or "")
    return Seen(mention.id, mention.type, words, mention.known.part_of)


def meant(
    words: str, country: str | None, before: list[Seen], running: str | None, source: str | None
) -> str | None:
    """Whom words like “he” or “the Ukrainian president” mean; `before` are those named so far, the latest last."""
    nouns = titles.NOUN.findall(words)
    if not nouns:
        return running or source
    office = nouns[-1].lower().rstrip("s")
    alike = {office}.union(*(each for each in _LIKE if office in each))
    candidates = [each for each in reversed(before) if each.type == "person"]
    for fits in ({office}, alike):
        for each in candidates:
            if (
                country
                and each.country
                and each.country != country
                and not each.country.endswith(f":{country}")
            ):
                continue
            if any(re.search(rf"\b{re.escape(one)}", each.role, re.IGNORECASE) for one in sorted(fits)):
                return each.id
    return running or source


def _in_name(word: str, body: Seen) -> bool:
    return re.search(rf"\b{word[:7]}", f"{body.id.replace('-', ' ')} {body.role}".lower()) is not None


def body_meant(words: str, before: list[Seen], running: str | None, source: Seen | None) -> str | None:
    """Which body words like “the ministry” mean: one named so before, else the one that was speaking, else the source."""
    telling = [each for each in re.findall(r"[a-z]+", words.lower()) if each not in ("the", "of", "s", "a")]
    bodies = [each for each in reversed(before) if each.type in ("org", "force")]
    named = next(
        (each.id for each in bodies if telling and all(_in_name(one, each) for one in telling)), None
    )
    if named is not None or len(telling) > 1:
        return named
    if any(each.id == running for each in bodies):
        return running
    return source.id if source is not None and source.type != "person" else None
