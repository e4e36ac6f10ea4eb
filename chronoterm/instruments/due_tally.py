"""How often each speaker was right: of how many things that they expected how many came true, and how late."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from chronoterm.instruments.due import Case, State
from chronoterm.instruments.due_late import lateness_of
from chronoterm.instruments.told import FEWEST


class Tally(NamedTuple):
    """What became of all that somebody expected; nobody is named where there is no speaker."""

    speaker: str | None
    of: Mapping[State, Sequence[Case]]

    @property
    def settled(self) -> int:
        """How many things came true or did not."""
        return len(self.of[State.TRUE]) + len(self.of[State.FALSE])


def tallies(found: Mapping[State, Sequence[Case]]) -> Sequence[Tally]:
    """The tally of each speaker, those of whom most is settled first; what nobody is named for comes last."""
    of: dict[str | None, dict[State, list[Case]]] = {}
    for state, cases in found.items():
        for case in cases:
            for speaker in case.speakers or (None,):
                of.setdefault(speaker, {each: [] for each in State})[state].append(case)
    made = [Tally(speaker, each) for speaker, each in of.items()]
    return sorted(
        made, key=lambda each: (each.speaker is None, -each.settled, -_all(each), each.speaker or "")
    )


def told(tally: Tally, dates_of: Callable[[Case], str]) -> str:
    """A tally in words: `7 of 10 came true, median 5 days late; 2 open`.

    Of fewer settled cases than say something on the whole each one is told, with its date by `dates_of`.
    """
    true, false = tally.of[State.TRUE], tally.of[State.FALSE]
    if tally.settled >= FEWEST:
        late = lateness_of(each.late for each in true)
        settled = ", ".join(filter(None, (f"{len(true):,} of {tally.settled:,} came true", late)))
    else:
        both = ((true, State.TRUE), (false, State.FALSE))
        cases = ", ".join(_cases(each, state, dates_of) for each, state in both if each)
        settled = f"{tally.settled} settled: {cases}" if cases else "none settled"
    waiting = (State.OVERDUE, State.OPEN, State.UNTOLD)
    left = ", ".join(f"{len(tally.of[each]):,} {each.value}" for each in waiting if tally.of[each])
    return "; ".join(filter(None, (settled, left)))


def _cases(cases: Sequence[Case], state: State, dates_of: Callable[[Case], str]) -> str:
    return f"{len(cases)} {state.value} ({', '.join(_dates(cases, dates_of))})"


def _dates(cases: Iterable[Case], dates_of: Callable[[Case], str]) -> Iterable[str]:
    return (f"{dates_of(each)}, {each.late.text}" if each.late else dates_of(each) for each in cases)


def _all(tally: Tally) -> int:
    return sum(map(len, tally.of.values()))
