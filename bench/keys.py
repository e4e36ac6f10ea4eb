"""Keys by name, as xterm sends them: `keys("ab<down>")` are three."""

import re

_LETTERS = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
_NAMED = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "bs": "\x7f",
    "space": " ",
    "lt": "<",
    "pgup": "\x1b[5~",
    "pgdn": "\x1b[6~",
    "f4": "\x1bOS",
}
_TOKEN = re.compile(r"<([a-z0-9^]+)>|(.)", re.DOTALL)


def keys(text: str, *, application: bool = False) -> list[bytes]:
    """The bytes of each key in a text. Raises KeyError for a name that is none.

    A program may have asked for the `application` form of the cursor keys (DECCKM).
    """
    return [_one(name, letter, application) for name, letter in _TOKEN.findall(text)]


def _one(name: str, letter: str, application: bool) -> bytes:
    if not name:
        return letter.encode()
    if name in _LETTERS:
        return f"\x1b{'O' if application else '['}{_LETTERS[name]}".encode()
    if name.startswith("^"):
        return bytes([ord(name[1]) & 0x1F])
    return _NAMED[name].encode()
