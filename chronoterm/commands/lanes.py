"""The keys in the lanes, and in two of them beside each other."""

from chronoterm.commands.command import Command, Group, Place

_LANES = (Place.LANES,)

COMMANDS = (
    Command(
        "lanes.take",
        ("enter",),
        "Open",
        "Close, and filter by the lane and the time under the cursor. Of two lanes: go to the record.",
        Group.LANES,
        _LANES,
    ),
    Command(
        "lanes.turn",
        ("tab",),
        "Facet",
        "Lanes of actors, speakers, places, sources. Of two lanes: the other one.",
        Group.LANES,
        _LANES,
    ),
    Command(
        "lanes.pin",
        ("p", "space"),
        "Pin",
        "Pin this lane; again lets it go. Of three pinned ones the first goes.",
        Group.LANES,
        _LANES,
    ),
    Command(
        "lanes.beside",
        ("P",),
        "Beside",
        "The two pinned lanes beside each other, empty days too; again goes back to all.",
        Group.LANES,
        _LANES,
    ),
    Command(
        "lanes.nearer",
        ("z",),
        "Zoom in",
        "Half as much time around the cursor. Of two lanes: by a finer unit of time.",
        Group.LANES,
        _LANES,
    ),
    Command(
        "lanes.farther",
        ("Z",),
        "Zoom out",
        "Twice as much time. Of two lanes: by a coarser unit of time.",
        Group.LANES,
        _LANES,
    ),
    Command(
        "lanes.left",
        ("h", "left"),
        "Left",
        "One cell back in time. Of two lanes: the left one.",
        Group.LANES,
        _LANES,
    ),
    Command(
        "lanes.right",
        ("l", "right"),
        "Right",
        "One cell on in time. Of two lanes: the right one.",
        Group.LANES,
        _LANES,
    ),
    Command("lanes.start", ("home",), "Start", "To the beginning of all time.", Group.LANES, _LANES),
    Command("lanes.end", ("end",), "End", "To its end.", Group.LANES, _LANES),
)
