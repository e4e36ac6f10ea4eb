"""From sentences to records: where a record begins, what belongs to it, and which dates give a second one.

A record begins at a new paragraph, a new speaker, a new date or an additive cue; anything else joins the one before.
A dated event or a future date inside a statement gives a second record.
"""

import re
from typing import NamedTuple

from chronoterm.importers.article.date_roles import Read
from chronoterm.importers.article.mentions import Mention
from chronoterm.importers.article.page import Page
from chronoterm.importers.article.sections import BACKGROUND
from chronoterm.importers.article.sentence import Sentence
from chronoterm.importers.article.speaking import By
from chronoterm.importers.proposals import Bound, Precision, ProposedDate, ProposedKind
from chronoterm.records import Basis

_THEY = re.compile(r"[\s\"“]*(?:They|These|Those|It|Its|Their|The (?:troops|soldiers|forces|units))\b")


class Unit(NamedTuple):
    """A record in the making; `asserted_by` is the number of the unit whose statement gave it, `why` its beginning."""

    kind: ProposedKind
    sentences: tuple[Sentence, ...]
    date: ProposedDate
    date_rule: str
    speaker: str | None
    why: str
    said: str | None = None
    asserted_by: int | None = None
    carried: tuple[Mention, ...] = ()
    carries_speaker: bool = False
    second: bool = False


def units_of(page: Page, sentences: list[Sentence]) -> list[Unit]:
    """The records of an article in the making, in order; a second record follows the statement it is in."""
    found: list[Unit] = []
    for group in _groups(sentences):
        found.extend(_made(page, group, found))
    return found


class _Group(NamedTuple):
    why: str
    sentences: tuple[Sentence, ...]


def _groups(sentences: list[Sentence]) -> list[_Group]:
    groups: list[_Group] = []
    for sentence in sentences:
        last = groups[-1] if groups else None
        why = _begins(last.sentences, sentence) if last else "a new paragraph"
        if why is None and last is not None:
            groups[-1] = last._replace(sentences=(*last.sentences, sentence))
        else:
            groups.append(_Group(why or "", (sentence,)))
    return groups


def _begins(before: tuple[Sentence, ...], sentence: Sentence) -> str | None:
    """Why a sentence begins a record, or `None` when it joins the one before."""
    if sentence.first or sentence.paragraph is not before[0].paragraph:
        return "a new paragraph"
    speakers = [each.speaker for each in before if each.said is not None]
    if sentence.said is not None and (
        not speakers or (sentence.speaker not in speakers and _is_somebody(sentence))
    ):
        return "a new speaker"
    if _other_people(before, sentence):
        return "a new speaker"
    if sentence.additive:
        return "an additive cue"
    return "a new date" if _new_date(before, sentence) else None


def _is_somebody(sentence: Sentence) -> bool:
    """Whether a sentence is said by somebody of its own: a name, or people without one."""
    nameless = sentence.said is not None and sentence.said.by in (By.UNNAMED, By.BODY)
    return sentence.speaker is not None or nameless


def _other_people(before: tuple[Sentence, ...], sentence: Sentence) -> bool:
    """Whether people without a name are others than those before: “a doctor” behind “one survivor”."""
    if sentence.said is None or sentence.said.by is not By.UNNAMED or not sentence.said.words:
        return False
    noun = sentence.said.words.split()[-1].lower().rstrip("s")
    earlier = [
        each.said.words.lower() for each in before if each.said is not None and each.said.by is By.UNNAMED
    ]
    return bool(earlier) and not any(noun in words for words in earlier)


def _new_date(before: tuple[Sentence, ...], sentence: Sentence) -> bool:
    own = sentence.dates.said or (None if sentence.said is not None else main_date(sentence))
    if own is None:
        return False
    known = [
        each
        for one in before
        for each in (one.dates.said, main_date(one) if one.said is None else None)
        if each is not None
    ]
    if not known and own is sentence.dates.said and any(one.said is not None for one in before):
        return False
    return all(each.days[:2] != own.days[:2] for each in known)


def main_date(sentence: Sentence) -> Read | None:
    """The date of what a sentence tells: its first exact one, else its first; dates in quotes are about something."""
    own = [
        each
        for each in sentence.dates.about
        if not each.quoted and not (each.since and each.days.precision is not Precision.DAY)
    ]
    exact = [each for each in own if each.days.precision in (Precision.DAY, Precision.RANGE)]
    return next(iter(exact or own), None)


def _made(page: Page, group: _Group, before: list[Unit]) -> list[Unit]:
    first = group.sentences[0]
    said = any(each.said is not None for each in group.sentences)
    if said:
        return _statement(page, group, before)
    when = main_date(first) or next((each for one in group.sentences if (each := main_date(one))), None)
    carried = _carried(group, before, page)
    if when is not None and when.ahead:
        speaker, number = _asserter(group, before)
        spoken = before[number].date if number is not None else None
        day = (
            (spoken.end if spoken and spoken.precision is not Precision.UNDATED else None) if spoken else None
        )
        return [
            Unit(
                ProposedKind.FORECAST, group.sentences, when.date, when.rule, speaker, group.why,
                said=day if number is not None else None, asserted_by=number, carried=carried, carries_speaker=speaker is not None,
            )
        ]  # fmt: skip
    date, rule = (when.date, when.rule) if when is not None else _no_date(page, first, before, event=True)
    return [Unit(ProposedKind.EVENT, group.sentences, date, rule, None, group.why, carried=carried)]


