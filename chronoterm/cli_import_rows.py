"""Importing what is there record by record: shown first, asked about, and written as one step for each file."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from chronoterm.cli_editing_asking import agrees, demand_answers
from chronoterm.cli_editing_desk import leave, tell_saved
from chronoterm.cli_import_options import Options
from chronoterm.cli_progress import progress_line
from chronoterm.desk import Desk
from chronoterm.edits import Batch, Edit, Table
from chronoterm.exporters.fields import TABLE_FIELDS, Reading
from chronoterm.exporters.table import table
from chronoterm.importers import incoming
from chronoterm.importers.incoming import Origin
from chronoterm.intake.ahead import LARGE, read_ahead
from chronoterm.intake.gathering import SHOWN, Gathered, gathered
from chronoterm.intake.previewing import preview_of
from chronoterm.intake.writing import Updates, changes_of, chosen, does, edit_of, names_of
from chronoterm.matching import fold_all
from chronoterm.opening import collector_asleep
from chronoterm.output import complain, terminal_cells, write_lines
from chronoterm.problems import ChronotermError
from chronoterm.store.errors import EditConflictError, StoreChangedError
from chronoterm.text import clean, fold, isolate
from chronoterm.wording import records_in_words


def gathered_from(reading: incoming.Reading, origin: Origin, desk: Desk, size: int) -> Gathered:
    """What a file of `size` bytes holds, compared with the store; how far that is stands on the terminal meanwhile."""
    named = _named(desk)
    apart = read_ahead(reading) if size >= LARGE else nullcontext(reading)
    with progress_line() as tell, collector_asleep(), _let_go(reading.items), apart as read:
        return gathered(
            read,
            origin,
            desk.document,
            lambda table_, name: named.get((table_, fold(name)), ()),
            lambda number: tell(clean(origin.name), number, 0),
        )


@contextmanager
def _let_go(items: Iterator[object]) -> Iterator[None]:
    """Let go of the file that items come from before it is closed, where they were not read to the end."""
    try:
        yield
    finally:
        if isinstance(items, Generator):
            items.close()


def _named(desk: Desk) -> Mapping[tuple[Table, str], Sequence[str]]:
    """The ids that the store has for a folded name or alias of an actor or a place."""
    ids: dict[tuple[Table, str], list[str]] = {}
    for table_, entries in ((Table.ACTORS, desk.store.actors), (Table.PLACES, desk.store.places)):
        for each in entries:
            for name in set(fold_all(each.name, *each.aliases)):
                ids.setdefault((table_, name), []).append(each.id)
    return ids


def take_in(found: Gathered, origin: Origin, desk: Desk, options: Options) -> bool:
    """Show what was gathered, ask whether it is to be written, and write it; whether anything was written."""
    try:
        return _taken_in(found, origin, desk, options)
    finally:
        found.new.close()


def _taken_in(found: Gathered, origin: Origin, desk: Desk, options: Options) -> bool:
    name, updates = clean(origin.name), options.updates
    write_lines(_shown(found, name, updates, desk))
    changes = changes_of(chosen(found, updates))
    if found.total and found.refused == found.total:
        raise ChronotermError(f"{name}: every record was refused, so nothing was imported")
    if options.dry or not (len(found.new) or changes):
        return False
    demand_answers(yes=options.yes)
    what = does(len(found.new), len(changes), name)
    if not options.yes and not agrees(f"{_asked(len(found.new), len(changes))} {_into(desk.store.path)}?"):
        complain(f"{name}: nothing was imported")
        return False
    try:
        _write(found, desk, updates, what, origin)
    except (EditConflictError, StoreChangedError):
        desk.read_anew()  # for the files that follow
        why = "somebody else wrote it meanwhile, so nothing was imported"
        raise ChronotermError(f"{clean(str(desk.store.path))}: {why}. Import {name} again") from None
    tell_saved(
        f"{name} was imported", [f"{what}; u on the screen takes {_it(len(found.new) + len(changes))} back"]
    )
    return True


def _it(number: int) -> str:
    return "it" if number == 1 else "them"


def _asked(new: int, changed: int) -> str:
    parts = [
        *([f"import {records_in_words(new)}"] if new else []),
        *([f"update {records_in_words(changed)}"] if changed else []),
    ]
    text = " and ".join(parts)
    return f"{text[:1].upper()}{text[1:]}"


def _into(store: Path) -> str:
    return f"in {clean(store.name)}"


def _write(found: Gathered, desk: Desk, updates: Updates, what: str, origin: Origin) -> None:
    """Write all of it in one step: as a line of the journal, or at once into the file where it is too much for one."""
    if not found.new.is_large:
        edit = edit_of(found, updates, clean(origin.name))
        if edit is not None and (said := desk.write(edit).said):
            complain(said)
        return
    if found.updates:
        complain("what has changed is to be imported once more, after what is new")
    batch = Batch(len(found.new), origin.sha256)
    desk.put_in(Edit(what, tuple(names_of(found)), batch=batch), found.new.lines, found.new.has)


# What is shown


def _shown(found: Gathered, name: str, updates: Updates, desk: Desk) -> Iterator[str]:
    """What was found in a file, in lines."""
    for each in found.said:
        yield f"{name}: {clean(each)}"
    yield f"{name}: {', '.join(_counts(found, updates)) or 'nothing to import'}"
    yield from _refusals(found)
    yield from _updates(found, updates)
    if found.first:
        cells = terminal_cells()
        chronology = preview_of(found, desk.document)
        view = chronology.view()
        yield ""
        yield from table(Reading(chronology), view.window(0, SHOWN), TABLE_FIELDS, cells)
        if len(found.new) > len(found.first):
            yield f" … and {len(found.new) - len(found.first):,} more"
        yield ""


def _counts(found: Gathered, updates: Updates) -> Iterator[str]:
    left = "" if updates is Updates.ALL else " and edited here, left as they are (--update all changes them)"
    kept = "" if updates is not Updates.NONE else ", left as they are"
    for number, what in (
        (len(found.new), "new"),
        (found.same, "there already"),
        (found.changed, f"changed since{kept}"),
        (found.edited, f"different{left}"),
        (found.refused, "refused"),
    ):
        if number:
            yield f"{number:,} {what}"


def _refusals(found: Gathered) -> Iterator[str]:
    """Why something was refused: each where it stands while they are few, else how often for which reason."""
    if found.refused <= SHOWN:
        yield from (f"  {isolate(clean(f'{each.where}: {each.why}'))}" for each in found.refusals)
        return
    for why, number in found.reasons.most_common():
        yield f"  {number:,} × {isolate(clean(f'{why} (first {found.first_refused[why]})'))}"


def _updates(found: Gathered, updates: Updates) -> Iterator[str]:
    """What the first of the updates would change."""
    to_make = chosen(found, updates)
    for each in changes_of(to_make[:SHOWN]):
        names = [name for name in each.fields if name != "sources"] or ["its source"]
        yield f"  {isolate(clean(each.id))}: {', '.join(map(clean, names))}"
    if len(to_make) > SHOWN:
        yield f"  … and {len(to_make) - SHOWN:,} more"


def close(desk: Desk, *, wrote_many: bool) -> None:
    """Leave the store; where the file was written anew, its index is made while nobody waits."""
    leave(desk)
    if wrote_many:
        from chronoterm.indexing.place import SMALLEST  # noqa: PLC0415 - only after a large import
        from chronoterm.indexing.process import leave_behind  # noqa: PLC0415 - as above

        if desk.store.path.stat().st_size >= SMALLEST:
            leave_behind(desk.store.path)
