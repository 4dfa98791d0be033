"""Which level each heading of a page has, so that none is skipped below the title."""

from collections.abc import Iterator
from itertools import groupby

from sci_tui.site.pages import Block, Heading, Link, Page

TITLE_LEVEL = 1


def outlined(page: Page) -> Iterator[tuple[int, Block]]:
    """Every block with the level of the heading it is, or that it stands under.

    The title has level 1. A heading of rank 2 without one of rank 1 above it is raised.
    """
    level = TITLE_LEVEL
    for block in page.blocks:
        if isinstance(block, Heading):
            level = min(TITLE_LEVEL + block.rank, level + 1)
        yield level, block


def grouped(page: Page) -> Iterator[list[tuple[int, Block]]]:
    """The blocks, with links that follow each other together."""
    for are_links, members in groupby(outlined(page), lambda each: isinstance(each[1], Link)):
        if are_links:
            yield list(members)
        else:
            yield from ([member] for member in members)
