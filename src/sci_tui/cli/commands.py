"""Which command is which function; only the modules of the one that was asked for are loaded."""

from __future__ import annotations

import gc

from sci_tui.cli.house import House

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def run(house: House, options: Any) -> int:
    """Do what was asked for, and return the exit code."""
    if options.version:
        from sci_tui.cli.about import version

        return version(house)
    if options.kiosk:
        from sci_tui.cli.opening_kiosk import open_kiosk

        return open_kiosk(house, options)
    match options.command:
        case None | "open":
            from sci_tui.cli.choosing import asked_for
            from sci_tui.cli.reading import read

            return read(house, getattr(options, "route", "home"), asked_for(options))
        case "page" | "studies" | "search" | "cite":
            return _print(house, options)
        case _:
            gc.enable()
            return _keep_or_explain(house, options)


def _print(house: House, options: Any) -> int:
    from sci_tui.cli import printing

    match options.command:
        case "page":
            return printing.page(house, options)
        case "studies":
            return printing.studies(house, options)
        case "search":
            return printing.search(house, options)
        case _:
            return printing.cite(house, options)


def _keep_or_explain(house: House, options: Any) -> int:
    match options.command:
        case "feedback":
            from sci_tui.cli.answers import feedback

            return feedback(house, options)
        case "library":
            from sci_tui.cli.libraries import library

            return library(house, options)
        case "doctor":
            from sci_tui.cli.doctor import doctor

            return doctor(house)
        case "kiosk":
            from sci_tui.cli.kiosk import kiosk

            return kiosk(house, options)
        case "completion":
            from sci_tui.cli.completion import completion

            return completion(house, options.shell)
        case _:
            from sci_tui.cli import about

            if options.command == "paths":
                return about.paths(house)
            return about.settings(house, options)
