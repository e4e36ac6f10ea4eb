"""A real sshd on this machine's loopback, with keys, a port and a configuration of its own."""

import getpass
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Self

from tests.tui.terminal import Terminal

DOCUMENT = Path(__file__).parents[2] / "docs" / "serving-over-ssh.md"
PRIVILEGES = Path("/run/sshd")
"""The empty folder that sshd wants to see when root starts it; the service of the system makes it."""

PATIENCE = 20.0

_SERVER = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
PidFile {folder}/pid
StrictModes no
UsePAM no
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
AllowTcpForwarding yes
X11Forwarding yes
Subsystem sftp internal-sftp
PermitUserEnvironment no
"""


def sshd() -> str | None:
    """The server, where there is one that can be started here."""
    found = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None or shutil.which("ssh") is None or not Path("/proc/self/cmdline").exists():
        return None
    return found if os.getuid() or PRIVILEGES.exists() or os.access("/run", os.W_OK) else None


def match_block() -> str:
    """The lines for sshd that the document tells an administrator to write."""
    found = re.search(r"```text\n(Match Group .*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


class Loopback:
    """The server, as long as the context lasts; whoever logs in gets `store` and nothing else.

    `options` go to the restricted program, `changes` are settings of sshd that stand before the documented ones.
    """

    def __init__(
        self, folder: Path, store: Path, *options: str, changes: str = "", accepted: str = ""
    ) -> None:
        self.folder, self.store = folder, store
        self._key_options = ""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        line = f"--restricted {store} --state {folder}/state {' '.join(options)}"
        block = (
            match_block()
            .replace("/opt/chronoterm/bin/python", sys.executable)
            .replace("--restricted /srv/chronology/team/team.json --state /var/lib/chronoterm", line)
            .replace("/etc/ssh/chronology-keys/%u", f"{folder}/authorized_keys")
            .replace("Match Group chronology\n", f"Match User {getpass.getuser()}\n{changes}")
        )
        for name in ("host", "client"):
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
            subprocess.run(command, check=True)
        self.allow("")
        environment = f"AcceptEnv {accepted}\n" if accepted else ""
        config = _SERVER.format(port=self.port, folder=folder) + environment + block
        (folder / "sshd_config").write_text(config, encoding="utf-8")

    def allow(self, key_options: str) -> None:
        """Let the client's key in, with options of the file of keys."""
        key = (self.folder / "client.pub").read_text(encoding="utf-8")
        (self.folder / "authorized_keys").write_text(f"{key_options} {key}".lstrip(), encoding="utf-8")

    def __enter__(self) -> Self:
        if os.getuid() == 0:
            PRIVILEGES.mkdir(mode=0o755, exist_ok=True)
        command = [str(sshd()), "-D", "-f", str(self.folder / "sshd_config"), "-E", str(self.folder / "log")]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, close_fds=True)
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            assert self._process.poll() is None and time.monotonic() < deadline, self.log
            Event().wait(0.02)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                return connection.recv(4) == b"SSH-"
        except OSError:
            return False

    @property
    def log(self) -> str:
        """What the server has written."""
        path = self.folder / "log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def options(self, port: str = "-p") -> list[str]:
        """What `ssh`, `scp` and `sftp` need to be told to find this server and no other, and ask nobody."""
        told = (
            "BatchMode=yes",
            "IdentitiesOnly=yes",
            "StrictHostKeyChecking=no",
            "LogLevel=ERROR",
            f"UserKnownHostsFile={self.folder}/known",
        )
        key = str(self.folder / "client")
        return [
            "-F",
            "none",
            "-i",
            key,
            port,
            str(self.port),
            *(word for each in told for word in ("-o", each)),
        ]

    def client(self, *more: str) -> list[str]:
        """The command of a client, with more options before the name of the server."""
        return ["ssh", *self.options(), *more, "127.0.0.1"]

    def run(
        self, *words: str, more: Sequence[str] = (), seconds: float = 60
    ) -> "subprocess.CompletedProcess[str]":
        """`ssh server words`, without a terminal."""
        return subprocess.run(
            [*self.client(*more), *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=seconds,
            check=False,
        )

    def open(self, *more: str) -> Terminal:
        """A terminal that is logged in, as somebody sits in front of it."""
        return Terminal((), command=self.client("-t", *more))

    def sessions(self) -> dict[int, float]:
        """The processes that have the store open on the server, with the seconds of a processor that each has used."""
        found: dict[int, float] = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "cmdline").read_bytes().split(b"\0")
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has ended meanwhile
                continue
            if b"chronoterm" in words and os.fsencode(self.store) in words and fields[0] != "Z":
                found[int(folder.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return found
