"""Copying through the terminal: the sequence that sets the clipboard of whoever sits in front of it (OSC 52).

tmux and screen keep it from the terminal unless it is wrapped, and some of them unless it is not, so both are sent.
"""

import base64
import re
from collections.abc import Iterator, Mapping

LONGEST = 74_994
"""Bytes of a text that terminals take; of more, many take nothing."""

SCREEN_PIECE = 76
"""Characters that GNU screen hands on at once."""


def copying(text: str, environment: Mapping[str, str]) -> str:
    """What is sent to the terminal to copy a text; nothing for one that is too long."""
    data = text.encode("utf-8", "replace")
    if len(data) > LONGEST:
        return ""
    return "".join(_sequences(base64.b64encode(data).decode(), environment))


def is_in_tmux(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is one of tmux."""
    return bool(environment.get("TMUX"))


def _sequences(encoded: str, environment: Mapping[str, str]) -> Iterator[str]:
    plain = f"\x1b]52;c;{encoded}\x07"
    family = re.split(r"[-.]", environment.get("TERM", "").lower())[0]
    if is_in_tmux(environment) or family == "tmux":
        yield f"\x1bPtmux;{plain.replace(chr(27), chr(27) * 2)}\x1b\\"
    elif environment.get("STY") or family == "screen":
        pieces = (encoded[start : start + SCREEN_PIECE] for start in range(0, len(encoded), SCREEN_PIECE))
        yield f"\x1bP\x1b]52;c;{f'{chr(27)}{chr(92)}{chr(27)}P'.join(pieces)}\x07\x1b\\"
    yield plain
