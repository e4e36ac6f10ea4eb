"""Two themes, one for dark and one for light terminals; colour always repeats what a sign says."""

from textual.theme import Theme

DARK = Theme(
    name="chronoterm-dark",
    primary="#7db3d8",
    secondary="#9cbf8a",
    accent="#e3b565",
    warning="#e3b565",
    error="#e58a7b",
    success="#9cbf8a",
    foreground="#d6dce2",
    background="#12161b",
    surface="#171c22",
    panel="#232b34",
    dark=True,
    variables={"faint": "#85909b", "cursor": "#2b4a63"},
)

LIGHT = Theme(
    name="chronoterm-light",
    primary="#1f5f8b",
    secondary="#3f6d2a",
    accent="#8a5a00",
    warning="#8a5a00",
    error="#a63a28",
    success="#3f6d2a",
    foreground="#22282e",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e4e0d8",
    dark=False,
    variables={"faint": "#666d74", "cursor": "#c9deed"},
)

OWN_THEMES = {theme.name: theme for theme in (DARK, LIGHT)}
"""Both by name."""
