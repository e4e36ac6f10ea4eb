"""A store of statements that speak of other times than that of their own, for the tests of both clocks."""

from pathlib import Path
from typing import Any

from tests.conftest import write_store


def said(record_id: str, date: str | None, about: str | None, headline: str, **fields: Any) -> dict[str, Any]:
    """A statement of a day that speaks of a time."""
    return {
        "id": record_id,
        "kind": "statement",
        "headline": headline,
        "date": date,
        "about_date": about,
        "speaker": "ada",
        **fields,
    }


def forecasts(folder: Path) -> Path:
    """Five statements, of which one speaks of no time and one of the past, and an undated one."""
    return write_store(
        folder,
        [
            said("winter", "2024-10-13", "2025-01", "The front holds through January"),
            said("troops", "2024-10-18", "2024-11-01", "Troops are ready on the first"),
            said(
                "clash",
                "2024-10-31",
                "2024-10-31~/2024-11-07~",
                "A clash within days",
                date_basis="publication",
            ),
            said("losses", "2024-11-03", "2024-10-28", "Losses were heavy on Monday"),
            said("silent", "2024-11-02", None, "No comment"),
            said("undated", None, "2024-11-05", "It begins on the fifth"),
        ],
        actors=[{"id": "ada", "name": "Ada Lund", "aliases": ["Lund"]}],
    )
