"""What a person should look at first carries a flag that says why."""

import pytest

from tests.importers.article.asking import background, only, records


@pytest.mark.parametrize(
    ("text", "field", "why"),
    [
        ("The ship came yesterday.", "date", "relative"),
        ("The ship came.", "date", "publication"),
        ("The ship came on 20 May.", "date", "future date in a past clause"),
        ("Local residents said that it rained.", "speaker", "does not name"),
    ],
)
def test_what_is_doubtful_is_flagged(text: str, field: str, why: str) -> None:
    assert any(each.field == field and why in each.why for each in only(text).flags)


def test_what_is_undated_is_flagged() -> None:
    assert [each.why for each in background("The ship came.").flags] == ["undated"]


def test_a_speaker_carried_over_is_flagged() -> None:
    found = records("Rutte said that it rained.\n\nDetails: He also said that it was dry.")
    assert any("carried over" in each.why for each in found[-1].flags)


def test_what_is_plain_has_no_flag() -> None:
    assert only("On 3 May 2024, Mark Rutte said that it rained.").flags == ()
