"""One table of commands: the README, the help, the last line, the palette and every pane keep to it."""

from functools import partial
from pathlib import Path

import pytest
from textual.binding import Binding, BindingsMap
from textual.command import DiscoveryHit
from textual.dom import DOMNode

from chronoterm.app import Chronoterm
from chronoterm.commands import COMMANDS, Command, Group, Place, at, footer_commands, shown_key, shown_keys
from chronoterm.palette import CommandProvider, offered
from chronoterm.screens.briefing import BriefingWindow
from chronoterm.screens.briefings_picker import BriefingsPicker
from chronoterm.screens.chronology import ChronologyScreen
from chronoterm.screens.comment_prompt import CommentPrompt
from chronoterm.screens.confirm import Confirm
from chronoterm.screens.conflict import ConflictScreen
from chronoterm.screens.date_prompt import DatePrompt
from chronoterm.screens.delta import DeltaWindow
from chronoterm.screens.due import DueWindow
from chronoterm.screens.edit_form import EditForm
from chronoterm.screens.export_window import ExportWindow
from chronoterm.screens.facet_picker import FacetPicker
from chronoterm.screens.figure_linking import FigureLinking
from chronoterm.screens.form_typed import TypedWindow
from chronoterm.screens.instrument import InstrumentWindow
from chronoterm.screens.known_prompt import KnownPrompt
from chronoterm.screens.lanes import LanesWindow
from chronoterm.screens.ledger import LedgerWindow
from chronoterm.screens.name_prompt import NamePrompt
from chronoterm.screens.reading_window import ReadingWindow, help_text
from chronoterm.screens.relation_menu import RelationMenu
from chronoterm.screens.review import ReviewScreen
from chronoterm.screens.review_field import FieldPrompt
from chronoterm.screens.review_parting import ReviewParting
from chronoterm.screens.reviews_picker import ReviewsPicker
from chronoterm.screens.saved_views import SavedViews
from chronoterm.screens.silences import SilencesWindow
from chronoterm.screens.sort_picker import SortPicker
from chronoterm.screens.source_text import SourceTextWindow
from chronoterm.screens.tag_prompt import TagPrompt
from chronoterm.screens.thread import ThreadWindow
from chronoterm.widgets.chronology_list import ChronologyList
from chronoterm.widgets.detail_pane import DetailPane
from chronoterm.widgets.form_pane import FormPane
from chronoterm.widgets.keys import action_of, bindings
from chronoterm.widgets.query_prompt import QueryPrompt
from chronoterm.widgets.timeline_strip import TimelineStrip
from docs.generate import README, with_keys
from tests.tui.driving import WIDE, app_on, press, screen_lines, settle

HOLDERS: dict[Place, tuple[type[DOMNode], ...]] = {
    Place.PROGRAM: (Chronoterm,),
    Place.CHRONOLOGY: (ChronologyScreen,),
    Place.LIST: (ChronologyList,),
    Place.DETAIL: (DetailPane,),
    Place.QUERY: (QueryPrompt,),
    Place.STRIP: (TimelineStrip,),
    Place.PICKER: (FacetPicker,),
    Place.SORTING: (SortPicker,),
    Place.SAVED: (SavedViews,),
    Place.PROMPT: (DatePrompt, NamePrompt),
    Place.WINDOW: (ReadingWindow,),
    Place.FORM: (EditForm,),
    Place.FIELD: (FormPane,),
    Place.CONFLICT: (ConflictScreen,),
    Place.CONFIRM: (Confirm,),
    Place.LEAVING: (TypedWindow,),
    Place.RELATION: (RelationMenu,),
    Place.TAGS: (TagPrompt,),
    Place.COMMENT: (CommentPrompt,),
    Place.EXPORT: (ExportWindow,),
    Place.INSTRUMENT: (InstrumentWindow,),
    Place.KNOWN: (KnownPrompt,),
    Place.LEDGER: (LedgerWindow,),
    Place.LINKING: (FigureLinking,),
    Place.THREAD: (ThreadWindow,),
    Place.LANES: (LanesWindow,),
    Place.SILENCES: (SilencesWindow,),
    Place.DUE: (DueWindow,),
    Place.SOURCE_TEXT: (SourceTextWindow,),
    Place.BRIEFING: (BriefingWindow,),
    Place.BRIEFINGS: (BriefingsPicker,),
    Place.DELTA: (DeltaWindow,),
    Place.REVIEW: (ReviewScreen,),
    Place.PARTING: (ReviewParting,),
    Place.ENTRY: (FieldPrompt,),
    Place.REVIEWS: (ReviewsPicker,),
}


