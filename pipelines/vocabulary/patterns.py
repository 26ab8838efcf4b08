"""Small tools for word lists: wordings with alternatives written once, and one fast pattern for many words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product
from typing import Final

END: Final = ""


def expand(wording: str) -> list[str]:
    """Every literal that a wording with alternatives stands for.

    `{新建|改建|}农村公路` gives `新建农村公路`, `改建农村公路` and `农村公路`. Alternatives do not nest.
    Raises ValueError where a brace is left open.
    """
    parts: list[list[str]] = []
    for chunk in re.split(r"(\{[^{}]*\})", wording):
        if chunk.startswith("{") and chunk.endswith("}"):
            parts.append(chunk[1:-1].split("|"))
        elif "{" in chunk or "}" in chunk:
            raise ValueError(f"a brace is not closed in the wording {wording!r}")
        else:
            parts.append([chunk])
    return list(dict.fromkeys("".join(choice) for choice in product(*parts)))


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches the longest of the words at a place; shared beginnings are tried once.

    The words become a prefix tree, so the time to match does not grow with their number.
    """
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[END] = {}
    return _tree_pattern(tree)


def opening_none(words: Iterable[str], longer: Iterable[str]) -> re.Pattern[str]:
    """A pattern that matches a word where it does not open one of the longer ones: 建成 but not 建成区."""
    pattern = alternation(words)
    held = alternation([name for name in longer if re.match(pattern, name)])
    return re.compile(f"(?!{held}){pattern}")


def _tree_pattern(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    branches = [re.escape(char) + _tree_pattern(below) for char, below in node.items() if char != END]
    if not branches:
        return ""
    single = len(branches) == 1 and END not in node
    joined = branches[0] if single else "(?:" + "|".join(branches) + ")"
    return joined + ("?" if END in node else "")
