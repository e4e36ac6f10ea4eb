"""The time as the store writes it."""

from datetime import UTC, datetime


def now_in_utc() -> str:
    """This moment, to the second (UTC, ISO 8601)."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
