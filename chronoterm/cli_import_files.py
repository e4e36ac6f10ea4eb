"""The files of an import, one after another: recognised, read, and taken in as what they are."""

from collections.abc import Sequence

from chronoterm.cli_editing_desk import desk_for, desk_to_edit
from chronoterm.cli_import_articles import Articles
from chronoterm.cli_import_forms import ARTICLES, reading_of
from chronoterm.cli_import_options import Options
from chronoterm.cli_import_reading import Found, Named, named_files, opened
from chronoterm.cli_import_rows import close, gathered_from, take_in
from chronoterm.desk import Desk
from chronoterm.importers.bounded import TooLargeError
from chronoterm.importers.recognising import Form, UnrecognisedError, demand_size, recognise
from chronoterm.output import complain
from chronoterm.problems import BAD_INPUT, ChronotermError


def import_all(names: Sequence[str], options: Options) -> None:
    """Import files as they are asked for; what is wrong with one of several is said, and the others go on.

    Raises ChronotermError where the only one cannot be imported; leaves with exit code 2 where one of several cannot.
    """
    job = _Job(options)
    named = named_files(names)
    faults = [fault for each in named if (fault := _fault_of(job, each, is_alone=len(named) == 1))]
    for each in faults:
        complain(each)
    job.finish()
    if faults:
        raise SystemExit(BAD_INPUT)


def _fault_of(job: "_Job", named: Named, *, is_alone: bool) -> str | None:
    """What is wrong with a file, once it is imported as far as it can be; none where nothing is."""
    try:
        with opened(named) as found:
            job.take(found)
    except ChronotermError as error:
        if is_alone:
            job.leave()
            raise
        return str(error)
    return None


def form_of(found: Found) -> Form:
    """What a file is. Raises ChronotermError for what is nothing that can be read."""
    try:
        form = recognise(found.origin.name, found.head)
        demand_size(form, found.size)
    except (UnrecognisedError, TooLargeError) as error:
        raise ChronotermError(f"{found.origin.name} {error}") from None
    return form


class _Job:
    """An import on its way: the store, once it is needed, and the articles so far."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._desk: Desk | None = None
        self._wrote_many = False
        self._articles = Articles(options, self._opened_to_edit)

    def take(self, found: Found) -> None:
        """Take in a file."""
        form = form_of(found)
        if form in ARTICLES:
            self._articles.take(found, form)
            return
        if self._options.proposals is not None:
            raise ChronotermError(f"{found.origin.name}: is no article, so nothing is proposed of it")
        self._take_rows(found, form)

    def _take_rows(self, found: Found, form: Form) -> None:
        desk = desk_for(self._options.store) if self._options.dry else self._opened_to_edit()
        if self._wrote_many:  # it shows the store as it was before
            desk.read_anew()
        gathered = gathered_from(reading_of(form, found, self._options), found.origin, desk, found.size)
        is_large = gathered.new.is_large
        if take_in(gathered, found.origin, desk, self._options):
            self._wrote_many = self._wrote_many or is_large

    def _opened_to_edit(self) -> Desk:
        if self._desk is None:
            self._desk = desk_to_edit(self._options.store)
        return self._desk

    def finish(self) -> None:
        """Do what waits for all files, and leave the store."""
        try:
            self._articles.finish()
        finally:
            self.leave()

    def leave(self) -> None:
        """Leave the store."""
        if self._desk is not None:
            close(self._desk, wrote_many=self._wrote_many)
            self._desk = None
