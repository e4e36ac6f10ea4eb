"""The article of a web page that marks it with the elements that HTML has for that."""

from collections.abc import Callable, Iterator, Sequence

from chronoterm.importers.html_text import text_of
from chronoterm.importers.html_tokens import Tag, Token
from chronoterm.importers.plain import block

SHORTEST = 200
"""Characters of a text that may be an article; a teaser has less."""

_FURNITURE = frozenset(
    (
        "nav",
        "aside",
        "footer",
        "form",
        "figure",
        "button",
        "svg",
        "noscript",
        "h1",
        "select",
        "dialog",
        "template",
    )
)


def marked_article(found: Sequence[Token]) -> str | None:
    """The text of the body of an article, else of the longest article, else of the main part; none without any."""
    for is_it in (_is_body, _is_article, _is_main):
        texts = (block(text_of(_without_furniture(each))) for each in _elements(found, is_it))
        longest = max(texts, key=len, default="")
        if len(longest) >= SHORTEST:
            return longest
    return None


def _is_body(tag: Tag) -> bool:
    return tag.attributes.get("itemprop", "").lower() == "articlebody"


def _is_article(tag: Tag) -> bool:
    return tag.name == "article"


def _is_main(tag: Tag) -> bool:
    return tag.name == "main" or tag.attributes.get("role", "").lower() == "main"


def _elements(found: Sequence[Token], is_it: Callable[[Tag], bool]) -> Iterator[list[Token]]:
    """What stands in each outermost element of this sort, up to its end tag or the end of all."""
    held: list[Token] | None = None
    name, depth = "", 0
    for token in found:
        if held is None:
            if isinstance(token, Tag) and not token.ends and is_it(token):
                held, name, depth = [], token.name, 1
            continue
        if isinstance(token, Tag) and token.name == name:
            depth += -1 if token.ends else 1
        if depth == 0:
            yield held
            held = None
        else:
            held.append(token)
    if held is not None:
        yield held


def _without_furniture(found: Sequence[Token]) -> Iterator[Token]:
    """What is text of an article: no navigation, no pictures, no forms, and the title elsewhere."""
    name, depth = "", 0
    for token in found:
        if not depth:
            if isinstance(token, Tag) and not token.ends and token.name in _FURNITURE:
                name, depth = token.name, 1
            else:
                yield token
        elif isinstance(token, Tag) and token.name == name:
            depth += -1 if token.ends else 1
