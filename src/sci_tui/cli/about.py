"""Commands that say what this is made of, where its files are and how it is set."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import sci_tui
from sci_tui.cli import streams
from sci_tui.cli.endings import DONE
from sci_tui.cli.house import House
from sci_tui.domain.cleaning import clean
from sci_tui.domain.errors import BadSettings, NotThere, UnreadableLibrary, Unsaved
from sci_tui.places import INSTALLED_LIBRARY, bundled
from sci_tui.site.commands import remapped


def version(house: House) -> int:
    """Say which version of everything this is; a library that cannot be read is said, too."""
    streams.say("".join(f"{line}\n" for line in versions(house)))
    return DONE


def versions(house: House) -> Iterator[str]:
    """One line for each part."""
    from sci_tui.store.engine import VERSION as SQLITE
    from sci_tui.store.library_file import SCHEMA_VERSION

    yield f"sci-tui {sci_tui.__version__}"
    yield f"Textual {_textual()}"
    yield f"Python {sys.version.split()[0]}"
    yield f"SQLite {SQLITE}"
    yield f"Library format {SCHEMA_VERSION}"
    try:
        edition = house.library.edition()
        yield f"Library edition {edition.number}, {edition.published.in_words}"
    except UnreadableLibrary as error:
        yield f"Library edition not known: {clean(str(error))}"


def paths(house: House) -> int:
    """Say where every file lives, and whether it is there."""
    streams.say("".join(f"{name}: {_told(path)}\n" for name, path in _places(house)))
    return DONE


def settings(house: House, options: Namespace) -> int:
    """Show the settings, change one, or say where they are kept."""
    match options.action:
        case "set":
            _set(house, options.key, clean(options.value))
        case "path":
            streams.say(f"{_settings_file(house)}\n")
        case _:
            # Keys that no reader would take are told here as well.
            remapped(house.settings.keys, house.settings.place_of)
            streams.say("".join(f"{line}\n" for line in _settings_lines(house)))
    return DONE


def _textual() -> str:
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as version_of

    try:
        return version_of("textual")
    except PackageNotFoundError:
        return "is not installed"


def _places(house: House) -> Iterator[tuple[str, Path | None]]:
    data, cache, config, kiosk = house.places
    yield "Library", house.library_file
    yield "Library installed here", data and data / INSTALLED_LIBRARY
    yield "Library installed before", data and data / "library-before.db"
    yield "Text of the library", bundled("content")
    yield "Styles", bundled("styles")
    yield "Your data", data
    yield "Your answers", data and data / "user.db"
    yield "Cache", cache
    yield "Report of the last crash", cache and cache / "crash.txt"
    yield "Settings", config
    yield "Settings of the kiosk", kiosk
    yield "PIN of the kiosk", house.kiosk_pin.file
    yield "Log of the kiosk", data and data / "kiosk.log"


def _told(path: Path | None) -> str:
    if path is None:
        return "nowhere, because HOME is not set"
    try:
        is_there = path.exists()
    except OSError:
        is_there = False
    return f"{clean(str(path))} ({'there' if is_there else 'not there'})"


def _settings_lines(house: House) -> Iterator[str]:
    from sci_tui.settings import TABLE

    for setting in TABLE:
        allowed = ", ".join(setting.choices)
        yield f"{setting.key} = {house.settings.chosen(setting.key)} (allowed: {allowed})"
    for command, keys in house.settings.keys.items():
        yield clean(f"keys.{command} = {keys}")


def _set(house: House, key: str, value: str) -> None:
    from sci_tui.settings import TABLE, save

    (setting,) = (each for each in TABLE if each.key == key)
    if value not in setting.choices:
        raise BadSettings(f"{key} cannot be {value!r}. Allowed: {', '.join(setting.choices)}.")
    try:
        save(house.settings, key, value)
    except Unsaved as error:
        # Here nothing is left open in which the setting could hold.
        told = str(error).replace("The setting holds until you leave", "The setting is not saved")
        raise Unsaved(told) from error
    streams.say(f"Saved: {key} is now {value}.\n")


def _settings_file(house: House) -> str:
    if house.places.config is None:
        raise NotThere(
            "There is no place for settings: set HOME, or SCI_TUI_CONFIG to a file, and try again."
        )
    return clean(str(house.places.config))
