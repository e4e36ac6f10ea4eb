"""A briefing as Markdown that any reader of CommonMark shows, and that reads well as it is."""

from collections.abc import Iterator, Sequence

from chronoterm.exporters.briefing import COMPARE, Briefing, Heading, Item, Link, Reference
from chronoterm.exporters.choosing import Chosen
from chronoterm.exporters.fields import Reading
from chronoterm.exporters.markdown_escaping import block, inline, line, slug
from chronoterm.exporters.meta import Meta, Tally

NOTES = "Source notes"
_NOTES_LINK = f"#{slug(NOTES)}"
_COLUMNS = ("Series", "State", "Figure", "Who says so", "Date", "Record")


def markdown_lines(reading: Reading, chosen: Chosen, meta: Meta, tally: Tally) -> Iterator[str]:
    """Lines of a briefing. The records are read one by one."""
    briefing = Briefing(reading, chosen, meta.title, meta.made)
    yield from _head(briefing)
    for part in briefing.parts():
        if isinstance(part, Heading):
            yield from ("", f"## {inline(part.text)}")
        else:
            row, item = part
            yield from _item(item)
            tally.note(row)
    yield from _figures(briefing)
    yield from _notes(briefing)


def _head(briefing: Briefing) -> Iterator[str]:
    head = briefing.head
    yield f"# {inline(head.title)}"
    yield ""
    yield " · ".join(each for each in (head.as_of, head.counts, head.order) if each)
    if head.conditions:
        yield ""
        yield f"Filter: {' · '.join(inline(each) for each in head.conditions)}"
    if head.remark:
        yield ""
        yield head.remark


def _item(item: Item) -> Iterator[str]:
    yield ""
    yield f"### {item.number}. {inline(item.headline)}"
    yield ""
    yield f"*{_byline(item)}*"
    if item.quote:
        yield ""
        yield from block(item.quote, "> ")
        yield ">"
        yield f"> — {inline(item.quote_by)}"
    if item.summary:
        yield ""
        yield from block(item.summary)
    yield ""
    yield from (f"- **{label}:** {inline(text)}" for label, text in item.facts)
    yield from (f"- **{relation}:** {'; '.join(map(_link, links))}" for relation, links in item.relations)
    if item.tags:
        yield f"- **Tags:** {', '.join(map(inline, item.tags))}"
    yield f"- **Source:** {'; '.join(map(_reference, item.sources)) or 'none named'}"


def _byline(item: Item) -> str:
    return " · ".join(each for each in (inline(item.kind), inline(item.date), *item.remarks) if each)


def _link(link: Link) -> str:
    if link.number is None:
        return inline(link.text)
    return f"[{link.number}. {inline(link.text)}](#{_anchor(link.number, link.headline)})"


def _anchor(number: int, headline: str) -> str:
    """What leads to the heading of a record."""
    return slug(f"{number}.", headline)


def _reference(reference: Reference) -> str:
    place = f", {reference.place}" if reference.place else ""
    return f"{inline(reference.name)} [\\[{reference.number}\\]]({_NOTES_LINK}){place}"


def _figures(briefing: Briefing) -> Iterator[str]:
    if not briefing.claims:
        return
    yield from ("", "## Figures", "", COMPARE, "")
    yield _table_row(_COLUMNS)
    yield _table_row(["---"] * len(_COLUMNS))
    for claim in sorted(briefing.claims):
        told = (claim.series, claim.state, claim.figure, claim.who, claim.date)
        record = f"[{claim.number}](#{_anchor(claim.number, claim.headline)})"
        yield _table_row([*(inline(each) or "–" for each in told), record])


def _table_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _notes(briefing: Briefing) -> Iterator[str]:
    if not briefing.notes:
        return
    yield from ("", f"## {NOTES}", "")
    for note, number in briefing.notes.items():
        yield f"{number}. {line(', '.join(filter(None, note)))}"
