"""An import on a disk that refuses: all of it comes in, or none, and what is said of it is true."""

from pathlib import Path

import pytest

from chronoterm.cli import run
from tests.faults.calls import calls_of, every_call
from tests.faults.failing import BROKEN, FULL, QUOTA, Extent, Refusal
from tests.faults.importing import held_by, held_plainly, new_import, records_of

REFUSALS = [
    pytest.param(FULL, Extent.ONE_CALL_HALF_DONE, id="full"),
    pytest.param(QUOTA, Extent.EVERY_CALL, id="quota"),
    pytest.param(BROKEN, Extent.ONE_CALL, id="broken"),
]

IT_IS_THERE = ("was written, but may be the old one again after a power failure", "has all of it, but")
"""What is said of an import that came in all the same."""


@pytest.mark.parametrize(("error", "extent"), REFUSALS)
@pytest.mark.parametrize("is_large", [pytest.param(False, id="small"), pytest.param(True, id="large")])
def test_an_import_that_the_disk_refuses_is_told_and_can_be_tried_again(
    is_large: bool, error: int, extent: Extent, in_memory: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    work = new_import(in_memory / "whole", is_large=is_large)
    before, calls = held_by(work.store), calls_of(work.done)
    whole = held_by(work.store)
    refused = 0
    for at in range(len(calls)):
        work = new_import(in_memory / f"{at}", is_large=is_large)
        capfd.readouterr()
        with every_call(Refusal(at, error, extent)):
            code = work.done()
        told = capfd.readouterr().err
        found = held_by(work.store)
        assert found in (before, whole)
        assert (code == 2) is (found == before) or any(each in told for each in IT_IS_THERE), told
        assert "as it was" not in told or found == before
        assert "Traceback" not in told
        assert told.count("\n") == (code == 2)
        refused += found == before
        assert work.done() == 0
        assert held_by(work.store) == whole
        assert run(["backup", "-s", str(work.store), str(work.store.with_name("copy.json"))]) == 0
        assert held_plainly(work.store.with_name("copy.json")) == records_of(whole)
    assert 0 < refused < len(calls)
