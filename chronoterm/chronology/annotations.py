"""What users noted, record by record."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chronoterm.layered import with_changes
from chronoterm.records import Annotation

Annotations = Mapping[str, Sequence[Annotation]]
"""The annotations of each record that has any, the oldest first. Some are of records that are not there."""


def by_record(annotations: Iterable[Annotation]) -> Annotations:
    """All annotations put under the ids of their records."""
    found: dict[str, list[Annotation]] = defaultdict(list)
    for each in annotations:
        found[each.record].append(each)
    return {record: _in_time(those) for record, those in found.items()}


def with_those_of(old: Annotations, new: Annotations) -> Annotations:
    """The annotations after those of some records became others; a record without any is left out."""
    return with_changes(old, {record: _in_time(those) or None for record, those in new.items()})


def is_starred(annotations: Sequence[Annotation]) -> bool:
    """Whether anybody starred the record."""
    return any(each.star for each in annotations)


def is_noted(annotations: Sequence[Annotation]) -> bool:
    """Whether anybody tagged the record or commented on it."""
    return any(each.tag or each.comment for each in annotations)


def tags_of(annotations: Sequence[Annotation]) -> Iterator[str]:
    """The tags that users gave the record."""
    return (each.tag for each in annotations if each.tag)


def comments_of(annotations: Sequence[Annotation]) -> Iterator[str]:
    """The comments that users wrote on the record."""
    return (each.comment for each in annotations if each.comment)


def users_of(annotations: Sequence[Annotation]) -> Iterator[str]:
    """The users who starred the record, tagged it or commented on it."""
    return (each.by for each in annotations if each.by and (each.star or each.tag or each.comment))


def _in_time(annotations: Sequence[Annotation]) -> Sequence[Annotation]:
    """The oldest first; what has no time comes before all that has one."""
    return tuple(sorted(annotations, key=lambda each: (each.at or "", each.id or "")))
