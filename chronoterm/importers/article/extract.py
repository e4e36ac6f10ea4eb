"""From the text of an article to proposals: everything put together."""

from collections.abc import Iterable

from chronoterm.importers.article.gazetteer import KnownName
from chronoterm.importers.article.matching_names import Names
from chronoterm.importers.article.naming import names_of
from chronoterm.importers.article.page import Page, page_of
from chronoterm.importers.article.proposing import proposal_of
from chronoterm.importers.article.reading import read_all
from chronoterm.importers.article.relations import relations_of
from chronoterm.importers.article.units import units_of
from chronoterm.importers.proposals import Article, Extraction

NO_SECTIONS = "no sections found"
NO_DAY = "no day of publication found"


def extract(
    text: str,
    *,
    file: str,
    sha256: str,
    published: str | None = None,
    known: Iterable[KnownName] | Names = (),
) -> Extraction:
    """What an article proposes; `published` in ISO 8601 goes before what the text says, `known` before the tables.

    Never raises for any text. Offsets count characters of `text`.
    """
    page = page_of(text, published, known)
    units = units_of(page, read_all(page))
    names = names_of(page, units)
    ids = [f"r{number:02d}" for number in range(1, len(units) + 1)]
    records = [proposal_of(page, unit, id_, names) for unit, id_ in zip(units, ids, strict=True)]
    asserted = {
        id_: ids[unit.asserted_by]
        for unit, id_ in zip(units, ids, strict=True)
        if unit.asserted_by is not None
    }
    return Extraction(
        article=_article(page, file, sha256),
        records=tuple(records),
        relations=tuple(relations_of(records, asserted)),
        names=names,
        notes=_notes(page),
    )


def _article(page: Page, file: str, sha256: str) -> Article:
    return Article(
        file=file,
        sha256=sha256,
        chars=len(page.text),
        published=page.published.isoformat() if page.published else None,
        published_text=page.top.published_text,
        title=page.top.title,
        source_line=page.text[slice(*page.source_span)] if page.source_span else None,
        via=page.via,
    )


def _notes(page: Page) -> tuple[str, ...]:
    sections = any(each.header for each in page.paragraphs)
    notes = () if sections or not page.paragraphs else (NO_SECTIONS,)
    return notes if page.published else (*notes, NO_DAY)
