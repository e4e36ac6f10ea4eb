"""The form in which it is kept: one JSON object with a version, read with suspicion."""

from enum import Enum
from typing import NamedTuple

import msgspec

from chronoterm.keeping.remembered import NOTHING, Remembered, SavedBriefing, SavedView, Session
from chronoterm.text import clean

VERSION = 2
"""Goes up when an older program would lose something by writing the file anew."""

LARGEST = 1_000_000
"""Bytes of a file; what is larger was not written by us."""

LONGEST_REASON = 100
"""Characters of a reason, which may quote what it complains of."""


class State(Enum):
    """What was found where it is kept."""

    SOUND = "sound"
    DAMAGED = "damaged"
    NEWER = "newer"
    UNREADABLE = "unreadable"


class Found(NamedTuple):
    """What was found, and why no more of it could be used."""

    remembered: Remembered
    state: State = State.SOUND
    why: str = ""


class _Head(msgspec.Struct):
    version: int


class _Kept(msgspec.Struct):
    """The whole file, of version 1 without briefings. `store` is for people who look into the folder."""

    version: int
    store: str
    saved: tuple[SavedView, ...]
    history: tuple[str, ...]
    session: Session | None
    briefings: tuple[SavedBriefing, ...] = ()
    briefed: tuple[str, ...] = ()


def damaged(why: str) -> Found:
    """Nothing that could be used."""
    return Found(NOTHING, State.DAMAGED, clean(why)[:LONGEST_REASON])


def decoded(raw: bytes) -> Found:
    """What the bytes of a file say; of a newer version, what this one understands of it."""
    if len(raw) > LARGEST:
        return damaged(f"it is larger than {LARGEST:,} bytes")
    try:
        version = msgspec.json.decode(raw, type=_Head).version
        if version > VERSION:
            return Found(_understood(raw), State.NEWER, f"version {version}"[:LONGEST_REASON])
        if version < 1:
            return damaged(f"there is no version {version}")
        kept = msgspec.json.decode(raw, type=_Kept)
    except (ValueError, RecursionError) as error:
        return damaged(str(error))
    return Found(Remembered(kept.saved, kept.history, kept.session, kept.briefings, kept.briefed))


def _understood(raw: bytes) -> Remembered:
    try:
        return msgspec.json.decode(raw, type=Remembered)
    except (ValueError, RecursionError):
        return NOTHING


def encoded(store: str, remembered: Remembered) -> tuple[Remembered, bytes]:
    """What is kept, and the bytes of its file: where it would get too large, without the older half of the history.

    Half a surrogate pair becomes a question mark, since no file in UTF-8 can hold it.
    """
    raw = _json(store, remembered)
    while len(raw) > LARGEST and remembered.history:
        newer = remembered.history[len(remembered.history) // 2 + 1 :]
        remembered = msgspec.structs.replace(remembered, history=newer)
        raw = _json(store, remembered)
    return remembered, raw


def _json(store: str, remembered: Remembered) -> bytes:
    kept = _Kept(
        VERSION,
        store,
        remembered.saved,
        remembered.history,
        remembered.session,
        remembered.briefings,
        remembered.briefed,
    )
    import json  # noqa: PLC0415 - reading, which a start waits for, has no need of it

    text = json.dumps(msgspec.to_builtins(kept), ensure_ascii=False, indent=1)
    return f"{text}\n".encode(errors="replace")
