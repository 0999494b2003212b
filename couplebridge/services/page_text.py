"""From Markdown to blocks: the few kinds of things a page is made of, for the server's HTML and for the app alike.

Owns the list of what a page may hold. Never: lets HTML through. Text stays text; whoever shows it escapes it.
"""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from couplebridge.services.page_file import PageWrongError

# {"kind": "h2" or "p", "words"}, {"kind": "ul" or "ol", "items": a list of words each}, {"kind": "help-lines"}
Block = dict[str, Any]
# words are a list of text, and of {"page": id, "words": text} for a link to another page
Words = list[str | dict[str, str]]

HELP_LINES = "[[help-lines]]"
_LISTS = {"bullet_list": "ul", "ordered_list": "ol"}
_TO_PAGE = "page:"
_MARKDOWN = MarkdownIt("commonmark", {"html": False})


def blocks_of(markdown: str) -> list[Block]:
    """The blocks of a page. Raises PageWrongError for all but headings of level two, paragraphs, lists and links."""
    return [_block(node) for node in SyntaxTreeNode(_MARKDOWN.parse(markdown)).children]


def pages_linked(blocks: list[Block]) -> set[str]:
    """The ids of the pages to which the words lead."""
    lines = [line for block in blocks for line in (block.get("items") or [block.get("words", [])])]
    return {part["page"] for line in lines for part in line if not isinstance(part, str)}


def _block(node: SyntaxTreeNode) -> Block:
    if node.type == "heading" and node.tag == "h2":
        return {"kind": "h2", "words": _words(node)}
    if node.type == "paragraph":
        words = _words(node)
        return {"kind": "help-lines"} if words == [HELP_LINES] else {"kind": "p", "words": words}
    if node.type in _LISTS:
        return {"kind": _LISTS[node.type], "items": [_item(item) for item in node.children]}
    raise PageWrongError(f"A page holds {node.type}, which none may.")


def _item(item: SyntaxTreeNode) -> Words:
    [only] = item.children if len(item.children) == 1 else [item]
    if only.type != "paragraph":
        raise PageWrongError("A point of a list holds more than one paragraph.")
    return _words(only)


def _words(node: SyntaxTreeNode) -> Words:
    """Text that stands side by side is one text."""
    joined: Words = []
    for part in map(_part, node.children[0].children):
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _part(node: SyntaxTreeNode) -> str | dict[str, str]:
    if node.type == "text":
        return node.content
    if node.type == "softbreak":
        return " "
    if node.type == "link" and str(node.attrs["href"]).startswith(_TO_PAGE):
        return {"page": str(node.attrs["href"]).removeprefix(_TO_PAGE), "words": node.children[0].content}
    raise PageWrongError(f"The words of a page hold {node.type}, which none may; links lead to page:id alone.")
