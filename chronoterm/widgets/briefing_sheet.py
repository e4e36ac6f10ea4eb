"""The sheet of a briefing: one record in the middle of the window, what it is of above, its source below."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from chronoterm.cells import cut, width
from chronoterm.instruments.briefing import Card
from chronoterm.spans import Line, Span, Tone
from chronoterm.widgets.painted_lines import PaintedLines

_HEAD, _ASOF = "briefing--head", "briefing--as-of"
PARTS = {_HEAD, _ASOF, *(f"briefing--{tone.value}" for tone in Tone)}

RULE = "─"


class Heading(NamedTuple):
    """What stands above each record: the name of the briefing, where somebody is in it, and what it is of."""

    title: str
    place: str
    of: str = ""
    as_of: str = ""

    @property
    def height(self) -> int:
        """How many lines it takes."""
        return 2 + bool(self.as_of)


class Sheet(NamedTuple):
    """What is on the screen. `said` stands in the last line, where else the keys are."""

    heading: Heading
    card: Card
    page: int
    keys: str = ""
    said: str = ""


AROUND = 2
"""Lines of a sheet besides its heading, the page and what is below it: the rule, and the keys."""


class BriefingSheet(PaintedLines):
    """Paints a sheet; the keys come from the window around it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = PARTS

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._sheet: Sheet | None = None

    def show(self, sheet: Sheet) -> None:
        """Show another record, or another page; only lines that look different are sent."""
        self._sheet = sheet
        self.repaint()

    def paint_lines(self) -> list[Strip]:
        """The heading, the page, and what is below it, at the lower end."""
        size = self.size
        if self._sheet is None:
            return [Strip.blank(size.width, self.rich_style)] * size.height
        sheet = self._sheet
        head = self._head(sheet.heading)
        below = [
            self._line(rule(sheet, size.width)),
            *(self._line(each, sheet.card.margin) for each in sheet.card.foot),
            self._last(sheet),
        ]
        page = [self._line(each, sheet.card.margin) for each in sheet.card.pages[sheet.page]]
        free = max(0, size.height - len(head) - len(below) - len(page))
        blank = Strip.blank(size.width, self.rich_style)
        above = min(free, 1 + free // 3)
        lines = [*head, *([blank] * above), *page, *([blank] * (free - above))]
        room = max(0, size.height - len(below))
        return [*lines[:room], *below][: size.height]

    def _head(self, heading: Heading) -> list[Strip]:
        cells = self.size.width
        place = cut(heading.place, cells)
        title = cut(heading.title, max(0, cells - width(place) - 2))
        gap = " " * max(0, cells - width(title) - width(place))
        style = self.rich_style + self.part_style(_HEAD)
        lines = [
            Strip([Segment(f"{title}{gap}{place}", style)]).crop(0, cells),
            self._line(Line((Span(cut(heading.of, cells), Tone.FAINT),))),
        ]
        if heading.as_of:
            text = cut(heading.as_of, cells)
            style = self.rich_style + self.part_style(_ASOF)
            lines.append(Strip([Segment(text + " " * max(0, cells - width(text)), style)]))
        return lines

    def _last(self, sheet: Sheet) -> Strip:
        text, tone = (sheet.said, Tone.ALERT) if sheet.said else (sheet.keys, Tone.FAINT)
        return self._line(Line((Span(cut(text, self.size.width), tone),)))

    def _line(self, line: Line, margin: int = 0) -> Strip:
        base, cells = self.rich_style, self.size.width
        spans = [Span(" " * margin), *(each for each in line.spans if each.text)]
        used = sum(width(each.text) for each in spans)
        segments = [
            Segment(each.text, base + self.part_style(f"briefing--{each.tone.value}")) for each in spans
        ]
        return Strip([*segments, Segment(" " * max(0, cells - used), base)]).crop(0, cells)


def rule(sheet: Sheet, cells: int) -> Line:
    """What parts the page from what is below it; it tells which page this is, where there are more."""
    pages = len(sheet.card.pages)
    if pages == 1:
        return Line((Span(RULE * cells, Tone.FAINT),))
    text = cut(f" page {sheet.page + 1:,}/{pages:,} ", cells)
    after = min(2, max(0, cells - width(text)))
    before = max(0, cells - width(text) - after)
    return Line((Span(RULE * before, Tone.FAINT), Span(text, Tone.KEY), Span(RULE * after, Tone.FAINT)))


def key_line(keys: Sequence[str], cells: int) -> str:
    """As many keys as have room, the most important first."""
    line = ""
    for each in keys:
        longer = f"{line} · {each}" if line else each
        if width(longer) > cells:
            break
        line = longer
    return line
