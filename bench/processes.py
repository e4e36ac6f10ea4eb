"""What the system tells of processes: which belong to a session, and how much memory they took."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

KIB = 1024


def family(leader: int) -> set[int]:
    """A process, those of its session, and what any of them started, in whichever session that is."""
    parents = {pid: (parent, session) for pid, parent, session in _all()}
    found = {pid for pid, (_, session) in parents.items() if leader in (pid, session)}
    while more := {pid for pid, (parent, _) in parents.items() if parent in found} - found:
        found |= more
    return found


def peak_memory(pids: set[int]) -> int:
    """The most bytes that each of the processes held so far (VmHWM), summed."""
    return sum(_high_water(pid) for pid in pids)


def _all() -> Iterator[tuple[int, int, int]]:
    """Number, parent and session of every process."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                fields = (folder / "stat").read_text(encoding="latin-1").rpartition(")")[2].split()
                yield int(folder.name), int(fields[1]), int(fields[3])


def _high_water(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="latin-1").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * KIB
    return 0
