"""A large file is read by a process of its own: the same comes in, or nothing."""

import os
import signal
from collections.abc import Iterator

import pytest

from chronoterm.importers.incoming import Incoming, Reading, Refused
from chronoterm.intake.ahead import AT_ONCE, read_ahead
from chronoterm.problems import ChronotermError
from tests.intake.coming import incoming

MANY = 3 * AT_ONCE + 7


def items(number: int) -> Iterator[Incoming | Refused]:
    for each in range(1, number + 1):
        yield Refused(f"row {each}", "is empty") if each % 10 == 0 else incoming(each)


@pytest.mark.parametrize("number", [0, 1, AT_ONCE, MANY])
def test_what_is_read_apart_is_what_would_be_read_here(number: int) -> None:
    with read_ahead(Reading(("said",), items(number), is_sound=True)) as reading:
        assert (reading.said, reading.is_sound) == (("said",), True)
        assert list(reading.items) == list(items(number))


def test_reading_that_is_killed_is_no_end_of_the_file() -> None:
    def killed() -> Iterator[Incoming | Refused]:
        yield from items(MANY)
        os.kill(os.getpid(), signal.SIGKILL)

    with read_ahead(Reading((), killed())) as reading, pytest.raises(ChronotermError, match="cut off"):
        list(reading.items)


def test_reading_that_fails_is_no_end_of_the_file(capfd: pytest.CaptureFixture[str]) -> None:
    def failing() -> Iterator[Incoming | Refused]:
        yield incoming(1)
        raise RuntimeError

    with read_ahead(Reading((), failing())) as reading, pytest.raises(ChronotermError, match="cut off"):
        list(reading.items)
    assert capfd.readouterr().err == ""


def test_who_stops_early_leaves_no_process_behind(children: list[int]) -> None:
    with read_ahead(Reading((), items(100_000))) as reading:
        assert next(reading.items) == incoming(1)
    (child,) = children
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
