"""Looks whether everything works, and says how to mend what does not."""

import os
import sys
from collections.abc import Callable, Iterable
from shutil import get_terminal_size
from typing import Final

from sci_tui.cli import streams
from sci_tui.cli.about import versions
from sci_tui.cli.choosing import PLAIN, reader_for
from sci_tui.cli.endings import DONE, WrongUse
from sci_tui.cli.house import House
from sci_tui.domain.cleaning import clean
from sci_tui.domain.errors import BadSettings, SciTuiError, UnreadableLibrary, Unsaved
from sci_tui.services.surroundings import as_started, trouble_with_data
from sci_tui.site.wording import studies

_LEAST_WIDTH: Final = 40
_LEAST_HEIGHT: Final = 10


def doctor(house: House) -> int:
    """Say "ok" or "not ok" for each thing that is needed; the first trouble is the exit code."""
    code = DONE
    for name, look in _checks(house):
        try:
            streams.say(f"ok: {name}: {clean(look(house))}\n")
        except SciTuiError as error:
            streams.say(f"not ok: {name}: {clean(str(error))}\n")
            code = code or error.exit_code
    return code


def _checks(house: House) -> Iterable[tuple[str, Callable[[House], str]]]:
    """What is looked at: where there are settings of a kiosk, also all that a kiosk needs."""
    from sci_tui.cli.kiosk_doctor import KIOSK_CHECKS, is_kiosk

    if not is_kiosk(house):
        return _CHECKS
    return (*_CHECKS, *KIOSK_CHECKS)


def _versions(house: House) -> str:
    return ", ".join(versions(house))


def _terminal(house: House) -> str:
    chosen = reader_for("", os.environ, _reader_chosen(house))
    if chosen.reader == PLAIN:
        return f"the plain reader opens, because {chosen.why}"
    columns, rows = get_terminal_size()
    if columns < _LEAST_WIDTH or rows < _LEAST_HEIGHT:
        raise WrongUse(
            f"The window has {columns} columns and {rows} rows: make it at least {_LEAST_WIDTH} by"
            f" {_LEAST_HEIGHT}, or use sci-tui --plain."
        )
    return f"{os.environ['TERM']}, {columns} columns, {rows} rows"


def _reader_chosen(house: House) -> str:
    try:
        return house.settings.reader
    except BadSettings:
        # That is said where the settings are looked at.
        return ""


def _colour(_: House) -> str:
    if os.environ.get("NO_COLOR"):
        return "none, because NO_COLOR is set; nothing is said by colour alone"
    depth = os.environ.get("COLORTERM", "")
    if depth in ("truecolor", "24bit"):
        return f"COLORTERM is {depth}"
    return "as many as TERM says; COLORTERM does not say that there are more"


def _characters(house: House) -> str:
    set_to = as_started(os.environ)
    names = (name for name in ("LC_ALL", "LC_CTYPE", "LANG") if set_to.get(name))
    locale = next((f"{name} is {set_to[name]}" for name in names), "no locale is set")
    if house.is_utf8:
        return f"{locale}, output is {sys.stdout.encoding}"
    return f"{locale}, so only ASCII signs are used; set LANG to C.UTF-8 to see all of them"


def _settings(house: House) -> str:
    from sci_tui.site.commands import remapped

    remapped(house.settings.keys, house.settings.place_of)
    if house.settings.file is None:
        return "as they come, because HOME is not set and so there is no place for others"
    there = "" if house.settings.file.exists() else " (not there, so all are as they come)"
    return f"{house.settings.file}{there}"


def _library(house: House) -> str:
    if house.passed_over:
        raise UnreadableLibrary(
            f"The library that is installed here is not read: {house.passed_over} Until then"
            " the one that came with sci-tui is read; sci-tui library rollback goes back to the"
            " one before."
        )
    damage = house.library.damage()
    if damage:
        raise UnreadableLibrary(
            f"{house.library_file} is damaged: {damage[0]}. Get a fresh copy of the library."
        )
    return f"{house.library_file}, {studies(house.library.study_count())}, nothing damaged"


def _data(house: House) -> str:
    trouble = trouble_with_data(house.places.data)
    if trouble:
        raise Unsaved(trouble)
    return f"{house.places.data} can be written"


def _answers(house: House) -> str:
    return f"{len(house.feedback.all())} kept"


_CHECKS: Final[tuple[tuple[str, Callable[[House], str]], ...]] = (
    ("Versions", _versions),
    ("Terminal", _terminal),
    ("Colour", _colour),
    ("Characters", _characters),
    ("Settings", _settings),
    ("Library", _library),
    ("Your data", _data),
    ("Your answers", _answers),
)
