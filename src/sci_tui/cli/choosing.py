"""Which reader opens, and why: what was typed counts first, then the environment, then settings."""

import sys
from collections.abc import Mapping
from typing import Final, NamedTuple

VISUAL: Final = "visual"
SCREEN_READER: Final = "screen-reader"
PLAIN: Final = "plain"

_OFF = ("", "0", "false", "no")
_VARIABLES: Final = ((PLAIN, "SCI_TUI_PLAIN"), (SCREEN_READER, "SCI_TUI_SCREEN_READER"))


class Chosen(NamedTuple):
    """A reader, and why it is that one; the visual one needs no reason."""

    reader: str
    why: str = ""


def asked_for(options: object) -> str:
    """The reader that the options name, or nothing."""
    if getattr(options, "plain", False):
        return PLAIN
    return SCREEN_READER if getattr(options, "screen_reader", False) else ""


def reader_for(asked: str, environment: Mapping[str, str], setting: str) -> Chosen:
    """The reader that is wanted, or the plain one where no other can work.

    A terminal cannot tell that a screen reader is running, so nothing is guessed.
    """
    wanted = wanted_reader(asked, environment, setting)
    if wanted.reader != PLAIN:
        why = _why_not_on_screen(environment)
        if why:
            return Chosen(PLAIN, why)
    return wanted


def wanted_reader(asked: str, environment: Mapping[str, str], setting: str) -> Chosen:
    """The reader that is wanted. A variable that says no takes its reader away from the setting."""
    if asked:
        return Chosen(asked, f"--{asked} was given")
    refused = set()
    for reader, variable in _VARIABLES:
        if variable in environment:
            if environment[variable].strip().casefold() not in _OFF:
                return Chosen(reader, f"{variable} is set")
            refused.add(reader)
    if setting in refused or setting == VISUAL:
        return Chosen(VISUAL)
    return Chosen(setting, "the settings say so")


def _why_not_on_screen(environment: Mapping[str, str]) -> str:
    """Why nothing but the plain reader can work here, or nothing if the screen can."""
    # Textual draws on standard error, so that has to be the terminal too.
    streams_of_a_screen = (sys.stdin, sys.stdout, sys.stderr)
    if not all(stream.isatty() for stream in streams_of_a_screen):
        return "input or output is not a terminal"
    if not environment.get("TERM"):
        return "TERM is not set"
    return "TERM is dumb" if environment["TERM"] == "dumb" else ""
