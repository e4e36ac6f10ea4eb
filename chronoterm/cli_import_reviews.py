"""Articles that are reviewed on the screen: kept for that, and opened."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from chronoterm.cli_editing_desk import leave
from chronoterm.desk import Desk
from chronoterm.directories import state_folder
from chronoterm.importers.proposals import Extraction
from chronoterm.intake.passages import Passage, told_already
from chronoterm.keeping.reviews import Reviews
from chronoterm.output import complain
from chronoterm.problems import ChronotermError
from chronoterm.reviewing.deciding import stored
from chronoterm.reviewing.review import State, in_state, is_done
from chronoterm.reviewing.storing import found_there
from chronoterm.starting import open_store
from chronoterm.text import clean
from chronoterm.wording import records_in_words


def keep_review(desk: Desk, extraction: Extraction, text: str, passages: Iterable[Passage]) -> str | None:
    """Keep what an article proposes for a review; its SHA-256, or none where nothing is left to review.

    What the store has already is not proposed again, nor what records tell of its `passages`. Raises ChronotermError.
    """
    reviews = Reviews(desk.store.path, _folder())
    review = reviews.begin(extraction, text)
    known = found_there(review, desk.document)
    told = told_already(known.extraction.records, passages)
    waiting = {each.id for each in in_state(known, State.WAITING)}
    if there := {each: record for each, record in told.items() if each in waiting}:
        known = stored(known, there)
        complain(f"{clean(known.file)}: the store has {records_in_words(len(there))} of its passages already")
    if known != review:
        reviews.keep(known, durable=True)
    if is_done(known):
        name = clean(known.file)
        complain(f"{name}: nothing is left to review; all {len(known.items):,} proposals are decided")
        return None
    return known.sha256


def open_review(desk: Desk, waiting: Sequence[str]) -> None:
    """Open the screen with the review of an article; the others wait there. Leaves with the exit code of the screen."""
    path = desk.store.path
    leave(desk)
    if code := open_store(path, review=waiting[0]):
        raise SystemExit(code)


def rejected_before(desk: Desk, extraction: Extraction) -> set[str]:
    """The proposals of an article that this user rejected in a review."""
    try:
        review = Reviews(desk.store.path, _folder()).read(extraction.article.sha256)
    except ChronotermError:  # what cannot be read says nothing; a review of the article would tell of it
        return set()
    if review is None:
        return set()
    return {each.id for each in in_state(review, State.REJECTED)} & {each.id for each in extraction.records}


def _folder() -> Path:
    try:
        return state_folder()
    except RuntimeError:
        raise ChronotermError(
            "you have no home folder to keep a review in; --accept stores without one"
        ) from None
