"""What a plain xterm answers to a program's questions, and what of the output an emulator can take."""

import re
from collections.abc import Callable
from typing import NamedTuple

_SEQUENCE = re.compile(
    rb"\x1b(?:"
    rb"\[(?P<mark>[<-?]?)(?P<numbers>[\d;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    rb"|\](?P<command>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    rb"|(?P<kind>[PX^_])(?P<string>[^\x1b]*)\x1b\\"
    rb"|(?P<plain>[ -/]+[0-~]|[0-OQ-WYZ`-~]))"
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[<-?]?[\d;:]*[ -/]*|\][^\x07\x1b]*\x1b?|[PX^_][^\x1b]*\x1b?|[ -/]*)?\Z")
_KNOWN_TO_EMULATOR = b"78DEHMc"
_SECOND_SCREEN = {47, 1047, 1049}
_MODES = {1, 3, 5, 6, 7, 12, 25, 66, 69, 1000, 1002, 1003, 1004, 1005, 1006, 1007, 1015, 1016, 2004}
"""The private modes that xterm knows; synchronised output (2026) is not among them."""

_COLOURS = {"10": "e5e5/e5e5/e5e5", "11": "0000/0000/0000", "12": "e5e5/e5e5/e5e5"}
_FIXED = {
    (b"", b"c"): b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
    (b">", b"c"): b"\x1b[>41;390;0c",
    (b"=", b"c"): b"\x1bP!|00000000\x1b\\",
    (b">", b"q"): b"\x1bP>|XTerm(390)\x1b\\",
}


class Sifted(NamedTuple):
    """Output without what an emulator does not know, and how often it asks where the cursor is."""

    data: bytes
    cursor_questions: int


class Answers:
    """Sifts the output of one program, which may come in pieces, and answers its questions with `reply`.

    Where the cursor is (DSR 6) only the emulator knows; these questions are counted.
    """

    def __init__(self, rows: int, columns: int, reply: Callable[[bytes], None]) -> None:
        self.modes = {7, 25}
        self._rows, self._columns = rows, columns
        self._reply = reply
        self._rest = b""
        self._cursor_questions = 0

    def sift(self, data: bytes) -> Sifted:
        """Take the next piece of output."""
        data, self._rest = self._rest + data, b""
        if unfinished := _UNFINISHED.search(data):
            data, self._rest = data[: unfinished.start()], unfinished[0]
        self._cursor_questions = 0
        return Sifted(_SEQUENCE.sub(self._kept, data), self._cursor_questions)

    def _kept(self, found: re.Match[bytes]) -> bytes:
        if found["final"] is not None:
            return self._control(found)
        if found["command"] is not None:
            self._colour(found["command"].decode("latin-1"))
        elif found["kind"] == b"P":
            self._string(found["string"])
        elif found["plain"] is not None and found["plain"] in _KNOWN_TO_EMULATOR:
            return found[0]
        return b""

    def _control(self, found: re.Match[bytes]) -> bytes:
        mark, between, final = found["mark"], found["between"], found["final"]
        numbers = [int(each or 0) for each in found["numbers"].replace(b":", b";").split(b";")]
        if not between and (fixed := _FIXED.get((mark, final))):
            self._reply(fixed)
            return b""
        if mark == b"?" and final in b"hl":
            (self.modes.update if final == b"h" else self.modes.difference_update)(numbers)
            return found[0] + (b"\x1b[2J\x1b[H" if _SECOND_SCREEN.intersection(numbers) else b"")
        if final == b"n" and mark in b"?":
            self._status(numbers[0])
        elif mark == b"?" and between == b"$" and final == b"p":
            known = 1 if numbers[0] in self.modes else 2
            self._reply(b"\x1b[?%d;%d$y" % (numbers[0], known if numbers[0] in _MODES else 0))
        elif final == b"t" and not mark:
            self._size(numbers[0])
        elif not mark and not between and b":" not in found["numbers"]:
            return found[0]
        return b""

    def _status(self, question: int) -> None:
        if question == 5:
            self._reply(b"\x1b[0n")
        elif question == 6:
            self._cursor_questions += 1

    def _size(self, question: int) -> None:
        height, width = (20, 10) if question == 14 else (1, 1)
        if question in (14, 18):
            self._reply(b"\x1b[%d;%d;%dt" % (question - 10, self._rows * height, self._columns * width))
        elif question == 16:
            self._reply(b"\x1b[6;20;10t")

    def _colour(self, command: str) -> None:
        number, _, rest = command.partition(";")
        if rest == "?" and number in _COLOURS:
            self._reply(f"\x1b]{number};rgb:{_COLOURS[number]}\x1b\\".encode())

    def _string(self, string: bytes) -> None:
        if string.startswith(b"+q"):
            self._reply(b"\x1bP0+r%b\x1b\\" % string[2:])
        elif string.startswith(b"$q"):
            self._reply(b"\x1bP0$r\x1b\\")
