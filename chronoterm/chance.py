"""Random letters, for ids."""

import os

LETTERS = "abcdefghjkmnpqrstvwxyz23456789"
"""None that look like each other."""

MANY = 16
"""Enough that nobody draws the same ones again."""


def chance() -> str:
    """Random letters that nobody can foresee."""
    return "".join(LETTERS[each % len(LETTERS)] for each in os.urandom(MANY))
