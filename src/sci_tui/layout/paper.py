"""A page as text for paper."""

from sci_tui.layout.flow import lay_out
from sci_tui.layout.lines import Look
from sci_tui.site.codes import ON_PAPER
from sci_tui.site.pages import Page


def on_paper(page: Page) -> str:
    """The page in lines of 66 columns, which any printer of text has."""
    lines = lay_out(page, Look(ON_PAPER)).lines
    return "".join(f"{line.text.rstrip()}\n" for line in lines)
