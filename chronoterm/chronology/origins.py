"""How many reports there are of a record, and how many of them are independent.

The reports of a record are the sources of all records that tell the same event, and of those that corroborate one of
these. What restates, updates, denies, asserts or is background is a matter of its own: its sources do not count.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, TypeVar

from chronoterm.chronology.evidence import Reports
from chronoterm.records import RelationType, Source
from chronoterm.text import fold
from chronoterm.text_words import words_of

LINKS = frozenset((RelationType.SAME_EVENT, RelationType.CORROBORATES))
"""The relations through which the reports of another record count, as `linked` has it."""

UNNAMED = "unnamed source"

CIRCLE = "\n"
"""Before the root of reports that only lead to each other: no name begins so when it is compared."""

Each = TypeVar("Each", bound=Hashable)


class SourceMark(NamedTuple):
    """What tells one source from another, wherever in it a record was found.

    `sha256` is that of an article alone: a table or a feed is one file with many sources.
    """

    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    via: str | None = None
    sha256: str | None = None

    @classmethod
    def of(cls, source: Source) -> "SourceMark":
        """What tells a source of a record from others."""
        sha256 = source.sha256 if source.row is None else None
        return cls(source.publisher, source.title, source.url, source.via, sha256)


class Chain(NamedTuple):
    """A report and the shortest way from it to one of its roots, in names as they are written.

    `report` counts the reports from 0; one that may go back to several roots has several chains. A way that only
    leads round in a circle ends where it meets itself.
    """

    report: int
    names: tuple[str, ...]

    @property
    def text(self) -> str:
        """As it is drawn: `News article ← KBS interview`."""
        return " ← ".join(self.names)


def linked(
    record_id: str,
    same_events: Callable[[str], Iterable[str]],
    corroborating: Callable[[str], Iterable[str]],
) -> set[str]:
    """The records whose sources are reports of a record, itself included.

    `same_events` gives the records that are the same event as one, whichever of the two says so; these are followed
    as far as they lead. `corroborating` gives those that say that they corroborate one; no way leads on from them.
    """
    same, waiting = {record_id}, [record_id]
    while waiting:
        more = set(same_events(waiting.pop())) - same
        same |= more
        waiting.extend(more)
    return same.union(*(corroborating(each) for each in same))


def reports_of(marks: Collection[SourceMark]) -> Reports:
    """How many different reports these sources are, and of how many origins at least.

    A report that may go back to one of several roots is no further origin if one of these counts already; those of
    them that share a root are one. What does not tell where it is from is an origin only where there is no other.
    """
    return Reports(len(marks), len(marks)) if len(marks) <= 1 else _counted(_reports(marks))


def chains(marks: Collection[SourceMark]) -> Iterator[Chain]:
    """Each report with its way to each of its roots, in the order of their names, made one by one."""
    _, ways = counted_with_chains(marks)
    return ways


def counted_with_chains(marks: Collection[SourceMark]) -> tuple[Reports, Iterator[Chain]]:
    """What `reports_of` and `chains` give, for less than both."""
    reports = _reports(marks)
    counts = _counted(reports) if reports else Reports(0, 0)
    return counts, (
        Chain(number, names) for number in range(len(reports)) for names in _ways(number, reports)
    )


def _counted(reports: "Sequence[_Report]") -> Reports:
    roots = _roots(reports)
    sure = {root for each in roots if len(each) == 1 for root in each}
    unsure = [each for each in roots if each and not each & sure]
    return Reports(len(reports), max(1, len(sure) + len(joined(unsure))))


# What is one report, and where it leads


class _Report(NamedTuple):
    """Sources that are one report: what it is called, and what it came by, folded and as it is written.

    `ends` are its own roots, where it came by nothing else; `leads` are the reports that have the name of a via.
    """

    name: str
    named: frozenset[str]
    vias: Mapping[str, str]
    ends: frozenset[str]
    leads: dict[str, list[int]]

    @classmethod
    def of(cls, marks: Sequence[SourceMark]) -> "_Report":
        """The report that some sources are."""
        publishers = frozenset(_key(each.publisher) for each in marks) - {""}
        titles = frozenset(_key(each.title) for each in marks) - {""}
        addresses = frozenset(_address(each.url) for each in marks) - {""}
        named = publishers | titles
        told = ((_key(each.via), each.via or "") for each in marks)
        vias = {key: via for key, via in sorted(told) if key and key not in named}
        ends = frozenset() if vias else publishers or titles or addresses
        return cls(max(map(_name, marks), key=len) or UNNAMED, named, vias, ends, {})


def _reports(marks: Iterable[SourceMark]) -> Sequence[_Report]:
    """The different reports, in the order of their names."""
    same = joined((each, *_same_as(each)) for each in set(marks))
    groups = [sorted((each for each in group if isinstance(each, SourceMark)), key=_text) for group in same]
    reports = [_Report.of(group) for group in sorted(groups, key=lambda each: [_text(mark) for mark in each])]
    having: defaultdict[str, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        for name in report.named:
            having[name].append(number)
    for report in reports:
        report.leads.update((key, having[key]) for key in report.vias if key in having)
    return reports


def _same_as(mark: SourceMark) -> Iterator[tuple[str, ...]]:
    """What any two sources that are one report have in common, at least one of these."""
    address, publisher, title = _address(mark.url), _key(mark.publisher), _key(mark.title)
    if address:
        yield "url", address
    if mark.sha256:
        yield "sha256", mark.sha256
    if publisher and title:
        yield "article", publisher, title
    elif not address and not mark.sha256:
        yield "name", publisher, title, _key(mark.via)


@lru_cache(maxsize=2048)  # the same few publishers and channels over and over
def _key(name: str | None) -> str:
    """A name as it is compared: without case, accents, spaces and punctuation."""
    return " ".join(words_of(name)) or fold(name) if name else ""


def _address(url: str | None) -> str:
    """An address as it is compared: `http` is `https`, and the place in a page does not matter."""
    if not url:
        return ""
    scheme, parted, rest = url.strip().partition("#")[0].rstrip("/").partition("://")
    if not parted:
        return scheme
    host, slash, path = rest.partition("/")
    secure = scheme.lower().replace("https", "http")
    return f"{secure}://{host.lower()}{slash}{path}"


def _name(mark: SourceMark) -> str:
    return ", ".join(each for each in (mark.publisher, mark.title) if each) or mark.url or ""


def _text(mark: SourceMark) -> tuple[str, ...]:
    return tuple(each or "" for each in mark)


def _roots(reports: Sequence[_Report]) -> Sequence[set[str]]:
    """What each report may go back to; nothing where it does not tell where it is from.

    Reports that only lead to each other, and what only leads to these, have one root.
    """
    before: defaultdict[int, list[int]] = defaultdict(list)
    ending: defaultdict[str, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        for root in report.ends.union(report.vias.keys() - report.leads.keys()):
            ending[root].append(number)
        for lead in chain.from_iterable(report.leads.values()):
            before[lead].append(number)
    found: list[set[str]] = [set() for _ in reports]
    for root, waiting in ending.items():
        while waiting:
            here = waiting.pop()
            if root not in found[here]:
                found[here].add(root)
                waiting.extend(before[here])
    lost = [number for number, roots in enumerate(found) if not roots and reports[number].vias]
    for circle in joined((each, *chain.from_iterable(reports[each].leads.values())) for each in lost):
        for each in circle:
            found[each].add(f"{CIRCLE}{min(circle)}")
    return found


def _ways(first: int, reports: Sequence[_Report]) -> Iterator[tuple[str, ...]]:
    """The shortest way from a report to each of its roots, else round in a circle."""
    waiting: deque[tuple[int, tuple[str, ...]]] = deque([(first, (reports[first].name,))])
    seen, found, circle = {first}, set[str](), None
    while waiting:
        here, names = waiting.popleft()
        report = reports[here]
        if not report.ends <= found or (here == first and not report.vias):
            found |= report.ends
            yield names
        for key, via in report.vias.items():
            if key not in report.leads and key not in found:
                found.add(key)
                yield (*names, via)
            for lead in report.leads.get(key, ()):
                if lead in seen:
                    circle = circle or (*names, reports[lead].name)
                else:
                    seen.add(lead)
                    waiting.append((lead, (*names, reports[lead].name)))
    if not found and circle:
        yield circle


def joined(groups: Iterable[Iterable[Each]]) -> Sequence[set[Each]]:
    """What stands in groups, joined where two groups have something in common."""
    above: dict[Each, Each] = {}

    def top(here: Each) -> Each:
        while above[here] != here:
            above[here] = here = above[above[here]]
        return here

    for group in groups:
        first: Each | None = None
        for each in group:
            above.setdefault(each, each)
            if first is None:
                first = each
            above[top(each)] = top(first)
    joined: defaultdict[Each, set[Each]] = defaultdict(set)
    for each in above:
        joined[top(each)].add(each)
    return list(joined.values())
