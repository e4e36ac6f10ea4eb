"""What a piece of JSON is for, by its first keys."""

import re
from typing import NamedTuple

_PIECE = re.compile(r"\"(?P<text>(?:[^\"\\]++|\\.)*+)\"(?P<colon>\s*+:)?|(?P<mark>[{}\[\]])", re.DOTALL)
_GEOMETRY = re.compile(r"\"type\"\s*+:\s*+\"(?:Feature|FeatureCollection|GeometryCollection)\"")
_RECORD = frozenset(("id", "kind", "headline"))
_SLIDES = frozenset(("title", "events", "eras", "scale"))
_MOST_KEYS = 200

STORE = "is a store of chronoterm; import what `chronoterm list --format jsonl` writes of it"
VERSION_2 = "is a TimelineJS file of version 2, which is not read; write it as one of version 3"
GEOJSON = "is GeoJSON, which is not read; save its table as CSV and import that"
JSON_FEED = "is a JSON Feed, which is not read; save the RSS or Atom feed of the same site"
PROPOSALS = "holds proposals that were made of an article; import the article itself"
OTHER = "is JSON of a kind that is not read (only TimelineJS and records of chronoterm are); save it as CSV and import that"


class Shape(NamedTuple):
    """Whether JSON begins with a list, and the keys of its object, or of the first one in that list."""

    is_list: bool
    keys: frozenset[str]


def shape_of(head: str) -> Shape:
    """The shape of JSON of which the beginning is known."""
    is_list = head.lstrip().startswith("[")
    level, depth = (2 if is_list else 1), 0
    keys: list[str] = []
    for piece in _PIECE.finditer(head):
        if piece["mark"]:
            depth += 1 if piece["mark"] in "{[" else -1
            if depth < level and keys:
                break
        elif depth == level and piece["colon"]:
            keys.append(piece["text"])
            if len(keys) == _MOST_KEYS:
                break
    return Shape(is_list, frozenset(keys))


def is_records(shape: Shape) -> bool:
    """Whether it is a record of ours, or a list of them."""
    return shape.keys >= _RECORD


def is_timeline(shape: Shape, head: str) -> bool:
    """Whether it may be a TimelineJS file of version 3; its first slide may be so long that nothing else is seen."""
    if shape.is_list:
        return False
    return "events" in shape.keys or (
        "title" in shape.keys and shape.keys <= _SLIDES and '"headline"' in head
    )


def refusal(shape: Shape, head: str) -> str:
    """What is said of JSON that is neither."""
    if shape.keys >= {"records", "meta"} or shape.keys >= {"records", "actors"}:
        return STORE
    if "timeline" in shape.keys:
        return VERSION_2
    if "type" in shape.keys and _GEOMETRY.search(head):
        return GEOJSON
    if "jsonfeed.org/version" in head:
        return JSON_FEED
    if "chronoterm-proposals/" in head:
        return PROPOSALS
    return OTHER
