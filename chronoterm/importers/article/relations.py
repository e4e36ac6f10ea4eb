"""Relations among the records of one article: what follows from its build, and what is only thought.

`asserts` and `background-of` follow from statements and sections. `restates`, `updates` and `corroborates` are
proposals for a person to confirm.
"""

from collections.abc import Iterator
from itertools import pairwise

from chronoterm.importers.proposals import Precision, Proposal, ProposedKind, ProposedRelation


def relations_of(records: list[Proposal], asserted: dict[str, str]) -> list[ProposedRelation]:
    """The relations of an article's records; `asserted` says for a second record which statement gave it."""
    found = [
        ProposedRelation(type="asserts", from_=by, to=id_, why="inside the statement")
        for id_, by in asserted.items()
    ]
    if records:
        found += _background(records)
        found += _restating(records, asserted)
    return [
        *found,
        *_updating(
            [each for each in records if each.id not in asserted or not _same_words(each, records, asserted)]
        ),
        *_corroborating(records),
    ]


def _same_words(record: Proposal, records: list[Proposal], asserted: dict[str, str]) -> bool:
    by = next(each for each in records if each.id == asserted[record.id])
    return set(record.spans) <= set(by.spans)


def _background(records: list[Proposal]) -> Iterator[ProposedRelation]:
    lead = records[0]
    for each in records:
        if each.section == "background" and lead.section != "background":
            yield ProposedRelation(
                type="background-of", from_=each.id, to=lead.id, why="a Background section is of the lead"
            )


def _restating(records: list[Proposal], asserted: dict[str, str]) -> Iterator[ProposedRelation]:
    lead = records[0]
    if lead.kind is not ProposedKind.STATEMENT or lead.speaker is None:
        return
    for each in records[1:]:
        if each.id in asserted or each.section != "details":
            continue
        if (
            each.speaker == lead.speaker
            and each.kind is ProposedKind.STATEMENT
            and set(each.actors) & set(lead.actors)
        ):
            yield ProposedRelation(
                type="restates",
                from_=each.id,
                to=lead.id,
                why="same speaker and actor as the lead, told in more detail",
            )
        return


def _updating(records: list[Proposal]) -> Iterator[ProposedRelation]:
    """Each record with a figure of a force updates the one before it in time."""
    forces = sorted({figure.of for each in records for figure in each.figures if figure.of})
    for force in forces:
        series = [
            each for each in records
            if any(figure.of == force for figure in each.figures) and each.date.end is not None and each.date.precision is not Precision.UNDATED
        ]  # fmt: skip
        series.sort(key=lambda each: (each.date.end or "", each.id))
        for earlier, later in pairwise(series):
            if earlier.date.end != later.date.end:
                yield ProposedRelation(
                    type="updates", from_=later.id, to=earlier.id, why=f"a later figure of {force}"
                )


def _corroborating(records: list[Proposal]) -> Iterator[ProposedRelation]:
    """A statement and an event that name the same force at the same place, from different sources."""
    for number, one in enumerate(records):
        for other in records[number + 1 :]:
            if {one.kind, other.kind} != {
                ProposedKind.EVENT,
                ProposedKind.STATEMENT,
            } or one.spans == other.spans:
                continue
            force = {each for each in one.actors if each.startswith("forces:")} & set(other.actors)
            place = {each for each in one.places if not each.isupper()} & set(other.places)
            dated = Precision.UNDATED not in (one.date.precision, other.date.precision)
            if force and place and dated and one.section == other.section == "background":
                yield ProposedRelation(
                    type="corroborates",
                    from_=one.id,
                    to=other.id,
                    why=f"{min(force)} at {min(place)}, another source",
                )
