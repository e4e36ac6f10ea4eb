"""A briefing as one HTML file: no script, nothing from elsewhere, to be read on a screen or on paper."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby

from chronoterm.exporters.briefing import (
    COMPARE,
    MAY_MATCH,
    NOT_REVIEWED,
    Briefing,
    Claim,
    Heading,
    Item,
    Link,
    Reference,
)
from chronoterm.exporters.choosing import Chosen
from chronoterm.exporters.fields import Reading
from chronoterm.exporters.html_escaping import address, block, inline, language
from chronoterm.exporters.html_style import STYLE
from chronoterm.exporters.html_timeline import KINDS, sign, svg
from chronoterm.exporters.meta import Meta, Tally
from chronoterm.exporters.timeline import Timeline, timeline

_COLUMNS = ("Series", "State", "Figure", "Who says so", "Date", "Record")
_BADGES = (MAY_MATCH, NOT_REVIEWED)


def html_lines(reading: Reading, chosen: Chosen, meta: Meta, tally: Tally) -> Iterator[str]:
    """Lines of a page. The records are gone through twice for the timeline, then read one by one."""
    briefing = Briefing(reading, chosen, meta.title, meta.made)
    yield from _opening(briefing)
    drawn = timeline(chosen, reading.chronology)
    if drawn is not None:
        yield from _figure(drawn)
    yield "<main>"
    is_open = False
    for part in briefing.parts():
        if isinstance(part, Heading):
            yield from _section(part, after_another=is_open)
            is_open = True
        else:
            row, item = part
            yield from _record(item)
            tally.note(row)
    yield from ["</section>"] * is_open
    yield from _figures(briefing.claims)
    yield from _notes(briefing)
    yield from ("</main>", "</body>", "</html>")


def policy() -> str:
    """What a browser may do with the page: show it in its own style, and nothing else."""
    digest = b64encode(sha256(STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _opening(briefing: Briefing) -> Iterator[str]:
    head = briefing.head
    title = inline(head.title)
    yield from ("<!DOCTYPE html>", '<html lang="en">', "<head>", '<meta charset="utf-8">')
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy()}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{title}</title>"
    yield f"<style>{STYLE}</style>"
    yield from ("</head>", "<body>", "<header>", f'<h1 dir="auto">{title}</h1>')
    told = " · ".join(each for each in (head.as_of, head.counts, head.order) if each)
    yield f'<p class="as-of">{inline(told)}</p>'
    if head.conditions:
        yield '<ul class="filter" aria-label="Filter">'
        yield from (f'<li dir="auto">{inline(each)}</li>' for each in head.conditions)
        yield "</ul>"
    if head.remark:
        yield f'<p class="remark">{inline(head.remark)}</p>'
    yield "</header>"


def _figure(drawn: Timeline) -> Iterator[str]:
    yield '<figure class="timeline">'
    yield from svg(drawn)
    if drawn.marks:
        signs = "".join(f"<span>{sign(kind)} {kind}</span>" for kind in KINDS)
        hollow = "<span>hollow: uncertain</span><span>hatched: some time within</span>"
        yield f'<figcaption class="legend">{signs}{hollow}</figcaption>'
    yield "</figure>"


def _section(heading: Heading, *, after_another: bool) -> Iterator[str]:
    if after_another:
        yield "</section>"
    text = inline(heading.text)
    if heading.datetime:
        text = f'<time datetime="{inline(heading.datetime)}">{text}</time>'
    yield from ("<section>", f"<h2>{text}</h2>")


def _record(item: Item) -> Iterator[str]:
    yield f'<article class="record" id="record-{item.number}">'
    yield f'<h3 dir="auto"><span class="number">{item.number}.</span> {inline(item.headline)}</h3>'
    yield f'<p class="byline">{_byline(item)}</p>'
    if item.quote:
        yield f'<figure class="quote"><blockquote{language(item.language)}>{block(item.quote)}</blockquote>'
        yield f"<figcaption>— {inline(item.quote_by)}</figcaption></figure>"
    if item.summary:
        yield block(item.summary)
    yield "<dl>"
    yield from (f"<dt>{inline(label)}</dt><dd>{inline(text)}</dd>" for label, text in item.facts)
    yield from (f"<dt>{inline(relation)}</dt><dd>{_links(links)}</dd>" for relation, links in item.relations)
    if item.tags:
        yield f"<dt>Tags</dt><dd>{inline(', '.join(item.tags))}</dd>"
    yield f"<dt>Source</dt><dd>{'; '.join(map(_reference, item.sources)) or 'none named'}</dd>"
    yield from ("</dl>", "</article>")


def _byline(item: Item) -> str:
    parts = [f"{sign(item.sort)} {inline(item.kind)}"]
    if item.date and item.datetime:
        parts.append(f'<time datetime="{inline(item.datetime)}">{inline(item.date)}</time>')
    elif item.date:
        parts.append(inline(item.date))
    parts += (
        f'<span class="badge">{inline(each)}</span>' if each in _BADGES else inline(each)
        for each in item.remarks
    )
    return " · ".join(parts)


def _links(links: tuple[Link, ...]) -> str:
    shown = [_link(each) for each in links]
    return shown[0] if len(shown) == 1 else f"<ul>{''.join(f'<li>{each}</li>' for each in shown)}</ul>"


def _link(link: Link) -> str:
    text = inline(link.text)
    return text if link.number is None else f'<a href="#record-{link.number}">{link.number}. {text}</a>'


def _reference(reference: Reference) -> str:
    place = f", {inline(reference.place)}" if reference.place else ""
    note = f'<a href="#note-{reference.number}">[{reference.number}]</a>'
    return f"{inline(reference.name)} {note}{place}"


def _figures(claims: list[Claim]) -> Iterator[str]:
    if not claims:
        return
    yield from ('<section id="figures">', "<h2>Figures</h2>", "<table>", f"<caption>{COMPARE}</caption>")
    heads = "".join(f'<th scope="col">{each}</th>' for each in _COLUMNS)
    yield f"<thead><tr>{heads}</tr></thead>"
    for (series, state), group in groupby(sorted(claims), key=lambda each: (each.series, each.state)):
        rows = list(group)
        yield "<tbody>"
        for number, claim in enumerate(rows):
            first = "" if number else _rowhead(series, len(rows)) + _rowhead(state, len(rows))
            yield f"<tr>{first}{_claim(claim)}</tr>"
        yield "</tbody>"
    yield from ("</table>", "</section>")


def _rowhead(text: str, rows: int) -> str:
    return f'<th scope="rowgroup" rowspan="{rows}" dir="auto">{inline(text) or "–"}</th>'


def _claim(claim: Claim) -> str:
    number = f'<a href="#record-{claim.number}">{claim.number}</a>'
    return (
        f'<td class="amount">{inline(claim.figure)}</td><td>{inline(claim.who)}</td>'
        f"<td>{inline(claim.date)}</td><td>{number}</td>"
    )


def _notes(briefing: Briefing) -> Iterator[str]:
    if not briefing.notes:
        return
    yield from ('<section id="source-notes">', "<h2>Source notes</h2>", '<ol class="notes">')
    for note, number in briefing.notes.items():
        text = f'<cite dir="auto">{inline(note.text)}</cite>' if note.text else ""
        shown = ", ".join(each for each in (text, address(note.url)) if each)
        yield f'<li id="note-{number}">{shown}</li>'
    yield from ("</ol>", "</section>")
