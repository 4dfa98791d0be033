"""The real library as content: what a synthetic one has its categories, words and pages from."""

import tomllib
from contextlib import closing
from pathlib import Path
from typing import Final

import sci_tui
from sci_tui.domain.library import Category, Content, Everyday
from sci_tui.places import bundled
from sci_tui.store.library import Library

_EVERYDAY: Final = Path(sci_tui.__file__).parent / "content" / "words.toml"


def content() -> Content:
    """All of the real library. It was checked when it was built, so it is not checked again."""
    with closing(Library(bundled("data.db"), unchanging=True)) as library:
        return Content(
            edition=library.edition(),
            categories=tuple(
                Category(shelf.slug, shelf.title, shelf.about) for shelf in library.shelves()
            ),
            words=library.words(),
            pages=library.pages(),
            topics=library.topics(),
            studies=tuple(library.study(card.slug) for card in library.cards()),
            everyday=_everyday(),
        )


def _everyday() -> tuple[Everyday, ...]:
    """What people type for words of the field; a library file has it only spread out."""
    written = tomllib.loads(_EVERYDAY.read_text(encoding="utf-8"))["everyday"]
    return tuple(Everyday(tuple(each["typed"]), tuple(each["finds"])) for each in written)
