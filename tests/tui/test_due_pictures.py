"""Reviewed pictures of what is due."""

from pathlib import Path

import pytest

from tests.conftest import MakeStore
from tests.tui.driving import NARROW, WIDE, app_on
from tests.tui.instruments import KNOWN
from tests.tui.test_snapshots import Compare, after

pytestmark = pytest.mark.usefixtures("the_same_user", "counted_at_once")


@pytest.fixture
def forecasts(tmp_path: Path, make_store: MakeStore) -> Path:
    """Six things that somebody settled, four that nobody did, by two speakers."""
    records: list[dict[str, object]] = []
    days = ("06", "04", "01", "09", "03", None)
    for number, day in enumerate(days, start=1):
        name = f"forecast {number}"
        came = f"outcome {number}"
        records += [
            {"id": name, "kind": "event", "expected": True, "headline": f"Ship {number} to reach the port"},
            {
                "id": came,
                "kind": "event",
                "headline": f"Ship {number} moors",
                "date": f"2024-11-{day or '05'}",
            },
        ]
        records[-2] |= {"date": "2024-11-01", "speaker": "harbour-master", "outcome": came}
        if day is None:
            records[-1] |= {"headline": "Ship 6 turns back", "relations": [{"type": "denies", "to": name}]}
    for date, headline in (
        ("2024-11-05~", "Strike to end"),
        ("2024-11-01/..", "Quay to open"),
        ("2024-11-20", "Cranes to be tested"),
        (None, "Dues to be cut"),
    ):
        found = {"id": headline, "kind": "event", "expected": True, "headline": headline, "speaker": "ada"}
        records.append(found if date is None else {**found, "date": date})
    sources = [{"publisher": "Harbour Gazette", "published": "2024-10-20"}]
    return make_store(
        tmp_path,
        [{**each, "sources": sources} for each in records],
        actors=[{"id": "harbour-master", "name": "Harbour Master"}, {"id": "ada", "name": "Ada Lund"}],
    )


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")])
def test_what_is_due_looks_as_it_was_reviewed(
    snap_compare: Compare, forecasts: Path, size: tuple[int, int]
) -> None:
    assert snap_compare(app_on(forecasts), terminal_size=size, run_before=after([*KNOWN, "w", "j"]))
