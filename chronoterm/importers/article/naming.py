"""The vocabulary of an article: every name that its proposals use, as a person may want to see it."""

from collections.abc import Iterator

from msgspec.structs import replace

from chronoterm.importers.article.bodies import NEW
from chronoterm.importers.article.gazetteer import KnownName
from chronoterm.importers.article.mentions import ACTOR, NEITHER, Mention
from chronoterm.importers.article.page import Page
from chronoterm.importers.article.units import Unit
from chronoterm.importers.article.whose import without_article
from chronoterm.importers.proposals import ProposedName


def names_of(page: Page, units: list[Unit]) -> dict[str, ProposedName]:
    """The names that the records use, by id, in the order of ids; none points to one that is not among them."""
    used = set(_used(units))
    found: dict[str, ProposedName] = {}
    for each in _mentions(page, units):
        if each.id in used and each.id not in found:
            found[each.id] = _of_mention(page, each)
    for hit in page.hits:
        if hit.best.id in used and hit.best.id not in found:
            known = hit.best.known
            found[known.id] = _of_mention(
                page, Mention(hit.start, hit.end, known.id, known.type, ACTOR, known, "")
            )
    for id_, name in _without_mention(units):
        found.setdefault(id_, ProposedName(id=id_, type="org", name=name))
    return {id_: _known_only(found[id_], found) for id_ in sorted(found)}


def _used(units: list[Unit]) -> Iterator[str]:
    for unit in units:
        if unit.speaker is not None:
            yield unit.speaker
        for sentence in unit.sentences:
            yield from (each.id for each in sentence.mentions if each.role != NEITHER)
            yield from (each.of for each in sentence.figures if each.of)
        yield from (each.id for each in unit.carried)


def _mentions(page: Page, units: list[Unit]) -> Iterator[Mention]:
    for unit in units:
        for sentence in unit.sentences:
            yield from sentence.mentions
    yield from page.sources


def _of_mention(page: Page, mention: Mention) -> ProposedName:
    known = mention.known
    if mention.type == "force" and mention.id != known.id:
        return ProposedName(id=mention.id, type="force", name=f"{_adjective(known)} forces", part_of=known.id)
    near = page.names.near(known.name, known.type) if known.id.startswith(NEW) else ()
    return ProposedName(
        id=known.id,
        type=mention.type,
        name=known.name,
        aliases=_aliases(page, known),
        part_of=known.part_of,
        within=known.within,
        role=known.role,
        near=tuple(one for one in near if one != known.id),
    )


def _aliases(page: Page, known: KnownName) -> tuple[str, ...]:
    """The other spellings; first those that this article uses, of a person the short one before all."""
    here = {page.text[each.start : each.end] for each in page.hits if each.best.known.id == known.id}
    short = sorted(here - {known.name}, key=lambda each: (len(each), each))
    surname = (known.surnames or (known.name.split()[-1],)) if known.type == "person" and not short else ()
    plain = (each for each in (*short, *surname, *known.aliases) if each != known.name and "\n" not in each)
    return tuple(dict.fromkeys(plain))


def _without_mention(units: list[Unit]) -> Iterator[tuple[str, str]]:
    """Bodies that only speak: “the interior ministry said”, or that only the header of a quote names."""
    for unit in units:
        for each in unit.sentences:
            if each.speaker is not None and each.speaker.startswith(NEW) and each.said is not None:
                yield each.speaker, without_article(each.said.words) or each.speaker.removeprefix(NEW)


def _known_only(name: ProposedName, all_of_them: dict[str, ProposedName]) -> ProposedName:
    part_of = name.part_of if name.part_of in all_of_them else None
    return replace(name, part_of=part_of, within=name.within if name.within in all_of_them else None)


def _adjective(country: KnownName) -> str:
    return next((each for each in country.demonyms if not each.endswith("s")), country.name)
