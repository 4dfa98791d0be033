"""Opening a reader: which one, where, and what it says first."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from sci_tui.cli import streams
from sci_tui.cli.choosing import PLAIN, SCREEN_READER, reader_for
from sci_tui.cli.endings import DONE
from sci_tui.cli.house import House
from sci_tui.cli.signals import ended_by_signals
from sci_tui.cli.typed import route_from
from sci_tui.domain.cleaning import clean
from sci_tui.domain.errors import UnreadableLibrary
from sci_tui.places import bundled
from sci_tui.services import surroundings
from sci_tui.site import wording
from sci_tui.site.routes import Route
from sci_tui.site.site import Site


def read(house: House, typed: str, asked: str) -> int:
    """Open a reader at a route, and return how it was left; ``asked`` is the one options name.

    Raises:
        SciTuiError: If there is nothing to read, or nothing at that route.
    """
    route, site = route_from(typed), house.site
    _refuse_what_is_not_there(site, route)
    chosen = reader_for(asked, os.environ, house.settings.reader)
    with surroundings.only_reader(house.places.data) as alone:
        notices = tuple(_notices(house, alone=alone))
        if chosen.reader == PLAIN:
            return _read_plainly(house, site, route, notices, chosen.why)
        if chosen.reader == SCREEN_READER:
            return _read_by_ear(house, site, route, notices, chosen.why)
        return _read_by_eye(house, site, route, notices)


def _refuse_what_is_not_there(site: Site, route: Route) -> None:
    """Say it before a reader opens. Damage on a page is said on that page instead."""
    with suppress(UnreadableLibrary):
        site.page(route)


def _notices(house: House, *, alone: bool) -> Iterator[str]:
    """What a reader should know before reading on."""
    trouble = surroundings.trouble_with_data(house.places.data)
    if trouble:
        # It names a directory, and whoever named that may have named it anything.
        yield clean(trouble)
    if house.is_ascii_by_locale:
        yield surroundings.ONLY_ASCII
    if not alone:
        yield surroundings.ANOTHER_READER


def _read_by_eye(house: House, site: Site, route: Route, notices: tuple[str, ...]) -> int:
    from sci_tui.first_page.opening import opened

    with opened(
        site, route, notices, bundled("styles") / "themes.toml", ascii_only=house.ascii_only
    ) as hand_over:
        from sci_tui.tui.app import read as read_on_screen
        from sci_tui.tui.manner import Manner

        code = read_on_screen(
            site,
            route,
            bundled("styles"),
            Manner(house.ascii_only),
            notices=notices,
            hand_over=hand_over,
        )
    streams.say(f"{wording.GOODBYE}\n")
    return code


def _read_by_ear(house: House, site: Site, route: Route, notices: tuple[str, ...], why: str) -> int:
    from sci_tui.tui.app import read as read_on_screen
    from sci_tui.tui.manner import Manner

    announced = f"Screen-reader mode, because {why}. F1 for help."
    manner = Manner(house.ascii_only, by_ear=True, announced=announced)
    return read_on_screen(site, route, bundled("styles"), manner, notices=notices)


def _read_plainly(
    house: House, site: Site, route: Route, notices: tuple[str, ...], why: str
) -> int:
    from sci_tui.plain.shell import Shell
    from sci_tui.plain.talk import Talk
    from sci_tui.plain.window import measure

    for notice in notices:
        streams.complain(notice)
    room = partial(measure, sys.stdin, sys.stdout, ascii_only=house.ascii_only)
    shell = Shell(site, Talk(sys.stdin, sys.stdout, room))
    greeting = f"Plain reader, because {why}. Type ? for help, q to quit."
    gc.freeze()
    gc.enable()
    with ended_by_signals():
        shell.run(route, greeting)
    return DONE
