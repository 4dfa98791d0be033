"""Sessions with the plain reader: lines in, lines out."""

import io
import re
from typing import Final

from sci_tui.layout.spoken import spoken_look
from sci_tui.plain.shell import Shell
from sci_tui.plain.talk import Talk
from sci_tui.plain.window import Measure
from sci_tui.site.routes import parse
from sci_tui.site.site import Site

STUDY: Final = "study/walking-trial-2020"
PROMPT: Final = re.compile(
    r"(?:Number, word or letter(?:, Enter for \w+)? \(\? for help\)|Enter for more): \n"
)
PIECES: Final = Measure(spoken_look(ascii_only=False), 22)
"""What fits into a window of 80 by 24."""


def session(
    site: Site,
    *typed: str,
    at: str = "home",
    ascii_only: bool = False,
    measure: Measure | None = None,
) -> str:
    """What is written while these lines are typed, the input then ending.

    Pages are given whole, as to a pipe, unless there is a measure.
    """
    lines = io.StringIO("".join(f"{line}\n" for line in typed))
    return talked(site, lines, at=at, ascii_only=ascii_only, measure=measure)


def talked(
    site: Site,
    lines: io.StringIO,
    *,
    at: str = "home",
    ascii_only: bool = False,
    measure: Measure | None = None,
    greeting: str = "",
) -> str:
    """What is written to someone who types like this."""
    out = io.StringIO()
    room = measure or Measure(spoken_look(ascii_only=ascii_only))
    Shell(site, Talk(lines, out, lambda: room)).run(parse(at), greeting)
    return out.getvalue()


def answers(site: Site, *typed: str, at: str = "home", measure: Measure | None = None) -> list[str]:
    """What is written after each prompt, the first being the page that was opened."""
    told = session(site, *typed, at=at, measure=measure)
    return [part.strip("\n") for part in PROMPT.split(told)]


def pieces(site: Site, *typed: str, at: str = STUDY) -> list[list[str]]:
    """The lines that are written after each prompt at a terminal of 80 by 24."""
    return [answer.splitlines() for answer in answers(site, *typed, at=at, measure=PIECES)]


def title(answer: str) -> str:
    """The first line of an answer."""
    return answer.partition("\n")[0]
