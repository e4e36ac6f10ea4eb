"""Relations follow from how an article is built; what is only thought is proposed with its reason."""

from tests.importers.article.asking import extracted


def relations(text: str) -> list[tuple[str, str, str]]:
    return [(each.type, each.from_, each.to) for each in extracted(text).relations]


def test_a_background_section_is_background_of_the_lead() -> None:
    assert relations("It rained.\n\nBackground: It snowed.\n\nIt was dry.") == [
        ("background-of", "r02", "r01"),
        ("background-of", "r03", "r01"),
    ]


def test_a_later_figure_of_the_same_forces_updates_the_earlier() -> None:
    text = (
        "It rained.\n\nBackground: On 3 May, Rutte said that about 10 North Korean soldiers had come.\n\n"
        "On 5 May, Rutte said that about 20 North Korean soldiers had come."
    )
    assert ("updates", "r03", "r02") in relations(text)


def test_the_figure_of_an_event_updates_not_the_statement_that_tells_it() -> None:
    text = "Rutte said that about 10 North Korean soldiers had come on 3 May."
    assert relations(text) == [("asserts", "r01", "r02")]


def test_every_relation_says_why() -> None:
    assert all(each.why for each in extracted("It rained.\n\nBackground: It snowed.").relations)
