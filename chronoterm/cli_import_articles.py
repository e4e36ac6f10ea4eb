"""Articles of an import: proposed records are printed, stored without a review, or kept to be reviewed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import structs

from chronoterm.cli_asking import today
from chronoterm.cli_editing_desk import desk_for, tell_saved
from chronoterm.cli_import_forms import Text, text_of
from chronoterm.cli_import_options import Options
from chronoterm.cli_import_reading import Found
from chronoterm.cli_import_reviews import keep_review, open_review, rejected_before
from chronoterm.dates.typed import read_typed
from chronoterm.desk import Desk
from chronoterm.edits import Change, Edit, Table
from chronoterm.file_out import write_file
from chronoterm.importers.article.documents import record_ids, records_of, text_kept
from chronoterm.importers.article.known import known_names
from chronoterm.importers.proposals import Extraction
from chronoterm.importers.recognising import Form
from chronoterm.intake.passages import Passage, passages_in, told_already
from chronoterm.intake.writing import does
from chronoterm.output import complain, on_a_terminal, write_lines
from chronoterm.problems import ChronotermError
from chronoterm.text import clean
from chronoterm.wording import records_in_words

if TYPE_CHECKING:
    from chronoterm.importers.article.matching_names import Names

PRINTED = "-"
NO_SCREEN = (
    "there is no terminal to review it on; --proposals FILE writes what is proposed, "
    "--accept stores it unreviewed"
)


class Articles:
    """The articles of one import."""

    def __init__(self, options: Options, to_edit: Callable[[], Desk]) -> None:
        """`to_edit` opens the store, or gives it where it is open, to write in it."""
        self._options = options
        self._to_edit = to_edit
        self._asked: Desk | None = None
        self._told: Mapping[str, Sequence[Passage]] | None = None
        self._names: Names | None = None
        """Who is known, as long as nothing is written."""
        self._proposed: list[Extraction] = []
        self._waiting: list[str] = []
        self._published = _day(options.published) if options.published else None
        self._needs_a_screen = options.proposals is None and options.accept is None and not options.dry

    def take(self, found: Found, form: Form) -> None:
        """Find out what an article proposes, and do with it what was asked. Raises ChronotermError."""
        if self._needs_a_screen and not on_a_terminal():
            raise ChronotermError(f"{found.origin.name}: {NO_SCREEN}")
        article = text_of(form, found)
        for each in article.said:
            complain(f"{clean(found.origin.name)}: {each}")
        extraction = self._extracted(article, found)
        for each in extraction.notes:
            complain(f"{clean(found.origin.name)}: {each}")
        if self._options.proposals is not None:
            self._proposed.append(extraction)
        elif self._options.accept is not None or self._options.dry:
            self._accept(extraction, article.text)
        else:
            self._keep(extraction, article.text)

    def _extracted(self, article: Text, found: Found) -> Extraction:
        from chronoterm.importers.article.extract import extract  # noqa: PLC0415 - only articles need it

        origin = found.origin
        found_out = extract(
            article.text,
            file=origin.name,
            sha256=origin.sha256,
            published=self._published or article.published,
            known=self._known(),
        )
        if article.title is None or found_out.article.title is not None:
            return found_out
        return structs.replace(found_out, article=structs.replace(found_out.article, title=article.title))

    def _known(self) -> "Names":
        """Who is known, indexed once for several articles: in a large store that takes longer than to read one."""
        if self._names is None:
            from chronoterm.importers.article.matching_names import Names  # noqa: PLC0415 - as above

            store = self._desk_to_ask().store
            self._names = Names.of(known_names(store.actors, store.places))
        return self._names

    def _desk_to_ask(self) -> Desk:
        """The store, to be asked who is known; that it cannot be edited is nothing to those who only print."""
        if self._options.proposals is None and not self._options.dry:
            return self._to_edit()
        if self._asked is None:
            self._asked = desk_for(self._options.store)
        return self._asked

    def _passages(self, extraction: Extraction) -> Sequence[Passage]:
        """What the store told of an article before this import; it is gone through once for all of them."""
        if self._told is None:
            self._told = passages_in(self._desk_to_ask().store.tables[Table.RECORDS.value].values())
        return self._told.get(extraction.article.sha256, ())

    # Without a review

    def _accept(self, extraction: Extraction, text: str) -> None:
        """Store what is accepted without a review, and the text that it is from, as one step."""
        desk = self._desk_to_ask()
        name = clean(extraction.article.file)
        accepted, left = self._accepted(extraction, desk)
        if accepted and not self._options.dry:
            documents = records_of(extraction, accepted, known=desk.document, unreviewed=True)
            changes = tuple(Change(table, each["id"], None, each) for table, each in documents)
            kept = text_kept(extraction.article, text, desk.document)
            if said := desk.write(Edit(does(len(accepted), 0, name), (*changes, *kept))).said:
                complain(said)
            self._names = None
        told = f"{records_in_words(len(accepted))} imported unreviewed" if not self._options.dry else ""
        told = told or f"{records_in_words(len(accepted))} would be imported unreviewed"
        tell_saved(f"{name} was imported", [f"{name}: {', '.join((told, *left))}"])

    def _accepted(self, extraction: Extraction, desk: Desk) -> tuple[set[str], list[str]]:
        """The proposals to be stored, and what is said of the others."""
        ids = record_ids(extraction)
        there = {each for each, id_ in ids.items() if desk.document(Table.RECORDS, id_) is not None}
        there.update(told_already(extraction.records, self._passages(extraction)))
        rejected = rejected_before(desk, extraction) - there
        flagged = {each.id for each in extraction.records if each.flags} - there - rejected
        if self._options.accept != "unflagged":
            flagged = set()
        counts = ((there, "there already"), (rejected, "rejected before"), (flagged, "flagged and left out"))
        left = [f"{len(some):,} {what}" for some, what in counts if some]
        return ids.keys() - there - rejected - flagged, left

    # With a review

    def _keep(self, extraction: Extraction, text: str) -> None:
        waiting = keep_review(self._to_edit(), extraction, text, self._passages(extraction))
        if waiting is not None:
            self._waiting.append(waiting)

    def finish(self) -> None:
        """Print what is proposed, or open the review of what waits."""
        if self._proposed and self._options.proposals is not None:
            _put(self._options.proposals, list(_written(self._proposed)))
        if self._waiting:
            open_review(self._to_edit(), self._waiting)


def _written(proposed: list[Extraction]) -> Iterator[str]:
    """The proposals of one article as JSON for people; those of several one a line."""
    for each in proposed:
        encoded = msgspec.json.encode(each)
        yield (msgspec.json.format(encoded, indent=1) if len(proposed) == 1 else encoded).decode()


def _put(name: str, lines: list[str]) -> None:
    if name == PRINTED:
        write_lines(lines, data=True)
    else:
        write_file(Path(name), lines, force=False)


def _day(typed: str) -> str:
    """The day that somebody typed, in ISO 8601. Raises DateError, ChronotermError."""
    when = read_typed(typed, today=today())
    try:
        return date.fromisoformat(when.edtf).isoformat()
    except ValueError:
        raise ChronotermError(f"--published takes a day, as 2024-10-31; {when.text} is none") from None
