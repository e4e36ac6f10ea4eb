"""The part of the program that lets something out: copies through the terminal, and files."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual import on, work
from textual.message import Message
from textual.worker import Worker, get_current_worker

from chronoterm.app_noting import NotingApp
from chronoterm.desk import Desk
from chronoterm.directories import state_folder
from chronoterm.documents import DocumentError
from chronoterm.problems import ChronotermError
from chronoterm.screens.editing import EditingAsked
from chronoterm.screens.out_asked import ExportAsked, QuoteCopyAsked, StopAsked, ViewCopyAsked
from chronoterm.text import clean, isolate
from chronoterm.wording import records_in_words

if TYPE_CHECKING:
    from chronoterm.exporters.choosing import Chosen
    from chronoterm.exporters.exporting import Form
    from chronoterm.exporters.meta import Tally
    from chronoterm.screens.export_window import Choice, ExportChosen

MOST_COPIED = 1_000_000
"""Characters of a view that are copied; a longer one is for a file."""

PREVIEWED = 12
"""Records of which a preview is made."""

TOLD_EVERY = 1000
"""Lines between two looks at whether somebody wants to stop."""

SHOWN, SELECTED, AT_HAND = "shown", "selected", "at hand"


class Written(NamedTuple):
    """What is to be written: what of, in which form, into which file, over what is there or not.

    `columns` are those of a plain table, as the list shows them.
    """

    chosen: "Chosen"
    form: "Form"
    path: Path
    columns: Sequence[str] = ()
    force: bool = False


class StoppedError(ChronotermError):
    """Somebody stopped what was being written."""


class ExportingApp(NotingApp):
    """Copies and exports what is shown, selected or at hand."""

    _export: Worker[None] | None = None

    @dataclass
    class Out(Message):
        """Something was copied or written, or could not be; `there` when a file of that name is there already."""

        said: str
        there: Written | None = None

    @dataclass
    class Exporting(Message):
        """So many lines are written so far."""

        lines: int

    def carry_out(self, asked: EditingAsked) -> None:
        """Do what the main screen asks for."""
        match asked:
            case QuoteCopyAsked():
                self.copy_quote(asked.record_id)
            case ViewCopyAsked():
                self.copy_view(asked)
            case ExportAsked():
                self.ask_what_to_export(asked)
            case StopAsked():
                if self._export is not None:
                    self._export.cancel()
            case _:
                super().carry_out(asked)

    # Copies

    def copy_quote(self, record_id: str) -> None:
        """Copy the quote of a record as it is cited."""
        if self._desk is None:
            return
        from chronoterm.exporters.citing import cited  # noqa: PLC0415 - not on the way to the first frame

        chronology = self._desk.chronology
        try:
            record = chronology.record(record_id)
        except (KeyError, DocumentError):
            self._main.remark("this record cannot be read whole, so nothing was copied")
            return
        what = "copied" if record.quote else "copied without a quote, of which there is none"
        self.copy(cited(record, chronology), what)

    def copy_view(self, asked: ViewCopyAsked) -> None:
        """Copy what is shown as Markdown, where it is not too long for that."""
        from chronoterm.exporters.exporting import Form  # noqa: PLC0415 - as above

        if self._desk is not None:
            chosen = _chosen(self._desk, ExportAsked(asked.view, asked.selected, None), _first_of(asked))
            self._copy_lines(chosen, Form.MARKDOWN)

    @work(thread=True, group="copy", exclusive=True, exit_on_error=False)
    def _copy_lines(self, chosen: "Chosen", form: "Form") -> None:
        text = "\n".join(_up_to(MOST_COPIED, self._lines_of(chosen, form)))
        if len(text) > MOST_COPIED:
            self.post_message(
                self.Out(f"{records_in_words(chosen.number)} are too much to copy; e writes a file")
            )
        else:
            self.copy(f"{text}\n", f"copied {records_in_words(chosen.number)} as Markdown")

    @work(thread=True, group="copy", exit_on_error=False)
    def copy(self, text: str, what: str) -> None:
        """Send a text to the clipboard of the terminal, and keep it where terminals take none."""
        from chronoterm.clipboard import give_to_tmux, keep_copy  # noqa: PLC0415 - as above
        from chronoterm.terminal.copying import copying  # noqa: PLC0415 - as above

        sequence = copying(text, os.environ)
        if sequence and self._driver is not None:
            self._driver.write(sequence)
        is_in_tmux = not self.rights.restricted and give_to_tmux(text)
        said = [what if sequence or is_in_tmux else "too long for the clipboard"]
        if self.rights.keeps:
            try:
                said.append(f"also in {_from_home(keep_copy(text, state_folder()))}")
            except OSError as error:
                said.append(f"not kept in a file ({error.strerror or error})")
        self.post_message(self.Out("; ".join(said)))

    @on(Out)
    def say_what_came_out(self, event: Out) -> None:
        """Say what became of it; ask whether a file may be written over."""
        self._main.is_exporting = False
        self._main.say_reading("")
        there = event.there
        if there is None:
            self._main.remark(event.said)
            return
        from chronoterm.screens.confirm import Confirm  # noqa: PLC0415 - as above

        def write_over(yes: bool | None) -> None:
            if yes:
                self._begin_writing(there._replace(force=True))

        name = isolate(clean(there.path.name))
        also = (f"in {clean(str(there.path.parent.absolute()))}; what is in it now would be gone",)
        self.push_screen(Confirm(f"“{name}” is there already. Write over it?", also), write_over)

    # Files

    def ask_what_to_export(self, asked: ExportAsked) -> None:
        """Ask for form and file."""
        desk = self._desk
        if desk is None:
            return
        from chronoterm.chips import titled  # noqa: PLC0415 - as above
        from chronoterm.exporters.exporting import Form, form_of, name_for  # noqa: PLC0415 - as above
        from chronoterm.screens.export_window import Choice, ExportWindow, Naming  # noqa: PLC0415 - as above

        def preview(what: str, form: str) -> Sequence[str]:
            chosen = _chosen(desk, asked, what, limit=PREVIEWED)
            # The source of a page tells nobody how it looks; the other briefing says the same.
            shown = Form.MARKDOWN if form == Form.HTML.value else Form(form)
            return list(islice(self._lines_of(chosen, shown, asked.columns), 40))

        window = ExportWindow(
            _what(asked),
            [Choice(each.value, _SHORT.get(each.value, each.value)) for each in Form],
            preview,
            Naming(
                lambda form: name_for(titled(desk.chronology.title, asked.view.query), Form(form)),
                lambda name: found.value if (found := form_of(name)) else None,
                str(Path.cwd()),
            ),
        )

        def write(chosen: "ExportChosen | None") -> None:
            if chosen is not None:
                path = Path(chosen.path).expanduser()
                of = _chosen(desk, asked, chosen.what)
                self._begin_writing(Written(of, Form(chosen.form), path, asked.columns))

        self.push_screen(window, write)

    def _begin_writing(self, what: Written) -> None:
        self._main.is_exporting = True
        self._export = self.write_out(what)

    @work(thread=True, group="export", exit_on_error=False)
    def write_out(self, what: Written) -> None:
        """Write a file; nothing of it is there where that fails or is stopped."""
        from chronoterm.exporters.exporting import wrote  # noqa: PLC0415 - as above
        from chronoterm.exporters.meta import Tally  # noqa: PLC0415 - as above
        from chronoterm.file_out import AlreadyThereError, demand_free, write_file  # noqa: PLC0415 - as above

        tally = Tally()
        try:
            demand_free(what.path, force=what.force)
            lines = self._lines_of(what.chosen, what.form, what.columns, tally)
            write_file(what.path, self._watched(lines), force=what.force)
        except AlreadyThereError:
            self.post_message(self.Out("", what))
        except ChronotermError as error:
            self.post_message(self.Out(str(error)))
        else:
            self.post_message(self.Out(wrote(tally, clean(str(what.path)))))

    def _lines_of(
        self, chosen: "Chosen", form: "Form", columns: Sequence[str] = (), tally: "Tally | None" = None
    ) -> Iterator[str]:
        """Lines of an export; a plain table has the `columns` that the list shows, any other form its own."""
        from chronoterm.chips import titled  # noqa: PLC0415 - as above
        from chronoterm.exporters.exporting import Form, export  # noqa: PLC0415 - as above
        from chronoterm.exporters.fields import Reading, fields_shown  # noqa: PLC0415 - as above
        from chronoterm.exporters.meta import Meta, Tally  # noqa: PLC0415 - as above

        desk = self._desk
        if desk is None:
            return iter(())
        fields = fields_shown(columns) if form is Form.TABLE else None
        chronology = desk.chronology.as_known(chosen.query.as_of)
        meta = Meta(title=titled(chronology.title, chosen.query), made=datetime.now(UTC), columns=fields)
        return export(form, Reading(chronology), chosen, meta, tally or Tally())

    def _watched(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines, as long as nobody stops them; how many there are is told now and then."""
        worker = get_current_worker()
        for number, line in enumerate(lines, start=1):
            if not number % TOLD_EVERY:
                self.post_message(self.Exporting(number))
                if worker.is_cancelled:
                    raise StoppedError("stopped; no file was written")
            yield line

    @on(Exporting)
    def tell_how_far(self, event: Exporting) -> None:
        """Say how far writing is."""
        if self._main.is_exporting:
            self._main.say_reading(f"writing: {event.lines:,} lines · Esc stops")


