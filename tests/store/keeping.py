"""What the tests of keeping share: views and sessions to keep, changes to make, and a keeper in a folder."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st

from chronoterm.keeping.keeper import Keeper
from chronoterm.keeping.remembered import Remembered, SavedView, Session

names = st.sampled_from(("a", "b", "c", "d"))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
views = st.builds(SavedView, names, texts, texts, st.booleans())
minutes = st.integers(-(10**15), 10**15)
sessions = st.builds(
    Session,
    texts,
    texts,
    st.none() | texts,
    st.booleans(),
    st.sampled_from(("list", "detail")),
    st.none() | st.tuples(minutes, minutes),
    st.none() | texts,
)
changes = st.one_of(
    views.map(lambda view: lambda kept: kept.with_saved(view)),
    names.map(lambda name: lambda kept: kept.without_saved(name)),
    st.none() | names.map(lambda name: lambda kept: kept.with_default(name)),
    texts.map(lambda text: lambda kept: kept.with_history(text)),
    (st.none() | sessions).map(lambda session: lambda kept: kept.with_session(session)),
)

Change = Callable[[Remembered], Remembered]

KURSK = SavedView("Kursk", 'place:"kursk oblast"', "actor,-date")
RUTTE = SavedView("Rutte", "speaker:rutte", "date")
SESSION = Session("speaker:rutte", "date", "r7", suspended=True, focus="detail", zoom=(-5, 12), theme="x")


def saving(name: str) -> Change:
    return lambda kept: kept.with_saved(SavedView(name, "", "date"))


def keeper_in(folder: Path) -> Keeper:
    return Keeper(folder / "team.json", folder / "state", wait=0.1)
