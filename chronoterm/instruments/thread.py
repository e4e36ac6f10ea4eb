"""The thread of a record: what restates, updates, denies, corroborates, asserts or is the same event, drawn as a tree.

All records that such relations join, in whatever direction, are one thread; background is no such relation. Its root
is the earliest of those that are about nothing else. Each record hangs from the one that is the fewest relations away
from the root, the earliest of several. So each stands once, and every other relation is told once more below the one
of its two records that stands further down.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from chronoterm.chronology.view import Related
from chronoterm.dates import LATEST, DateError
from chronoterm.instruments.told import Progress
from chronoterm.records import Entry, RelationType

DEEPEST = 16
"""Levels below the root that are drawn."""

MOST_DRAWN = 2_000
"""Records that are drawn, those nearest to the root."""

MOST_WALKED = 20_000
"""Records that are counted; a longer thread has more than so many."""

MOST_AGAIN = 20
"""Relations to records further up that are told below one record."""

BRANCH, LAST, GOING_ON, NOTHING = "├ ", "└ ", "│ ", "  "
"""What the tree is drawn with, two cells a level."""

STEP = 256
"""Records between two words of progress."""

RelatedTo = Callable[[str], Sequence[Related]]
"""What stands in a relation to a record, as a chronology tells it."""


class Joint(NamedTuple):
    """Another record of the thread, seen from one; `words` are the relations between them, as this one has them.

    `is_about` says that this one is about the other; `entry` is none where there is no such record.
    """

    id: str
    entry: Entry | None
    words: tuple[str, ...] = ()
    is_about: bool = False


class Drawn(NamedTuple):
    """A line of the tree.

    `rule` draws the branch it hangs from. `parent` is the line it hangs from, none for the root. One that is drawn
    `again` stands in full on the line `full`. `hidden` says of a line below a record how many more hang from that.
    """

    id: str
    entry: Entry | None
    depth: int
    rule: str = ""
    words: tuple[str, ...] = ()
    parent: int | None = None
    full: int | None = None
    hidden: int = 0


class Thread(NamedTuple):
    """A thread as it is drawn from `root`, with the record at hand, and what was counted.

    `records` and `joints` (pairs of records with a relation) are those that are drawn; `more` are records that are
    not, `or_more` if not all were counted, `untold` are joints that are not. `background` are relations of the
    records that are no part of a thread, `missing` joints to what is no record.
    """

    root: str
    at_hand: str
    lines: Sequence[Drawn]
    records: int
    joints: int
    more: int = 0
    or_more: bool = False
    background: int = 0
    missing: int = 0
    untold: int = 0


class Joints:
    """The relations of the records of a thread, asked for once; `background` are those that do not count."""

    def __init__(self, related: RelatedTo, progress: Progress) -> None:
        self._related = related
        self._progress = progress
        self._of: dict[str, Sequence[Joint]] = {}
        self.background: set[tuple[str, str]] = set()

    def of(self, record_id: str) -> Sequence[Joint]:
        """The records that a record is joined to, in order of time."""
        found = self._of.get(record_id)
        if found is None:
            if len(self._of) % STEP == 0:
                self._progress(len(self._of))
            found = self._of[record_id] = self._read(record_id)
        return found

    def _read(self, record_id: str) -> Sequence[Joint]:
        joined: dict[str, Joint] = {}
        for each in self._related(record_id):
            if each.type is RelationType.BACKGROUND:
                self.background.add((record_id, each.id) if each.is_outgoing else (each.id, record_id))
            elif each.id != record_id:
                before = joined.get(each.id, Joint(each.id, each.entry))
                is_about = each.is_outgoing and each.type is not RelationType.SAME_EVENT
                joined[each.id] = before._replace(
                    words=(*before.words, each.relation), is_about=before.is_about or is_about
                )
        return sorted(joined.values(), key=_standing)


def _standing(joint: Joint) -> tuple[bool, int, int, str]:
    return (joint.entry is None, *time_of(joint.entry), joint.id)


def time_of(entry: Entry | None) -> tuple[int, int]:
    """What records stand in order of: start and end of the date, those without one last."""
    try:
        when = None if entry is None else entry.when
    except DateError:
        when = None
    return (LATEST, LATEST) if when is None else (when.start, when.end)


def root_of(at_hand: Entry, joints: Joints) -> Entry:
    """The earliest of all records of a thread that are about nothing else.

    Where all of them are about each other in a circle, it is the earliest of all.
    """
    found, waiting = {at_hand.id: at_hand}, deque([at_hand])
    while waiting:
        for each in joints.of(waiting.popleft().id):
            if each.entry is not None and each.id not in found and len(found) < MOST_WALKED:
                found[each.id] = each.entry
                waiting.append(each.entry)
    ends = (
        each for each in found.values() if not any(one.is_about and one.entry for one in joints.of(each.id))
    )
    return min(tuple(ends) or found.values(), key=lambda each: (*time_of(each), each.id))


class _Branches(NamedTuple):
    """The records of a thread, those nearest to the root first: what each hangs from, how, and what hangs from it."""

    depth: dict[str, int]
    above: dict[str, str]
    below: dict[str, list[Joint]]
    shown: set[str]
    or_more: bool

    def hidden(self) -> dict[str, int]:
        """How many records that are not drawn hang from each, at whatever distance."""
        sizes: dict[str, int] = {}
        for each in reversed(list(self.above)):
            size = sizes.get(each, 0) + (each not in self.shown)
            sizes[each] = size
            sizes[self.above[each]] = sizes.get(self.above[each], 0) + size
        return sizes


def _branches(root: str, joints: Joints) -> _Branches:
    """Level by level from the root, so that each record hangs from one that is nearest to it."""
    made = _Branches({root: 0}, {}, {}, {root}, or_more=False)
    waiting = deque([root])
    while waiting:
        here = waiting.popleft()
        for each in joints.of(here):
            if each.entry is None or each.id in made.depth:
                continue
            if len(made.depth) >= MOST_WALKED:
                return made._replace(or_more=True)
            made.depth[each.id] = made.depth[here] + 1
            made.above[each.id] = here
            made.below.setdefault(here, []).append(each)
            waiting.append(each.id)
            if made.depth[each.id] <= DEEPEST and len(made.shown) < MOST_DRAWN:
                made.shown.add(each.id)
    return made


def thread_of(at_hand: Entry, related: RelatedTo, progress: Progress, root: Entry | None = None) -> Thread:
    """The thread of the record at hand, drawn from `root` where somebody chose one.

    A thread too large to be drawn whole, in which the record at hand would not be seen, is drawn from that one.
    """
    joints = Joints(related, progress)
    chosen = root or root_of(at_hand, joints)
    branches = _branches(chosen.id, joints)
    if root is None and at_hand.id not in branches.shown:
        chosen = at_hand
        branches = _branches(chosen.id, joints)
    layout = _Layout(branches, joints)
    layout.add(chosen)
    return Thread(
        chosen.id,
        at_hand.id,
        layout.lines,
        records=len(branches.shown),
        joints=sum(1 for each in layout.lines if each.words),
        more=len(branches.depth) - len(branches.shown),
        or_more=branches.or_more,
        background=len(joints.background),
        missing=sum(1 for each in layout.lines if each.entry is None and not each.hidden),
        untold=layout.untold,
    )


class _Layout:
    """Puts the lines of a thread below each other."""

    def __init__(self, branches: _Branches, joints: Joints) -> None:
        self.lines: list[Drawn] = []
        self.untold = 0
        self._branches = branches
        self._joints = joints
        self._hidden = branches.hidden()
        self._full: dict[str, int] = {}

    def add(
        self,
        entry: Entry,
        rule: str = "",
        below: str = "",
        words: tuple[str, ...] = (),
        parent: int | None = None,
    ) -> None:
        """A record with all that hangs from it; `below` is what the rules of that begin with."""
        line, depth = len(self.lines), self._branches.depth[entry.id]
        self._full[entry.id] = line
        self.lines.append(Drawn(entry.id, entry, depth, rule, words, parent))
        again = list(self._again(entry.id))
        hanging = self._branches.below.get(entry.id, ())
        children = [each for each in hanging if each.id in self._branches.shown]
        hidden = self._hidden.get(entry.id, 0) - sum(self._hidden.get(each.id, 0) for each in children)
        left = len(again) + len(children) + bool(hidden)
        for each in again:
            left -= 1
            full = self._full.get(each.id)
            rule = below + (BRANCH if left else LAST)
            self.lines.append(Drawn(each.id, each.entry, depth + 1, rule, each.words, line, full))
        for each in children:
            left -= 1
            if each.entry is not None:
                branch, on = (BRANCH, GOING_ON) if left else (LAST, NOTHING)
                self.add(each.entry, below + branch, below + on, each.words, line)
        if hidden:
            self.lines.append(Drawn(entry.id, None, depth + 1, below + LAST, (), line, hidden=hidden))

    def _again(self, record_id: str) -> Iterator[Joint]:
        """What a record is joined to that stands further up already, and what is no record."""
        above = self._branches.above.get(record_id)
        told = 0
        for each in self._joints.of(record_id):
            if each.entry is not None and (each.id not in self._full or each.id == above):
                continue
            told += 1
            if told <= MOST_AGAIN:
                yield each
        self.untold += max(0, told - MOST_AGAIN)
