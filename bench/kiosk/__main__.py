"""``python -m bench.kiosk``: try a kiosk until it breaks, and say how it bore it."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from bench.kiosk import day, keys
from bench.kiosk.terminal import WAITS, Terminal, Unwell, Vitals

_SILENT: Final = "/nonexistent"
"""A search path without a voice: what is said aloud takes as long as it takes to say."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Try what was asked for; 0 if the kiosk bore it."""
    parser = argparse.ArgumentParser(prog="python -m bench.kiosk", description=__doc__)
    parser.add_argument("trial", choices=["keys", "day"])
    parser.add_argument("--number", type=int, help="of keys, or of visits")
    parser.add_argument("--seed", type=int, default=6)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        terminal = Terminal(command(), environment(Path(folder)))
        try:
            terminal.until_shown(WAITS)
            held = list(_tried(options, terminal))
            code = terminal.end()
        except Unwell as error:
            report = Path(folder, ".cache", "sci-tui", "crash.txt")
            why = report.read_text("utf-8") if report.exists() else ""
            sys.stdout.write(f"{error}\n{terminal.last!r}\n{why}")
            return 1
    slope = day.slope(held)
    sys.stdout.write(
        f"Well after all, ended with {code}. {slope.kilobytes_a_visit:+.2f} kB from look to look,"
        f" {slope.files:+d} open files, {terminal.written:,} bytes written,"
        f" {time.monotonic() - began:.0f} s.\n"
    )
    return 0


def command() -> tuple[str, ...]:
    """The kiosk of this checkout."""
    return (str(Path(sys.executable).with_name("sci-tui")), "--kiosk")


def environment(home: Path, path: str = _SILENT) -> Mapping[str, str]:
    """A home of its own, and no voice unless a search path for one is given."""
    return {
        "HOME": str(home),
        "SCI_TUI_DATA_DIR": str(home / "data"),
        "PATH": path,
        "TERM": os.environ.get("TERM", "xterm-256color"),
        "LANG": "C.UTF-8",
    }


def _tried(options: argparse.Namespace, terminal: Terminal) -> "list[Vitals]":
    if options.trial == "keys":
        number = options.number or 1_000_000
        return list(keys.press(terminal, number, options.seed, _teller("keys", keys.LOOK_EVERY)))
    number = options.number or day.VISITS_A_DAY
    return list(day.visits(terminal, number, options.seed, _teller("visits", 20)))


def _teller(what: str, every: int) -> Callable[[int, Vitals], None]:
    def tell(count: int, held: Vitals) -> None:
        if count % every == 0:
            sys.stdout.write(f"{count:,} {what}: {held.kilobytes:,} kB, {held.files} files\n")
            sys.stdout.flush()

    return tell


if __name__ == "__main__":
    sys.exit(main())
