"""Words for tests of reviews on the screen."""

from pathlib import Path

from chronoterm.app import Chronoterm
from chronoterm.directories import state_folder
from chronoterm.edits import Document
from chronoterm.importers.proposals import Extraction
from chronoterm.keeping.reviews import Reviews
from chronoterm.reviewing.review import Review, State
from chronoterm.screens.review import ReviewScreen
from chronoterm.store.shared import SharedStore
from chronoterm.widgets.review_fields import ReviewFields
from chronoterm.widgets.review_lines import ReviewSaid, ReviewStatus
from chronoterm.widgets.review_list import ReviewList
from chronoterm.widgets.review_pane import ReviewPane
from chronoterm.widgets.review_text import ReviewText
from tests.review_examples import SHA256, TEXT, extraction
from tests.tui.driving import Screen, press, settle, type_text, wait_until


def waiting_in(store: Path, proposed: Extraction | None = None, text: str = TEXT) -> Reviews:
    """Reviews with one that waits, as an import leaves it."""
    reviews = Reviews(store, state_folder())
    reviews.begin(extraction() if proposed is None else proposed, text)
    return reviews


def kept(store: Path, sha256: str = SHA256) -> Review:
    """What is on the disk of a review."""
    found = Reviews(store, state_folder()).read(sha256)
    assert found is not None
    return found


def damage_review(store: Path) -> None:
    """Leave half a file where the review of the article is kept."""
    [path] = state_folder().rglob(f"{SHA256}.json")
    path.write_text("{", encoding="utf-8")


def kept_states(store: Path) -> dict[str, State]:
    """What became of each proposal, as it is on the disk."""
    return {each.id: each.state for each in kept(store).items}


def screen(pilot: Screen) -> ReviewScreen:
    """The review."""
    return next(each for each in pilot.app.screen_stack if isinstance(each, ReviewScreen))


def is_open(pilot: Screen) -> bool:
    """Whether there is a review on the screen."""
    return any(isinstance(each, ReviewScreen) for each in pilot.app.screen_stack)


def said(pilot: Screen) -> str:
    """What is said of the last key."""
    return screen(pilot).query_one(ReviewSaid).said


def status(pilot: Screen) -> str:
    """The first line, white space folded."""
    return " ".join(screen(pilot).query_one(ReviewStatus).render_line(0).text.split())


def proposals(pilot: Screen) -> list[str]:
    """The visible proposals, white space folded."""
    return [" ".join(each.split()) for each in _lines_of(screen(pilot).query_one(ReviewList))]


def here(pilot: Screen) -> str:
    """The proposal that is looked at."""
    return next(each for each in proposals(pilot) if each.startswith("▶"))


def fields(pilot: Screen) -> list[str]:
    """The visible fields, white space folded."""
    return [" ".join(each.split()) for each in _lines_of(screen(pilot).query_one(ReviewFields))]


def field(pilot: Screen) -> str:
    """The field with the cursor."""
    return next(each for each in fields(pilot) if each.startswith("▸"))


def lit(pilot: Screen, part: str) -> str:
    """What of the visible article is lit as a part of what is looked at, side by side."""
    pane = screen(pilot).query_one(ReviewText)
    style = pane.rich_style + pane.part_style(f"review--{part}")
    rows = (pane.paint_line(line) for line in range(pane.top, min(pane.total, pane.top + pane.size.height)))
    found = (" ".join(each.text for each in row if each.style == style) for row in rows)
    return " ".join(" ".join(found).split())


def _lines_of(pane: ReviewPane) -> list[str]:
    lines = (pane.render_line(y).text.rstrip(" ▐") for y in range(pane.size.height))
    return [line for line in lines if line]


async def to_field(pilot: Screen, label: str) -> None:
    """Go to a field of the proposal that is looked at."""
    if not any(each.startswith("▸") for each in fields(pilot)):
        await press(pilot, "tab")
    await press(pilot, "g")
    while not field(pilot).startswith(f"▸{label}"):
        before = field(pilot)
        await press(pilot, "j")
        assert field(pilot) != before, fields(pilot)


async def edit_field(pilot: Screen, label: str, text: str, *save: str) -> None:
    """Type another text into a field of the proposal that is looked at, and save."""
    await to_field(pilot, label)
    await press(pilot, "enter")
    await press(pilot, "ctrl+end", "ctrl+u")
    await type_text(pilot, text)
    await press(pilot, *(save or ("ctrl+s",)))


async def leave(pilot: Screen) -> None:
    """Leave the review, storing what is accepted."""
    await press(pilot, "escape")
    await wait_until(pilot, lambda: not is_open(pilot))
    await settle(pilot)


async def store(pilot: Screen) -> None:
    """Store what is accepted."""
    await press(pilot, "S")
    await wait_until(pilot, lambda: said(pilot).startswith(("imported", "not stored", "all of it")))
    await settle(pilot)


def records_of(path: Path) -> dict[str, Document]:
    """The records of a store, by their headlines, those of its journal too."""
    from chronoterm.edits import Table
    from chronoterm.modes import ALL_RIGHTS
    from chronoterm.reader import open_desk

    shared: SharedStore = open_desk(path, ALL_RIGHTS, None).store
    documents = (shared.document(Table.RECORDS, each) for each in shared.ids(Table.RECORDS))
    return {each["headline"]: each for each in documents if each is not None}


def app_reviewing(path: Path) -> Chronoterm:
    """The program, started for the review of the article."""
    return Chronoterm(path, review=SHA256)
