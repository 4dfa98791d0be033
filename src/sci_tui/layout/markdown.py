"""A page as Markdown (CommonMark with tables)."""

import re
from collections.abc import Iterator
from typing import Final, assert_never
from urllib.parse import urlencode

from sci_tui.layout.figures import as_text
from sci_tui.layout.outline import outlined
from sci_tui.layout.spoken import place_in_list
from sci_tui.site.pages import (
    Aside,
    Block,
    Code,
    Fields,
    Heading,
    Items,
    KeyText,
    Link,
    Page,
    Picture,
    Quote,
    Table,
    Text,
)
from sci_tui.site.routes import Route

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~#])")
_LIKE_A_LIST: Final = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=])")


def as_markdown(page: Page) -> str:
    """The whole page, beginning with its title."""
    return "\n\n".join(_parts(page)) + "\n"


def _parts(page: Page) -> Iterator[str]:
    yield f"# {_safe(page.title)}"
    if page.trail:
        crumbs = " › ".join(_linked(crumb.text, crumb.to) for crumb in page.trail)
        yield crumbs + place_in_list(page, " › ")
    number = 0
    for level, block in outlined(page):
        number += isinstance(block, Link)
        yield from _block(block, level, number, page.is_list)


def _block(block: Block, level: int, number: int, is_list: bool) -> Iterator[str]:
    match block:
        case Heading(text, _, note):
            yield f"{'#' * level} {_safe(text)}{f' ({_safe(note)})' if note else ''}"
        case Text(sentences):
            yield _safe(" ".join(sentences))
        case KeyText(sentences):
            yield f"**{_safe(' '.join(sentences))}**"
        case Aside(text):
            yield f"*{_safe(text.strip())}*"
        case Items(items, numbered):
            marks = (f"{index}." if numbered else "-" for index in range(1, len(items) + 1))
            yield "\n".join(
                f"{mark} {_safe(' '.join(item.sentences))}"
                for mark, item in zip(marks, items, strict=True)
            )
        case Fields(rows):
            yield "\n".join(f"- **{_safe(label)}:** {_safe(value)}" for label, value in rows)
        case Table():
            yield _table(block)
        case Picture():
            yield from _picture(block)
        case Code(text, sentences):
            # A drawing out of blocks would be torn between the lines of a document.
            yield _safe(" ".join(sentences))
            yield _fenced(text)
        case Link():
            yield _link(block, number, is_list)
        case _:
            assert_never(block)


def _table(table: Table) -> str:
    rows = [table.columns, ("---",) * len(table.columns), *table.rows]
    cells = (
        [_safe(cell) if index != 1 else cell for cell in row] for index, row in enumerate(rows)
    )
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _picture(picture: Picture) -> Iterator[str]:
    yield f"```text\n{as_text(picture.figure)}\n```"
    yield _safe(" ".join(picture.sentences))
    if picture.note:
        yield f"*{_safe(picture.note)}*"


def _fenced(text: str) -> str:
    """A text as it is: its fence is longer than any run of the same signs in it."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}text\n{text}\n{fence}"


def _link(link: Link, number: int, is_list: bool) -> str:
    """With the number it has in every reader; where findings have numbers too, it says so."""
    mark = f"{number}. " if is_list else f"- Link {number}: "
    note = f" ({_safe(link.note)})" if link.note else ""
    indent = " " * len(mark if is_list else "- ")
    detail = "".join(f"\\\n{indent}{_safe(line)}" for line in link.detail.split("\n") if line)
    quote = f"\\\n{indent}{_quote(link.quote)}" if link.quote else ""
    return f"{mark}{_linked(link.text, link.to)}{note}{detail}{quote}"


def _quote(quote: Quote) -> str:
    return "".join(
        f"**{_safe(text)}**" if is_marked else _safe(text) for text, is_marked in quote.parts
    )


def _linked(text: str, target: object) -> str:
    """A link to where a route leads; what only a reader can do is plain text."""
    if isinstance(target, Route):
        return f"[{_safe(text)}](?{urlencode({'route': str(target)})})"
    return _safe(text)


def _safe(text: str) -> str:
    """Text that means itself: nothing in it is markup, nor an entity, nor begins a list."""
    escaped = _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;")
    return _LIKE_A_LIST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)
