"""Reviewed pictures of the text of a source. Look at a new one before it is kept: `pytest --snapshot-update`."""

from pathlib import Path

import pytest

from chronoterm.edits import Change, Edit, Table
from chronoterm.store.shared import SharedStore
from tests.conftest import MakeStore
from tests.texts import of_words, text_document
from tests.tui.driving import NARROW, WIDE, app_on_fresh
from tests.tui.test_snapshots import Compare, after

pytestmark = pytest.mark.usefixtures("the_same_user")

TEXT = """Harbour Gazette, 3 May 2024

The dockers of Quay 1 will strike from Monday, their union said on Thursday. “We have waited long enough,” its chair, \
Anna Lund, told reporters. “Some 450 of us will stay at home.”

The port authority expects delays of two days at the most. Its spokesman, Bo Berg, said that the cranes of Quay 2 \
“will go on as ever”.

Background: In March the dockers refused an offer of four per cent.
"""


@pytest.fixture
def port(make_store: MakeStore, tmp_path: Path) -> Path:
    """A store with four records of one article, and its text."""
    records = [
        of_words(
            TEXT, "strike", "The dockers of Quay 1 will strike from Monday", date="2024-05-06", expected=True
        ),
        of_words(
            TEXT,
            "waited",
            "“We have waited long enough,” its chair, Anna Lund, told reporters. “Some 450 of us will stay at home.”",
            kind="statement",
            date="2024-05-02",
            speaker="Anna Lund",
            headline="450 dockers will stay at home",
        ),
        of_words(TEXT, "cranes", "the cranes of Quay 2 “will go on as ever”", date="2024-05-03"),
        of_words(TEXT, "offer", "In March the dockers refused an offer of four per cent.", date="2024-03"),
    ]
    path = make_store(tmp_path, records, meta={"schema": 1, "title": "Port"})
    document = text_document(TEXT)
    SharedStore.open(path).write(
        Edit("kept", (Change(Table.TEXTS, document["id"], None, document),)), by="ada"
    )
    return path


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")])
def test_a_passage_in_its_text(size: tuple[int, int], port: Path, snap_compare: Compare) -> None:
    assert snap_compare(app_on_fresh(port), terminal_size=size, run_before=after(["j", "f"]))


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")])
def test_a_text_that_is_not_kept(size: tuple[int, int], sample: Path, snap_compare: Compare) -> None:
    assert snap_compare(app_on_fresh(sample), terminal_size=size, run_before=after(["j", "f"]))
