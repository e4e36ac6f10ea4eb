"""Sentences that stand where records would, or beside the filters."""

from chronoterm.chronology.view import View


def empty_store(attention: str) -> str:
    """How to get records into a store that has none, or why none of those it has is shown."""
    if attention:
        return f"No record of this store can be shown: {attention}.\n\n`:` and “problems” lists why."
    return (
        "This chronology has no records yet.\n\n"
        "A store is a TinyDB file; records go into its table “records”, with any tool that writes JSON:\n\n"
        '{"records": {"1": {"id": "first", "kind": "event",\n'
        '  "date": "2024-10-18", "headline": "What happened"}}}\n\n'
        "docs/store-format.md tells the other fields. Save the file and open it again.\n\n"
        "To see a chronology with records, start chronoterm without a file."
    )


def empty_view(view: View) -> str:
    """What to do when nothing matches."""
    number = len(view.query.conditions)
    back = "Esc takes the filter back." if number == 1 else "Esc takes back the newest filter, X all of them."
    return f"No record matches. {back}"


def reading(name: str, records: int) -> str:
    """How far a store is read."""
    return f"Reading {name}: {records:,} records. Esc stops."


def outside() -> str:
    """That the record in the detail is not in the list."""
    return "this record lies outside the filters"
