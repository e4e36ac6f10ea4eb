"""Which of several namesakes a text means: the one named in full, the one whose region it speaks of, or the best known."""

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from chronoterm.importers.article.matching_names_terms import Hit, How, Meaning

_COUNTRY_CODE = 2
"""Ids of countries have so many letters."""


def settled(hits: Sequence[Hit]) -> list[Hit]:
    """The hits of a text, in its order, with fewer meanings where the text tells which one is meant.

    A surname is that of the person named in full last before it, else of one named in full later, else of the best
    known; what else has that name goes before these two; several stay where that is no answer. Weak surnames of persons never named
    in full are left out. Of organisations, places and countries with one name the one is meant that the text names
    otherwise too, or of whose region or country it says more; else the best known, unless the name is weak.
    """
    full = [(each.start, each.best.id) for each in hits if _is_person_in_full(each.best)]
    said: Counter[str] = Counter()
    for each in hits:
        if len(_namesakes(each.meanings)) <= 1:
            _count(each, said)
    found = []
    for each in hits:
        meanings = each.meanings
        if len(meanings) > 1 or meanings[0].how is How.SURNAME:
            meanings = _chosen(_persons(each, full), said)
        if meanings:
            found.append(each if meanings == each.meanings else replace(each, meanings=meanings))
    return found


def _is_person_in_full(meaning: Meaning) -> bool:
    return meaning.known.type == "person" and meaning.how is How.NAME


def _namesakes(meanings: tuple[Meaning, ...]) -> list[Meaning]:
    """The meanings between which other names of a text can decide."""
    return [each for each in meanings if each.how is How.NAME and each.known.type != "person"]


def _count(hit: Hit, said: Counter[str]) -> None:
    """Count a hit for what it means and for the region around it; a capital is heard of for its government."""
    is_capital = any(each.how is How.CAPITAL for each in hit.meanings)
    for each in hit.meanings:
        known = each.known
        said[known.id] += 1
        if known.within and not is_capital:
            said[f"in {known.within}"] += 1
        if known.part_of:
            said[f"of {known.part_of.removeprefix('forces:')}"] += 1


def _persons(hit: Hit, full: list[tuple[int, str]]) -> tuple[Meaning, ...]:
    """The meanings of a hit, of its surnames only those of the person who is meant."""
    by_surname = {each.id: each for each in hit.meanings if each.how is How.SURNAME}
    if not by_surname:
        return hit.meanings
    others = [each for each in hit.meanings if each.how is not How.SURNAME]
    before = [(start, id_) for start, id_ in full if start < hit.start and id_ in by_surname]
    if before:
        return (by_surname[max(before)[1]],)
    later = [(start, id_) for start, id_ in full if id_ in by_surname]
    if later and not others:
        return (by_surname[min(later)[1]],)
    rest = [each for each in by_surname.values() if not each.weak]
    most = max((each.known.weight for each in rest), default=0)
    best = [each for each in rest if each.known.weight == most]
    return tuple(sorted((*others, *best), key=lambda each: each.weak))


def _chosen(meanings: tuple[Meaning, ...], said: Counter[str]) -> tuple[Meaning, ...]:
    """The meanings, of namesakes only the one of whom the text says most; none of weak ones of whom it says nothing."""
    namesakes = _namesakes(meanings)
    if len(namesakes) <= 1:
        return meanings
    best = max(namesakes, key=lambda each: _told_of(each, said))
    kept = not best.weak or _told_of(best, said) > 0
    return tuple(each for each in meanings if each not in namesakes or (each is best and kept))


def _told_of(meaning: Meaning, said: Counter[str]) -> int:
    known = meaning.known
    told = said[known.id] + said[f"in {known.id}"]
    if known.within:
        told += said[f"in {known.within}"]
        if len(known.within) > _COUNTRY_CODE:
            told += said[known.within]
    if known.part_of:
        country = known.part_of.removeprefix("forces:")
        told += said[country] + said[f"forces:{country}"] + said[f"of {country}"]
    return told