ON_MAIN_SCREEN = (Place.PROGRAM, Place.CHRONOLOGY, Place.LIST, Place.DETAIL)
"""The places whose keys work without a window, a prompt or the strip."""


def test_the_key_tables_of_the_readme_are_those_of_the_program() -> None:
    readme = README.read_text(encoding="utf-8")
    assert readme == with_keys(readme), "`make docs` writes them anew"


@pytest.mark.parametrize("place", list(Place))
def test_every_key_is_bound_where_the_table_says_and_none_besides(place: Place) -> None:
    wanted = {(key, action_of(command, key), command.help) for command in at(place) for key in command.keys}
    for holder in HOLDERS[place]:
        bound = [each for each in vars(holder)["BINDINGS"] if isinstance(each, Binding)]
        assert {(each.key, each.action, each.tooltip) for each in bound} == wanted


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_can_be_carried_out_wherever_it_has_a_key(command: Command) -> None:
    for place in command.places:
        for holder in HOLDERS[place]:
            assert callable(getattr(holder, f"action_{command.action}", None)), holder


@pytest.mark.parametrize(
    ("place", "way"),
    [
        (Place.LIST, ()),
        (Place.CHRONOLOGY, ()),
        (Place.PROGRAM, ()),
        (Place.DETAIL, ("tab",)),
        (Place.CHRONOLOGY, ("tab",)),
        (Place.PROGRAM, ("tab",)),
        (Place.STRIP, ("H",)),
        (Place.PROGRAM, ("H",)),
        (Place.QUERY, ("/",)),
    ],
)
async def test_a_key_does_what_the_table_says_whichever_pane_has_it(
    team: Path, place: Place, way: tuple[str, ...]
) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, *way)
        active = pilot.app.screen.active_bindings
        for key, meant in BindingsMap(bindings(place)).key_to_bindings.items():
            assert active[key].binding.action == meant[0].action, key
            assert isinstance(active[key].node, HOLDERS[place]), key


async def test_the_last_line_names_what_the_table_ranks(team: Path) -> None:
    async with app_on(team).run_test(size=(200, 40)) as pilot:
        await settle(pilot)
        keys = ((each, each.keys[0]) for each in footer_commands())
        told = [
            f"{shown_keys(each) if key.isdigit() else shown_key(key)} {each.label.lower()}"
            for each, key in keys
        ]
        assert screen_lines(pilot)[-1].split() == " ".join(told).split()


def test_the_help_tells_every_command_under_its_group() -> None:
    told = [line.split(maxsplit=1) for line in help_text().plain.splitlines() if line]
    wanted: list[list[str]] = []
    for group in Group:
        wanted.append(group.value.split(maxsplit=1))
        for each in (each for each in COMMANDS if each.group is group):
            keys = shown_keys(each) or f": {each.label.lower()}"
            wanted.append(f"{keys} {each.help}".split(maxsplit=1))
    assert [" ".join(" ".join(each).split()) for each in told] == [" ".join(each) for each in wanted]


def test_the_palette_offers_every_command_that_needs_no_number_line_or_window() -> None:
    missing = {each.id for each in COMMANDS} - {each.id for each in offered()}
    elsewhere = at(*(place for place in Place if place not in ON_MAIN_SCREEN))
    wanted = {each.id for each in elsewhere} | {"detail.follow", "read.related", "program.commands"}
    assert missing == wanted


async def test_whoever_the_palette_asks_can_carry_the_command_out(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await settle(pilot)
        provider = CommandProvider(pilot.app.screen)
        hits = [hit async for hit in provider.discover() if isinstance(hit, DiscoveryHit)]
        assert [hit.display for hit in hits] == [each.label for each in offered()]
        for command, hit in zip(offered(), hits, strict=True):
            assert command.help in str(hit.help)
            assert isinstance(hit.command, partial)
            assert callable(getattr(hit.command.args[1], f"action_{command.action}"))
