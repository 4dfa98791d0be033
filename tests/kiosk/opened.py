"""A real kiosk on a real pseudo-terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sci_tui.kiosk_settings import KioskSettings, as_written
from tests.tui.terminal import Terminal, command, environment

WAITS: Final = "Press any key."
HOME: Final = "Finish: everything"
SILENT: Final = "/nonexistent"
"""A search path on which there is no voice."""


@contextmanager
def running(
    library: Path | None = None,
    *options: str,
    size: tuple[int, int] = (80, 24),
    **changes: str | None,
) -> Iterator[Terminal]:
    """The kiosk, waiting; ended at last whatever happens."""
    chosen = ("--library", str(library)) if library else ()
    terminal = Terminal(
        command(*chosen, *options, "--kiosk"),
        environment(**{"PATH": SILENT, **changes}),
        size,
    )
    try:
        terminal.until_shown(WAITS)
        yield terminal
    finally:
        terminal.child.close(force=True)


def wake(terminal: Terminal) -> None:
    """Press a key at a kiosk that waits."""
    terminal.press("enter")
    terminal.until_shown(HOME)
    terminal.until_quiet()


def settle_in(data: Path, settings: KioskSettings) -> None:
    """Write down what a clinic has chosen."""
    data.mkdir(parents=True, exist_ok=True)
    usual = KioskSettings()
    changed = (
        (field.replace("_", "-"), getattr(settings, field))
        for field in KioskSettings._fields
        if field != "file" and getattr(settings, field) != getattr(usual, field)
    )
    lines = (f"{key} = {as_written(key, value)}\n" for key, value in changed)
    (data / "kiosk.toml").write_text("".join(lines), encoding="utf-8")
