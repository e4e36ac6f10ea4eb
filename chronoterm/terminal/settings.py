"""Settings from outside that would do harm: unknown ones are left out and told, the size of a window is not believed.

Textual and Rich read them from the environment when they are imported, and some of them without a check.
"""

from collections.abc import Callable, Mapping, MutableMapping

LONGEST_ESCAPE = 2000
"""Milliseconds that somebody may want to wait for the rest of a key that begins with Esc."""

MOST_FRAMES = 1000

WINDOW = ("COLUMNS", "LINES")
"""The terminal itself knows better, and a hundred thousand columns are laid out for minutes."""


def _number(least: int, most: int) -> Callable[[str], bool]:
    return lambda text: (
        text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most
    )


_SOUND: Mapping[str, Callable[[str], bool]] = {
    "TEXTUAL_COLOR_SYSTEM": lambda text: text in ("auto", "standard", "256", "truecolor"),
    "TEXTUAL_DIM_FACTOR": _number(0, 100),
    "TEXTUAL_FPS": _number(1, MOST_FRAMES),
    "ESCDELAY": _number(1, LONGEST_ESCAPE),
}


def unknown_settings(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The names of settings whose values mean nothing."""
    return tuple(
        name for name, is_sound in _SOUND.items() if name in environment and not is_sound(environment[name])
    )


def settle(environment: MutableMapping[str, str]) -> tuple[str, ...]:
    """Leave nothing that would do harm, before Textual is imported; sentences about what somebody will miss."""
    unknown = unknown_settings(environment)
    for name in (*unknown, *WINDOW):
        environment.pop(name, None)
    return tuple(f"{name} is set to something unknown, which is ignored" for name in unknown)
