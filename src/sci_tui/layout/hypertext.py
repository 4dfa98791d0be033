"""A page as one complete HTML document that any browser and screen reader can read."""

from collections.abc import Iterator
from html import escape
from typing import Final, assert_never
from urllib.parse import urlencode

from sci_tui.layout.codes import as_svg
from sci_tui.layout.figures import as_text
from sci_tui.layout.outline import grouped
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
from sci_tui.site.routes import HOME, Route
from sci_tui.site.wording import LIBRARY

_STYLE: Final = (
    "body { max-width: 42em; margin: 0 auto; padding: 1em; font: 1.1em/1.5 sans-serif; }"
    " pre { overflow-x: auto; } table { border-collapse: collapse; }"
    " th, td { border: 1px solid; padding: 0.3em 0.6em; text-align: left; vertical-align: top; }"
    " dt { font-weight: bold; } mark { font-weight: bold; text-decoration: underline; }"
)


def as_html(page: Page) -> str:
    """The whole page; nothing in it is fetched from anywhere and nothing in it runs."""
    return "\n".join((*_head(page), *_trail(page), *_main(page), "</body>", "</html>", ""))


def _head(page: Page) -> Iterator[str]:
    title = page.title if page.route == HOME else f"{page.title} - {LIBRARY}"
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_safe(title)}</title>"
    yield f"<style>{_STYLE}</style>"
    yield "</head>"
    yield "<body>"


def _trail(page: Page) -> Iterator[str]:
    if not page.trail:
        return
    place = place_in_list(page, ", ")
    yield '<nav aria-label="Where this page is">'
    yield "<ol>"
    for crumb in page.trail:
        yield f"<li>{_linked(crumb.text, crumb.to)}</li>"
    yield f'<li aria-current="page">This page{place}</li>'
    yield "</ol>"
    yield "</nav>"


def _main(page: Page) -> Iterator[str]:
    yield "<main>"
    yield f"<h1>{_safe(page.title)}</h1>"
    number = 1
    for group in grouped(page):
        links = [block for _, block in group if isinstance(block, Link)]
        if links:
            yield from _links(links, number)
            number += len(links)
        for level, block in group:
            yield from _block(block, level)
    yield "</main>"


def _links(links: list[Link], number: int) -> Iterator[str]:
    """Links with the numbers they have in every reader."""
    yield f'<ol start="{number}">' if number > 1 else "<ol>"
    for link in links:
        note = f" ({_safe(link.note)})" if link.note else ""
        detail = "".join(f"<br>{_safe(line)}" for line in link.detail.split("\n") if line)
        quote = f"<br>{_quote(link.quote)}" if link.quote else ""
        yield f"<li>{_linked(link.text, link.to)}{note}{detail}{quote}</li>"
    yield "</ol>"


def _quote(quote: Quote) -> str:
    """A sentence with what was looked for marked, for who sees it and for who hears that."""
    return "".join(
        f"<mark>{_safe(text)}</mark>" if is_marked else _safe(text)
        for text, is_marked in quote.parts
    )


def _block(block: Block, level: int) -> Iterator[str]:
    match block:
        case Heading(text, _, note):
            beside = f" <small>({_safe(note)})</small>" if note else ""
            yield f"<h{level}>{_safe(text)}{beside}</h{level}>"
        case Text(sentences):
            yield f"<p>{_safe(' '.join(sentences))}</p>"
        case KeyText(sentences):
            yield f"<p><strong>{_safe(' '.join(sentences))}</strong></p>"
        case Aside(text):
            yield f"<p><small>{_safe(text)}</small></p>"
        case Items(items, numbered):
            tag = "ol" if numbered else "ul"
            yield f"<{tag}>"
            yield from (f"<li>{_safe(' '.join(item.sentences))}</li>" for item in items)
            yield f"</{tag}>"
        case Fields(rows):
            yield "<dl>"
            yield from (f"<dt>{_safe(label)}</dt><dd>{_safe(value)}</dd>" for label, value in rows)
            yield "</dl>"
        case Table():
            yield from _table(block)
        case Picture():
            yield from _picture(block)
        case Code():
            yield from _code(block)
        case Link():
            pass
        case _:
            assert_never(block)


def _table(table: Table) -> Iterator[str]:
    yield "<table>"
    heads = "".join(f'<th scope="col">{_safe(column)}</th>' for column in table.columns)
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(f'<td>{_safe(cell)}</td>' for cell in row)}</tr>"
    yield "</tbody>"
    yield "</table>"


def _picture(picture: Picture) -> Iterator[str]:
    """The drawing for the eye, and the sentence that says the same for everyone."""
    yield "<figure>"
    yield f'<pre aria-hidden="true">{_safe(as_text(picture.figure))}</pre>'
    note = f"<br><small>{_safe(picture.note)}</small>" if picture.note else ""
    yield f"<figcaption>{_safe(' '.join(picture.sentences))}{note}</figcaption>"
    yield "</figure>"


def _code(code: Code) -> Iterator[str]:
    """The code for a camera, and the sentence that says what it holds for everyone."""
    yield "<figure>"
    yield as_svg(code)
    yield f"<figcaption>{_safe(' '.join(code.sentences))}</figcaption>"
    yield "</figure>"


def _linked(text: str, target: object) -> str:
    """A link to where a route leads; what only a reader can do is plain text."""
    if isinstance(target, Route):
        address = "?" + urlencode({"route": str(target)})
        return f'<a href="{escape(address)}">{_safe(text)}</a>'
    return _safe(text)


def _safe(text: str) -> str:
    return escape(text)
