"""What is new as values, one for each record or changed figure: for programs that go on with them."""

from collections.abc import Iterator, Mapping, Sequence

from chronoterm.chronology.evidence import Claimed, Evidence
from chronoterm.instruments.delta import By, Changed, Delta

Values = Mapping[str, object]


def values_of(found: Delta, evidence: Evidence) -> Iterator[Values]:
    """What came, in the order in which it is told. `certain` is false for what may have come before or since."""
    maybe = set(found.maybe) if found.by is By.DATE else set()
    for row in sorted({*found.new, *maybe}):
        yield {"what": "new", **_record(evidence, row), "certain": row not in maybe}
    for row in found.revised:
        yield {"what": "revised", **_record(evidence, row), "revision": evidence.revision(row)}
    for each in found.changed:
        yield _changed(evidence, each)


def _record(evidence: Evidence, row: int) -> Values:
    entry = evidence.entry(row)
    return {"id": entry.id, "date": entry.date, "headline": entry.headline, "by": entry.by}


def _changed(evidence: Evidence, changed: Changed) -> Values:
    return {
        "what": "changed",
        "series": changed.series,
        "state": changed.state,
        changed.who.facet.value: changed.who.value,
        "before": _claims(evidence, changed.before),
        "now": _claims(evidence, changed.now),
        "certain": changed.is_sure,
    }


def _claims(evidence: Evidence, claims: Sequence[Claimed]) -> Values:
    """The figures of one record: a side that is missing is open."""
    entry = evidence.entry(claims[0].row)
    figures = [{"low": each.low, "high": each.high, "approx": each.approx} for each in claims]
    return {"id": entry.id, "date": entry.date, "figures": figures}
