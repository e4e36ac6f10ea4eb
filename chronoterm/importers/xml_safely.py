"""XML of strangers: nothing is fetched, no entity is expanded, and what is wrong is said in a sentence.

A document type may be named, as RSS 0.91 demands, but is never read; one that declares entities is refused.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from chronoterm.importers.html_tokens import Tag, Text, Token

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DECLARED = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"'](?P<name>[A-Za-z0-9._-]{1,40})[\"'][^>]{0,200}?>"
)
_MULTI_BYTE = frozenset(
    (
        *("gb2312", "gbk", "gb18030", "big5", "big5-hkscs", "shift_jis", "shift-jis", "sjis", "windows-31j"),
        *("cp932", "euc-jp", "iso-2022-jp", "euc-kr", "ks_c_5601-1987", "cp949"),
    )
)
_CODECS = {"windows-31j": "cp932", "ks_c_5601-1987": "cp949"}
_UNREAD = ("script", "style")


class XmlError(ValueError):
    """A file is no XML that is read; the message goes after its name."""


def parsed(data: bytes) -> "Element":
    """The root element. Raises XmlError."""
    from xml.etree.ElementTree import ParseError  # noqa: PLC0415 - only who imports XML pays for it

    from defusedxml import DefusedXmlException  # noqa: PLC0415
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415

    if not data.strip():
        raise XmlError("is empty")
    try:
        return fromstring(_readable(data.lstrip(b" \t\r\n")))
    except ParseError as error:
        what = str(error).partition(": line")[0].removeprefix("not well-formed (").removesuffix(")")
        line, column = error.position
        raise XmlError(f"is no well-formed XML ({what}, line {line}, column {column + 1})") from error
    except DefusedXmlException as error:
        raise XmlError("declares entities, as hostile files do, and is not read") from error
    except (LookupError, ValueError) as error:
        raise XmlError("is in an encoding that cannot be read; save it in UTF-8") from error


def _readable(data: bytes) -> bytes:
    """The bytes in an encoding that the parser knows; those of several bytes a character it does not."""
    declared = _DECLARED.match(data)
    if declared is None or (name := declared["name"].decode().lower()) not in _MULTI_BYTE:
        return data
    return data[declared.end() :].decode(_CODECS.get(name, name)).encode()


def tokens_of(element: "Element") -> Iterator[Token]:
    """What stands within an element as if it were HTML, the tags by their names without namespaces."""
    waiting: list[Element | Token] = [element]
    while waiting:
        found = waiting.pop()
        if isinstance(found, tuple):
            yield found
            continue
        name = found.tag.rpartition("}")[2].lower()
        if name in _UNREAD:
            continue
        for child in reversed(found):
            waiting.append(Text(child.tail or ""))
            waiting.append(child)
        yield Tag(name, ends=False, written="")
        yield Text(found.text or "")
