"""A script that lets a shell complete our commands, written by shtab from the parser."""

import argparse

import shtab

from sci_tui.cli.arguments import COMPLETES_WITH, whole
from sci_tui.cli.endings import DONE
from sci_tui.cli.house import House


def completion(house: House, shell: str) -> int:
    """Print the script for a shell."""
    parser = whole()
    _let_complete(parser)
    house.hand_over(shtab.complete(parser, shell) + "\n")
    return DONE


def _let_complete(parser: argparse.ArgumentParser) -> None:
    """Tell shtab, in its own words, which arguments are names of files or folders."""
    for action in parser._actions:  # noqa: SLF001 (argparse has no other way to look at them)
        if hasattr(action, COMPLETES_WITH):
            from_shell = getattr(action, COMPLETES_WITH)
            action.complete = shtab.FILE if from_shell == "file" else shtab.DIRECTORY  # type: ignore[attr-defined]
        if isinstance(action.choices, dict):
            for sub in action.choices.values():
                _let_complete(sub)
