"""Words to drive a strip of time that stands alone, and to read what it shows."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from hypothesis import strategies as st
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.pilot import Pilot
from textual.widget import Widget

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.dates import PartialDate
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import ALL, Query
from chronoterm.records import Kind, Record
from chronoterm.terms import Condition, Facet
from chronoterm.widgets.timeline_strip import TimelineStrip

Strips = Pilot[None]
PICKED = Query((Condition(Facet.TAG, ("picked",)),))
WIDE, NARROW = 120, 80


class Strip(TimelineStrip):
    """The strip with keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("left", "strip_left"),
        ("right", "strip_right"),
        ("shift+left", "strip_extend_left"),
        ("shift+right", "strip_extend_right"),
        ("home", "strip_first"),
        ("end", "strip_last"),
        ("space", "strip_mark"),
        ("enter", "strip_take"),
    ]


class Other(Widget, can_focus=True):
    """Something else to focus."""


class StripApp(App[None]):
    """A strip and little else; what it announces is kept."""

    CSS = """
    Strip { height: 2; }
    Other { height: 1; }
    Strip > .timeline-strip--cursor { text-style: reverse; }
    Strip > .timeline-strip--whole { background: blue; }
    Strip > .timeline-strip--range { text-style: underline; }
    Strip:focus > .timeline-strip--label { text-style: bold; }
    """
    AUTO_FOCUS = None

    def __init__(self, lines: int = 2) -> None:
        super().__init__()
        self._lines = lines
        self.moved: list[int] = []
        self.selected: list[tuple[int, int]] = []

    def compose(self) -> ComposeResult:
        strip = Strip(id="strip")
        strip.styles.height = self._lines
        yield strip
        yield Other()

    def on_timeline_strip_moved(self, event: TimelineStrip.Moved) -> None:
        assert isinstance(event.control, Strip)
        self.moved.append(event.minute)

    def on_timeline_strip_selected(self, event: TimelineStrip.Selected) -> None:
        self.selected.append((event.since, event.until))

    @property
    def strip(self) -> Strip:
        return self.query_one(Strip)


def minute(date: str) -> int:
    return PartialDate.parse(date).start


def chronology(*dates: str | None, picked: Sequence[str] = ()) -> IndexedChronology:
    """Events on dates; those on a date that is `picked` have that tag."""
    return IndexedChronology.build(
        Record(
            id=f"r{number}",
            kind=Kind.EVENT,
            headline="h",
            date=date,
            tags=("picked",) if date in picked else (),
        )
        for number, date in enumerate(dates)
    )


OCTOBER = chronology(
    "2024-10-01", "2024-10-02", "2024-10-02", "2024-10-10", "2024-10-20", picked=["2024-10-02"]
)


def shown(app: StripApp) -> list[str]:
    """The lines of the strip as a terminal shows them."""
    strips = app.screen._compositor.render_strips(app.size)
    return ["".join(segment.text for segment in strip) for strip in strips][: app.strip.size.height]


def days(app: StripApp, first: int, last: int) -> list[int]:
    """The cells of the chart that belong to some days of the twenty of October, both included."""
    cells = app.strip._cells
    return list(range((first - 1) * cells // 20, last * cells // 20))


def chart(app: StripApp, line: int = 0) -> str:
    return shown(app)[line][1 : 1 + app.strip._cells]


def reversed_cells(app: StripApp) -> list[int]:
    """The columns of the chart that the cursor marks."""
    return styled_cells(app, "reverse")


def styled_cells(app: StripApp, attribute: str) -> list[int]:
    """The columns of the chart with a style such as `bold`."""
    return _cells_where(app, lambda style: bool(getattr(style, attribute)))


def tinted_cells(app: StripApp) -> list[int]:
    """The columns of the chart with another background, which is blue here."""
    return _cells_where(app, lambda style: style.bgcolor is not None and style.bgcolor.name == "#0000ff")


def _cells_where(app: StripApp, is_meant: Callable[[Style], bool]) -> list[int]:
    found: list[int] = []
    x = -1
    for segment in app.screen._compositor.render_strips(app.size)[0]:
        if segment.style is not None and is_meant(segment.style):
            found += range(x, x + len(segment.text))
        x += len(segment.text)
    return found


async def show(
    pilot: Strips,
    whole: IndexedChronology = OCTOBER,
    query: Query = ALL,
    *,
    period: tuple[int, int] | None = None,
    undated: int = 0,
) -> StripApp:
    app = pilot.app
    assert isinstance(app, StripApp)
    app.strip.show(whole, whole.view(query, CHRONOLOGICAL), period=period, undated=undated)
    await pilot.pause()
    return app


async def focused(pilot: Strips, day: str | None = "2024-10-10") -> StripApp:
    app = await show(pilot)
    app.strip.focus()
    app.strip.point(None if day is None else minute(day))
    await pilot.pause()
    return app


def column(app: StripApp, day: int) -> int:
    """A column of the window in which a day of the month is drawn."""
    return 1 + days(app, day, day)[0]


moments = st.integers(-(10**9), 10**9)
extents = st.builds(lambda start, length: (start, start + length), moments, st.integers(1, 10**9))
