"""A page as a text of its own: as Markdown, as HTML, or as JSON for programs."""

import json
from typing import Any

from sci_tui.layout.characters import ascii_text
from sci_tui.layout.hypertext import as_html
from sci_tui.layout.markdown import as_markdown
from sci_tui.site.actions import Target
from sci_tui.site.pages import Block, Link, Page, numbered
from sci_tui.site.routes import Route


def markdown(page: Page, *, ascii_only: bool = False) -> str:
    """The page as Markdown; in ASCII, other signs are replaced by their like."""
    text = as_markdown(page)
    return ascii_text(text) if ascii_only else text


def html(page: Page, *, ascii_only: bool = False) -> str:
    """The page as one HTML document; in ASCII, other signs are named by their numbers."""
    text = as_html(page)
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii") if ascii_only else text


def as_json(page: Page, *, ascii_only: bool = False) -> str:
    """The page as JSON; in ASCII, other signs are named by their numbers."""
    return json.dumps(as_dict(page), ensure_ascii=ascii_only, indent=2) + "\n"


def as_dict(page: Page) -> dict[str, Any]:
    """The page as plain lists and dictionaries; each block says its type, each link its number."""
    numbers = (number for _, number in numbered(page.links))
    return {
        "route": str(page.route),
        "title": page.title,
        "is_list": page.is_list,
        "trail": [{"text": crumb.text, "route": str(crumb.to)} for crumb in page.trail],
        "within": str(page.within) if page.within else None,
        "place": page.place._asdict() if page.place else None,
        "facts": [{"label": label, "value": value} for label, value in page.facts],
        "blocks": [
            _link(block, next(numbers)) if isinstance(block, Link) else _block(block)
            for block in page.blocks
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    return {"type": _named(block), **_plain(block)}


def _link(link: Link, number: int) -> dict[str, Any]:
    quote = link.quote._asdict() if link.quote else None
    shown = {"text": link.text, "note": link.note, "detail": link.detail, "quote": quote}
    return {"type": "link", "number": number, **shown, **_target(link.to)}


def _target(target: Target) -> dict[str, Any]:
    """A route, or what choosing the link does, which only a reader can do."""
    if isinstance(target, Route):
        return {"route": str(target), "action": None}
    return {"route": None, "action": {"type": _named(target), **_plain(target)}}


def _named(value: object) -> str:
    """The name of a type as it is written in data: ``KeyText`` is ``key-text``."""
    letters = (f"-{c.lower()}" if c.isupper() else c for c in type(value).__name__)
    return "".join(letters).lstrip("-")


def _plain(value: Any) -> Any:
    if isinstance(value, Route):
        return str(value)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        # What a figure's own sentence says stands in its block, without the marks of its facts.
        fields = value._asdict().items()
        return {name: _plain(inner) for name, inner in fields if name != "sentence"}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return value
