"""Keeping the texts of files whose SHA-256 sources of a store name already."""

from collections.abc import Sequence
from pathlib import Path

from chronoterm.cli_editing_desk import desk_to_edit, leave, tell_saved
from chronoterm.cli_import_files import form_of
from chronoterm.cli_import_forms import ARTICLES, text_of
from chronoterm.cli_import_reading import Found, Named, named_files, opened
from chronoterm.desk import Desk
from chronoterm.edits import Change, Edit, Table
from chronoterm.instruments.told import some
from chronoterm.output import complain
from chronoterm.problems import BAD_INPUT, ChronotermError
from chronoterm.text import clean


def keep_texts(store: Path | None, names: Sequence[str]) -> None:
    """Keep the texts of files; what is wrong with one is said, and the others go on.

    Raises ChronotermError where the only one cannot be kept; leaves with exit code 2 where one of several cannot.
    """
    named = named_files(names)
    desk = desk_to_edit(store)
    faults = []
    try:
        for each in named:
            try:
                _keep(desk, each)
            except ChronotermError as error:
                if len(named) == 1:
                    raise
                faults.append(str(error))
    finally:
        leave(desk)
    for fault in faults:
        complain(fault)
    if faults:
        raise SystemExit(BAD_INPUT)


def _keep(desk: Desk, named: Named) -> None:
    with opened(named) as found:
        name, sha256 = found.origin.name, found.origin.sha256
        if desk.document(Table.TEXTS, sha256) is not None:
            tell_saved(f"{clean(name)} is kept", [f"{clean(name)}: its text is kept already"])
            return
        if not desk.store.names_file(sha256):
            raise ChronotermError(
                f"{name}: no source in {desk.store.path} names this file (its SHA-256 is {sha256}), so nobody "
                "could come to its text; `chronoterm import` makes records of an article and keeps its text"
            )
        text = _text_of(found)
    document = {"id": sha256, "sha256": sha256, "file": name, "text": text}
    edit = Edit(f"kept the text of {clean(name)}", (Change(Table.TEXTS, sha256, None, document),))
    if said := desk.write(edit).said:
        complain(said)
    tell_saved(f"the text of {clean(name)} is kept", [f"{clean(name)}: {_told(desk, sha256, len(text))}"])


def _told(desk: Desk, sha256: str, length: int) -> str:
    """How many passages of the text are known; a span that is not in it is of another text."""
    passages = desk.store.passages(sha256)
    outside = sum(not 0 <= each.start < each.end <= length for each in passages)
    records = some(len({each.record for each in passages}), "record")
    told = f"text kept, with {some(len(passages), 'passage')} of {records}"
    return f"{told}; {some(outside, 'span')} not in this text" if outside else told


def _text_of(found: Found) -> str:
    """The text of a file. Raises ChronotermError for what is no article."""
    form = form_of(found)
    if form not in ARTICLES:
        raise ChronotermError(f"{found.origin.name}: is no article ({form.value}), and only those are kept")
    article = text_of(form, found)
    for each in article.said:
        complain(f"{clean(found.origin.name)}: {each}")
    return article.text
