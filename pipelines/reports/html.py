"""The report out of a saved web page: its paragraphs, without the site's menus, links and footer. Nothing is run or loaded.

trafilatura finds where the article stands; the lines are then taken from the page itself (see `_article`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from trafilatura.settings import Document

from pipelines.reports.model import ReportError

SPACE = re.compile("[ \t\r\n\f]+")
# stand for <br>, <a> and </a> until the source's own line ends are gone
LINE_BREAK, LINK, LINK_END = "\ue000", "\ue001", "\ue002"
LINKED = re.compile(f"{LINK}[^{LINK_END}]*{LINK_END}?")
# of the page as it is, and of what trafilatura makes of it
BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "code", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hr", "item", "legend", "li", "list", "main", "nav", "ol", "p", "pre", "quote", "row", "section",
    "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
])  # fmt: skip
CELLS = frozenset(["td", "th", "cell"])
BREAKS = frozenset(["br", "lb"])
AS_WRITTEN = frozenset(["pre", "code"])
UNSEEN = frozenset([
    "applet", "audio", "button", "canvas", "embed", "frameset", "head", "iframe", "input", "map", "math",
    "noscript", "object", "option", "script", "select", "style", "svg", "template", "textarea", "video",
])  # fmt: skip
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
DEEPEST = 250  # elements in each other
SENTENCE_END = re.compile("([。！？\n])")
CHINESE = re.compile("[\u3400-\u9fff]")
SHORTEST_SENTENCE = 12  # characters; a menu has none
LEAST_FOUND = 0.95  # of the page's sentences
SURE = 8  # characters of a line that stand in another text not by chance
MOSTLY = 0.7
TITLES = ("h1", "h2", "h3")
IS_TITLE = re.compile("工作报告")
LONGEST_TITLE = 80


def page_text(page: str) -> tuple[str, str]:
    """The lines of the report on a page, and what its <title> says of it.

    Raises ReportError, without a file's name, where the page holds no text or is no page.
    """
    page = re.sub("[\0\ue000-\ue002\ud800-\udfff]", "", page)
    try:
        root = lxml_html.document_fromstring(_without_declaration(page))
    except (etree.LxmlError, ValueError):
        raise ReportError("is no web page with text; save the page again, or its text as .txt") from None
    about = SPACE.sub(" ", root.findtext(".//title") or "").strip()[:LONGEST_TITLE]
    title = _title(root, about)
    _without_unseen(root)
    text = _article(root)
    if title and _plain(title) not in _plain(text[: LONGEST_TITLE * 20]):
        text = f"{title}\n{text}"
    return text, about


def _article(root: Any) -> str:
    """The lines of the article on a page, from the first to the last that trafilatura finds.

    It knows where an article begins and ends, but leaves out some lines of it (repeated ones, the line ends of <pre>). So the
    smallest element is taken that has all it found, without the lines that are only links. Where it misses sentences of
    the page, that element is the one that has the page's own.
    """
    found = trafilatura.bare_extraction(
        deepcopy(root), fast=True, favor_recall=True, include_comments=False, with_metadata=False
    )
    article = _text(found.body) if isinstance(found, Document) else ""
    sentences = _sentences(_text(root))
    sure = article if _holds(article, sentences) else ""
    lines = [*_lines(_smallest(root, _sentences(sure) if sure else sentences))]
    words, whole_lines = _plain(sure), {_plain(line) for line in sure.split("\n")}
    known = [_plain(line) in whole_lines or (len(_plain(line)) >= SURE and _plain(line) in words) for line, _ in lines]
    if any(known):
        first, end = known.index(True), len(known) - known[::-1].index(True)
        lines, known = lines[first:end], known[first:end]
    return "\n".join(line for (line, is_link), is_known in zip(lines, known, strict=True) if is_known or not is_link)


def _without_declaration(page: str) -> str:
    """The page without <?xml encoding=…?>: it is decoded already, and lxml takes no text that declares an encoding."""
    return re.sub(r"^\s*<\?xml[^>]*>", "", page, count=1)


def _title(root: Any, about: str) -> str:
    """The heading that calls itself a work report, else the page's title up to the site's name."""
    for tag in TITLES:
        for heading in root.iter(tag):
            words = SPACE.sub(" ", "".join(heading.itertext())).strip()
            if IS_TITLE.search(words) and len(words) <= LONGEST_TITLE:
                return words
    return next((part.strip() for part in re.split(r"[_|\-—–>]", about) if IS_TITLE.search(part)), "")


def _without_unseen(root: Any) -> None:
    """Take out what a browser does not show: scripts, forms, hidden elements; what follows them stays."""
    hidden = [
        e
        for e in root.iter()
        if not isinstance(e.tag, str)
        or e.tag in UNSEEN
        or e.get("hidden") is not None
        or HIDDEN.search(e.get("style", ""))
    ]
    for element in hidden:
        if element is not root and element.getparent() is not None:
            element.drop_tree()


def _sentences(text: str) -> list[str]:
    """The sentences of prose, without spaces."""
    parts = SENTENCE_END.split(text)
    ended = (words for words, end in zip(parts[::2], parts[1::2], strict=False) if end != "\n")
    return [_plain(words) for words in ended if len(words) >= SHORTEST_SENTENCE and CHINESE.search(words)]


def _holds(text: str, sentences: list[str]) -> bool:
    """The text has nearly all of the sentences."""
    words = _plain(text)
    held = sum(len(s) for s in sentences if s in words)
    return held >= LEAST_FOUND * sum(map(len, sentences))


def _smallest(root: Any, sentences: list[str]) -> Any:
    """The innermost element that has nearly all of the sentences."""
    while sentences:
        inner = (child for child in root if isinstance(child.tag, str))
        holder = next((child for child in inner if _holds(_text(child), sentences)), None)
        if holder is None:
            break
        root = holder
    return root


def _plain(text: str) -> str:
    return "".join(text.split())


def _text(root: Any) -> str:
    """The text of a tree as a browser breaks it into lines."""
    return "\n".join(line for line, _ in _lines(root))


def _lines(root: Any) -> Iterator[tuple[str, bool]]:
    """Each line that holds something, and whether it is mostly a link. Blocks and <br> end lines, other line ends are spaces."""
    for line in "".join(_pieces(root, written=False, depth=0)).split(LINE_BREAK):
        text = line.replace(LINK, "").replace(LINK_END, "").strip(" ")
        if text.strip():
            linked = sum(len(m[0].strip(LINK + LINK_END)) for m in LINKED.finditer(line))
            yield text, linked >= MOSTLY * len(text.strip())


def _pieces(element: Any, written: bool, depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        raise ReportError("is nested too deep for a web page; save its text as .txt")
    tag = element.tag if isinstance(element.tag, str) else ""
    as_written = written or tag in AS_WRITTEN
    link = tag == "a" and element.get("href") is not None
    ends = (
        LINK
        if link
        else LINE_BREAK
        if tag in BLOCKS or tag in BREAKS
        else "\t"
        if tag in CELLS and _follows_a_cell(element)
        else ""
    )
    yield ends
    if element.text and tag:
        yield _told(element.text, as_written)
    for child in element:
        yield from _pieces(child, as_written, depth + 1)
        if child.tail:
            yield _told(child.tail, as_written)
    if tag in BLOCKS or link:
        yield LINK_END if link else LINE_BREAK


def _follows_a_cell(element: Any) -> bool:
    before = element.getprevious()
    return before is not None and before.tag in CELLS


def _told(text: str, as_written: bool) -> str:
    return text.replace("\n", LINE_BREAK) if as_written else SPACE.sub(" ", text)
