"""From a record in the making to a proposal, with the rule behind each field and the flags."""

import re

from chronoterm.importers.article.cleaning import pieces_of
from chronoterm.importers.article.flags import flags_of
from chronoterm.importers.article.gazetteer import surnames_of
from chronoterm.importers.article.mentions import ACTOR, PLACE
from chronoterm.importers.article.page import Page
from chronoterm.importers.article.sections import BACKGROUND
from chronoterm.importers.article.sentence import Sentence, Speaker
from chronoterm.importers.article.speaking import By
from chronoterm.importers.article.summarising import headline
from chronoterm.importers.article.units import Unit
from chronoterm.importers.proposals import Proposal, ProposedFigure, ProposedKind, ProposedName

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(r"\b(?:and|but) that\b|;|,\s+(?:and|but|while)\b")
FEWEST_WORDS = 3
"""Words behind a verb of saying that tell what was said, at least."""

FEWEST_WORDS_BEFORE = 5
"""Words before a speaker that are more than when and where, at least."""

_BEFORE_ITS_WORDS = (By.NAME, By.RUNNING, By.BODY, By.UNNAMED)
"""Ways of saying in which the words that are said follow the verb."""


def proposal_of(page: Page, unit: Unit, id_: str, names: dict[str, ProposedName]) -> Proposal:
    """The proposal of a record under the id `id_`."""
    mentions = [*unit.carried, *(each for one in unit.sentences for each in one.mentions)]
    actors = dict.fromkeys(each.id for each in mentions if each.role == ACTOR and each.id != unit.speaker)
    places = dict.fromkeys(each.id for each in mentions if each.role == PLACE)
    spans = tuple(one for each in unit.sentences for one in pieces_of(page.plain, page.text, *each.span))
    speaking = next((each for each in unit.sentences if each.said is not None), None)
    by = next(
        (each.by for each in unit.sentences if each.by.id is not None and each.by.id == unit.speaker),
        Speaker(),
    )
    proposal = Proposal(
        id=id_,
        kind=unit.kind,
        section=unit.sentences[0].paragraph.kind,
        date=unit.date,
        said=unit.said,
        act=speaking.said.verb
        if speaking and speaking.said and unit.kind is ProposedKind.STATEMENT
        else None,
        summary=_summary(page, unit, speaking, names),
        speaker=unit.speaker,
        speaker_role=_ARTICLE.sub("", " ".join(by.role.split())) or None if by.role else None,
        actors=tuple(actors),
        places=tuple(places),
        quotes=_quotes(page, unit),
        figures=_figures(page, unit),
        source_chain=_chain(page, unit),
        spans=spans,
        text=" ".join(page.text[start:end] for start, end in spans),
        flags=flags_of(unit, page, names, tuple(each for each in (unit.speaker, *actors, *places) if each)),
    )
    return _with_rules(proposal, unit, by)


def _quotes(page: Page, unit: Unit) -> tuple[str, ...]:
    if unit.second:
        return ()
    return tuple(_words(page, each.start, each.end) for one in unit.sentences for each in one.quotes)


def _words(page: Page, start: int, end: int) -> str:
    """A piece of the article word for word, without the furniture that stands between its paragraphs."""
    kept = pieces_of(page.plain, page.text, start, end)
    return "\n\n".join(page.text[a:b] for a, b in kept).strip()


def _figures(page: Page, unit: Unit) -> tuple[ProposedFigure, ...]:
    """The figures of a record; a second one has those of the clause that its date stands in."""
    if not unit.second or unit.date.text is None:
        return tuple(each for one in unit.sentences for each in one.figures)
    sentence = unit.sentences[0]
    words = page.plain[slice(*sentence.span)]
    date = words.find(unit.date.text)
    cuts = [each.start() for each in _NEXT_CLAUSE.finditer(words)]
    begin = max((each for each in cuts if each < date), default=0)
    end = min((each for each in cuts if each > date), default=len(words))
    return tuple(each for each in sentence.figures if begin <= words.find(each.text) < end)


def _summary(page: Page, unit: Unit, speaking: Sentence | None, names: dict[str, ProposedName]) -> str:
    named = names.get(unit.speaker) if unit.speaker and unit.kind is ProposedKind.STATEMENT else None
    words, verb = _told(page, unit.sentences[0], speaking)
    return headline(words, speaker=_short(named), verb=verb, expected=unit.kind is ProposedKind.FORECAST)


def _told(page: Page, first: Sentence, speaking: Sentence | None) -> tuple[str, str | None]:
    """The words of a record that tell its content, and the verb of saying if they follow it."""
    start, end = first.span
    if first.quotes and first.quotes[0].outer_start == start:
        return page.text[first.quotes[0].start : first.quotes[0].end], None
    said = speaking.said if speaking is not None else None
    if speaking is None or said is None:
        return page.text[start:end], None
    before = page.text[speaking.span[0] : max(said.begins, speaking.span[0])].rstrip()
    if len(before.split()) >= FEWEST_WORDS_BEFORE and before.endswith((",", '"', "”")):
        return before, None
    behind = page.text[said.verb_end : speaking.span[1]]
    if len(behind.split()) >= FEWEST_WORDS and (
        said.by is By.ACCORDING or (said.by in _BEFORE_ITS_WORDS and said.verb)
    ):
        return behind, said.verb
    return page.text[start:end], None


def _short(named: ProposedName | None) -> str | None:
    if named is None:
        return None
    return next(iter(surnames_of(named.name)), named.name) if named.type == "person" else named.name


def _chain(page: Page, unit: Unit) -> tuple[str, ...]:
    background = unit.sentences[0].paragraph.kind == BACKGROUND
    own = page.source is not None and unit.speaker == page.source.id and not background
    return tuple(each for each in (unit.speaker, page.via if own else None, "article") if each)


def _with_rules(proposal: Proposal, unit: Unit, by: Speaker) -> Proposal:
    """The proposal with the rule behind each field that is filled."""
    mentions = {each.id: each.rule for one in unit.sentences for each in one.mentions}
    said = next((each.said for each in unit.sentences if each.said is not None), None)
    told = {
        "spans": f"begins with {unit.why}",
        "kind": _kind_rule(unit),
        "section": "the header above it",
        "date": unit.date_rule,
        "said": "the day of the statement",
        "act": "the verb of saying",
        "summary": "the words of the article, shortened",
        "speaker": "the speaker of the sentence before" if said is None else said.by.value,
        "speaker_role": "carried over from earlier in the article"
        if by.role_is_carried
        else "the title beside the name",
        "actors": _rules_of(proposal.actors, mentions),
        "places": _rules_of(proposal.places, mentions),
        "quotes": "what stands between quotation marks",
        "figures": "a number and its plural noun; the state from the nearest verb",
        "source_chain": "the speaker, the channel of the Source section, the article",
        "text": "the sentences of the record",
    }
    filled = {field: rule for field, rule in told.items() if getattr(proposal, field)}
    return Proposal(
        **{**{each: getattr(proposal, each) for each in proposal.__struct_fields__}, "rules": filled}
    )


def _rules_of(ids: tuple[str, ...], rules: dict[str, str]) -> str:
    return "; ".join(dict.fromkeys(rules.get(each, "“they” means those named before") for each in ids))


def _kind_rule(unit: Unit) -> str:
    return {
        ProposedKind.STATEMENT: "somebody says it",
        ProposedKind.EVENT: "a dated event inside a statement"
        if unit.second
        else "told in the article's own voice",
        ProposedKind.FORECAST: "a date that lies ahead",
    }[unit.kind]
