"""Opening a reader: which one, where, and what it says first."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress

from sci_tui.cli import streams
from sci_tui.cli.endings import DONE
from sci_tui.cli.house import House
from sci_tui.cli.signals import ended_by_signals
from sci_tui.cli.typed import route_from
from sci_tui.domain.errors import UnreadableLibrary
from sci_tui.places import bundled
from sci_tui.services import surroundings
from sci_tui.site.routes import Route
from sci_tui.site.site import Site

_OFF = ("", "0", "false", "no")


def read(house: House, typed: str, *, plain_asked: bool) -> int:
    """Open a reader at a route, and return how it was left.

    Raises:
        SciTuiError: If there is nothing to read, or nothing at that route.
    """
    route, site = route_from(typed), house.site
    _refuse_what_is_not_there(site, route)
    why = why_plain(plain_asked, os.environ, house.settings.reader)
    with surroundings.only_reader(house.places.data) as alone:
        notices = tuple(_notices(house, alone=alone))
        if why:
            return _read_plainly(house, site, route, notices, why)
        from sci_tui.tui.app import read as read_on_screen

        return read_on_screen(
            site, route, bundled("styles"), ascii_only=house.ascii_only, notices=notices
        )


def why_plain(asked: bool, environment: Mapping[str, str], setting: str) -> str:
    """Why the plain reader opens here, or nothing if it is the one on the screen.

    The first reason counts: that it is wanted, then that nothing else can work.
    """
    return why_plain_is_wanted(asked, environment, setting) or _why_not_on_screen(environment)


def why_plain_is_wanted(asked: bool, environment: Mapping[str, str], setting: str) -> str:
    """Why the plain reader was chosen, or nothing if it was not.

    The option comes first, then SCI_TUI_PLAIN, which may also say no, then the setting.
    """
    if asked:
        return "--plain was given"
    if "SCI_TUI_PLAIN" in environment:
        is_off = environment["SCI_TUI_PLAIN"].strip().casefold() in _OFF
        return "" if is_off else "SCI_TUI_PLAIN is set"
    return "the settings say so" if setting == "plain" else ""


def _why_not_on_screen(environment: Mapping[str, str]) -> str:
    """Why nothing but the plain reader can work here, or nothing if the screen can."""
    # Textual draws on standard error, so that has to be the terminal too.
    streams_of_a_screen = (sys.stdin, sys.stdout, sys.stderr)
    if not all(stream.isatty() for stream in streams_of_a_screen):
        return "input or output is not a terminal"
    if not environment.get("TERM"):
        return "TERM is not set"
    return "TERM is dumb" if environment["TERM"] == "dumb" else ""


def _refuse_what_is_not_there(site: Site, route: Route) -> None:
    """Say it before a reader opens. Damage on a page is said on that page instead."""
    with suppress(UnreadableLibrary):
        site.page(route)


def _notices(house: House, *, alone: bool) -> Iterator[str]:
    """What a reader should know before reading on."""
    trouble = surroundings.trouble_with_data(house.places.data)
    if trouble:
        yield trouble
    if house.is_ascii_by_locale:
        yield surroundings.ONLY_ASCII
    if not alone:
        yield surroundings.ANOTHER_READER


def _read_plainly(
    house: House, site: Site, route: Route, notices: tuple[str, ...], why: str
) -> int:
    from sci_tui.plain.shell import Shell

    for notice in notices:
        streams.complain(notice)
    shell = Shell(site, sys.stdin, sys.stdout, ascii_only=house.ascii_only)
    greeting = f"Plain reader, because {why}. Type ? for help, q to quit."
    with ended_by_signals():
        shell.run(route, greeting)
    return DONE
