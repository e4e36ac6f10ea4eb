from pathlib import Path

from chronoterm.edits import Table
from chronoterm.store.shared import SharedStore
from tests.faults.model import FOLD, Intent, Model, made_store
from tests.faults.power import power_failing

SCRIPT = (
    Intent(Table.RECORDS, "new", {"id": "new", "kind": "event", "headline": "new"}),
    Intent(Table.RECORDS, "r2", None),
    FOLD,
    Intent(Table.RECORDS, "new", {"id": "new", "kind": "event", "headline": "changed " * 1000}),
    FOLD,
    Intent(Table.RECORDS, "r1", None),
)


def test_what_was_acknowledged_is_there_whenever_the_power_fails(in_memory: Path) -> None:
    (in_memory / "live").mkdir()
    store = SharedStore.open(made_store(in_memory / "live"))
    acknowledged, unfinished = Model.of(store), FOLD
    looks: list[dict[str, bytes]] = []

    def look(files: dict[str, bytes]) -> None:
        folder = in_memory / f"after {len(looks)}"
        folder.mkdir()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        after = SharedStore.open(folder / store.path.name)
        assert after.problems == []
        assert after.obstacle == ""
        assert Model.of(after) in (acknowledged, acknowledged.after(unfinished))
        looks.append(files)

    with power_failing(store.path.parent, look):
        for unfinished in SCRIPT:
            unfinished.written(store)
            acknowledged = acknowledged.after(unfinished)
    look(looks[-1])
    assert len(looks) > 70
