"""Which edit is taken back next, against a stack kept by hand."""

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.edits import Edit, Written, inverse
from chronoterm.undoing import undoable

ME, OTHER = "ana", "ben"


@given(st.lists(st.sampled_from(["edit", "undo", "redo", "other"]), max_size=30))
def test_undo_and_redo_follow_the_edits_of_one_user_alone(steps: list[str]) -> None:
    history: list[Written] = []
    done: list[str] = []
    undone: list[str] = []

    def write(edit: Edit, by: str = ME) -> None:
        history.append(Written(len(history) + 1, by, "", edit))

    for number, step in enumerate(steps):
        can = undoable(history, ME)
        if step == "edit":
            write(Edit(f"edit {number}", ()))
            done.append(f"edit {number}")
            undone.clear()
        elif step == "other":
            write(Edit("something else", ()), OTHER)
        elif step == "undo" and can.undo is not None:
            write(inverse(can.undo))
            undone.append(done.pop())
        elif step == "redo" and can.redo is not None:
            write(inverse(can.redo))
            done.append(undone.pop())
        can = undoable(history, ME)
        assert _name(can.undo) == (done[-1] if done else None)
        assert _name(can.redo) == (undone[-1] if undone else None)


def test_nobody_takes_back_what_somebody_else_did() -> None:
    history = [Written(1, OTHER, "", Edit("theirs", ()))]
    assert undoable(history, ME) == (None, None)


def _name(written: Written | None) -> str | None:
    return None if written is None else written.edit.does.removeprefix("undid: ").removeprefix("redid: ")
