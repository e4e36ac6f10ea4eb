"""Going through what an importer reads: what is new, there already, changed or refused, before anything is written."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

import msgspec

from chronoterm.documents import DocumentError, read
from chronoterm.edits import Document, Table
from chronoterm.importers.incoming import Incoming, Origin, Reading, Refused
from chronoterm.intake.judging import Verdict, judged
from chronoterm.intake.naming import Called, Fetch, IncomingNames
from chronoterm.intake.spool import Spool
from chronoterm.records import Record

_RECORD = msgspec.json.Decoder(Record)

SHOWN = 5
"""Records and refusals that are kept to be shown."""

MOST_REASONS = 200
"""Different reasons of refusals that are counted apart; the rest are counted together."""

OTHER_REASONS = "other reasons"

Progress = Callable[[int], None]


class Update(NamedTuple):
    """A record that is there, and what comes in for it; `edited` when it is not as it was imported."""

    stored: Document
    incoming: Document
    edited: bool


class Gathered:
    """All of a file, compared with a store."""

    def __init__(self, reading: Reading, fetch: Fetch, called: Called) -> None:
        self.said = reading.said
        self._is_sound = reading.is_sound
        self.new = Spool()
        self.updates: list[Update] = []
        self.same = 0
        self.refused = 0
        self.reasons: Counter[str] = Counter()
        """How many were refused for each reason."""
        self.refusals: list[Refused] = []
        """The first of those that were refused."""
        self.first_refused: dict[str, str] = {}
        """Where the first one stood that was refused for a reason."""
        self.first: list[Document] = []
        """The first of those that are new."""
        self.names = IncomingNames(fetch, called)
        self._fetch = fetch

    @property
    def edited(self) -> int:
        """How many records that came in again were edited here."""
        return sum(each.edited for each in self.updates)

    @property
    def changed(self) -> int:
        """How many records that came in again are others by now, and nobody edited them here."""
        return len(self.updates) - self.edited

    @property
    def total(self) -> int:
        """How many records, and what might have become some, were read."""
        return len(self.new) + len(self.updates) + self.same + self.refused

    def take(self, incoming: Incoming, file: str) -> None:
        """Compare a record with the store."""
        if incoming.names:
            for table, document in incoming.names:
                self.names.learn(table, document)
        record = self.names.named(incoming.record)
        stored = self._fetch(Table.RECORDS, record["id"])
        verdict, document = judged(record, file, stored)
        if verdict is Verdict.SAME:
            self.same += 1
            return
        encoded = msgspec.json.encode(document)
        if not self._is_sound and (why := _fault(document, encoded)) is not None:
            self.refuse(Refused(incoming.where, why))
            return
        self.names.need(document)
        if stored is None:
            self.new.put(document["id"], encoded)
            if len(self.first) < SHOWN:
                self.first.append(document)
        else:
            self.updates.append(Update(stored, document, verdict is Verdict.EDITED))

    def refuse(self, refused: Refused) -> None:
        """Count what cannot come in."""
        self.refused += 1
        if len(self.refusals) < SHOWN:
            self.refusals.append(refused)
        why = refused.why
        if why not in self.reasons and len(self.reasons) >= MOST_REASONS:
            why = OTHER_REASONS
        self.reasons[why] += 1
        self.first_refused.setdefault(why, refused.where)


def gathered(
    reading: Reading, origin: Origin, fetch: Fetch, called: Called, progress: Progress | None = None
) -> Gathered:
    """Read a file to its end. `progress` is told how many records are read, and may raise to stop."""
    found = Gathered(reading, fetch, called)
    for number, each in enumerate(reading.items, start=1):
        if isinstance(each, Refused):
            found.refuse(each)
        else:
            found.take(each, origin.sha256)
        if progress is not None and not number % 1000:
            progress(number)
    if not reading.is_sound:
        found.new.demand_different_ids()
    return found


def _fault(document: Document, encoded: bytes) -> str | None:
    """Why the store would not read a document as a record; none where it would."""
    with suppress(msgspec.ValidationError):
        record = _RECORD.decode(encoded)
        if record.id.strip() and record.headline.strip():
            return None
    try:  # which is slower, and says what is wrong
        read(document, Record)
    except DocumentError as error:
        return f"{error.field}: {error}" if error.field else str(error)
    return None