_SHORT = {
    "markdown": "Markdown",
    "html": "HTML",
    "csv": "CSV",
    "jsonl": "JSON Lines",
    "json": "JSON",
    "timelinejs": "TimelineJS",
    "icalendar": "iCalendar",
}


def _what(asked: ExportAsked) -> "list[Choice]":
    from chronoterm.screens.export_window import Choice  # noqa: PLC0415 - not on the way to the first frame

    return [
        *([Choice(SELECTED, f"the {len(asked.selected):,} selected")] if asked.selected else []),
        Choice(SHOWN, f"the {records_in_words(asked.view.count)} shown"),
        *([Choice(AT_HAND, "this record")] if asked.at_hand else []),
    ]


def _first_of(asked: ViewCopyAsked) -> str:
    return SELECTED if asked.selected else SHOWN


def _chosen(desk: Desk, asked: ExportAsked, what: str, limit: int | None = None) -> "Chosen":
    from chronoterm.exporters.choosing import ChosenRecords, ChosenView  # noqa: PLC0415 - as above

    match what:
        case "selected":
            return ChosenRecords(desk.chronology, asked.selected[:limit], asked.view)
        case "at hand":
            return ChosenRecords(desk.chronology, [asked.at_hand] if asked.at_hand else [], asked.view)
        case _:
            return ChosenView(asked.view, limit)


def _up_to(most: int, lines: Iterable[str]) -> Iterator[str]:
    """Lines up to so many characters, and one more where there are more."""
    size = 0
    for line in lines:
        yield line
        size += len(line) + 1
        if size > most:
            return


def _from_home(path: Path) -> str:
    """A path as a shell would take it, short."""
    try:
        return clean(f"~/{path.relative_to(Path.home())}")
    except (ValueError, RuntimeError):
        return clean(str(path))