def _carried(group: _Group, before: list[Unit], page: Page) -> tuple[Mention, ...]:
    first = group.sentences[0]
    if first.first or not before:
        return ()
    if not _THEY.match(page.plain, *first.span) or any(each.type == "force" for each in first.mentions):
        return ()
    forces = [each for each in before[-1].sentences[-1].mentions if each.type == "force"]
    return tuple(forces[:1])


def _asserter(group: _Group, before: list[Unit]) -> tuple[str | None, int | None]:
    """The statement before in the same paragraph, whose speaker goes on."""
    if group.sentences[0].first:
        return None, None
    for number in range(len(before) - 1, -1, -1):
        unit = before[number]
        if unit.sentences[0].paragraph is not group.sentences[0].paragraph:
            break
        if unit.kind is ProposedKind.STATEMENT:
            return unit.speaker, number
    return None, None


def _statement(page: Page, group: _Group, before: list[Unit]) -> list[Unit]:
    speaking = next(each for each in group.sentences if each.said is not None)
    speaker = next((each.speaker for each in group.sentences if each.said is not None and each.speaker), None)
    when = next((each.dates.said for each in group.sentences if each.dates.said is not None), None)
    date, rule = (when.date, when.rule) if when is not None else _no_date(page, speaking, before, event=False)
    carried = _carried(group, before, page)
    number = len(before)
    main = Unit(ProposedKind.STATEMENT, group.sentences, date, rule, speaker, group.why, carried=carried)
    spoken = date.end if date.precision is not Precision.UNDATED else None
    return [main, *_second(group, speaker, spoken, number)]


def _second(group: _Group, speaker: str | None, spoken: str | None, number: int) -> list[Unit]:
    """Second records of a statement: one for each day that it tells of or looks forward to."""
    found: list[Unit] = []
    taken: set[tuple[str | None, str | None]] = set()
    for sentence in group.sentences:
        for read in sentence.dates.about:
            ends = (read.date.start, read.date.end)
            if read.quoted or ends in taken or not _is_told(read):
                continue
            taken.add(ends)
            kind = ProposedKind.FORECAST if read.ahead else ProposedKind.EVENT
            found.append(
                Unit(
                    kind, (sentence,), read.date, read.rule, speaker, "a dated event or a future date inside a statement",
                    said=spoken if read.ahead else None, asserted_by=number, second=True,
                )
            )  # fmt: skip
    return found


def _is_told(read: Read) -> bool:
    """Whether a date in a statement is sharp enough for a record of its own: any future one, else days and months."""
    now = read.form.get("word") in ("today", "tonight", "this morning", "this afternoon", "this evening")
    if now or (read.since and not read.ahead):
        return False
    if read.ahead:
        return True
    vague = read.days.precision is Precision.VAGUE and read.days.basis is Basis.EXPLICIT
    return vague or read.days.precision in (Precision.DAY, Precision.RANGE, Precision.MONTH)


def _no_date(page: Page, sentence: Sentence, before: list[Unit], *, event: bool) -> tuple[ProposedDate, str]:
    """The date of what has none of its own: that of the record before in the paragraph, else as the section says."""
    last = before[-1] if before else None
    while last is not None and last.asserted_by is not None and last.second:
        before = before[:-1]
        last = before[-1] if before else None
    if last is not None and not sentence.first and last.sentences[0].paragraph is sentence.paragraph:
        fits = (
            last.date.basis in (Basis.EXPLICIT, Basis.RELATIVE, Basis.ANAPHORIC)
            and last.kind is not ProposedKind.FORECAST
        )
        same = event or sentence.speaker is None or last.speaker == sentence.speaker
        if fits and same and (last.kind is ProposedKind.EVENT) == event:
            return ProposedDate(
                start=last.date.start,
                end=last.date.end,
                precision=last.date.precision,
                bound=last.date.bound,
                basis=Basis.ANAPHORIC,
            ), "the date of the record before in the paragraph"
    return no_date(page, sentence.paragraph.kind)


def no_date(page: Page, section: str) -> tuple[ProposedDate, str]:
    """The day of publication at the latest; in Background not even a day."""
    day = page.published.isoformat() if page.published else None
    if section == BACKGROUND or day is None:
        return ProposedDate(end=day, precision=Precision.UNDATED, bound=Bound.LATEST, basis=Basis.NONE), (
            "no date: at the latest when it was published"
        )
    return ProposedDate(
        start=day, end=day, precision=Precision.DAY, bound=Bound.LATEST, basis=Basis.PUBLICATION
    ), ("no date: the day of publication at the latest")
