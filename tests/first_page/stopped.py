"""The real command in a terminal, stopped where it is about to load a module."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.tui.terminal import Terminal, command, environment

TEXTUAL = "textual"
_GATE = """
import sys

class Gate:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            sys.meta_path.remove(self)
            with open({gate!r}) as gate:
                gate.read()

sys.meta_path.insert(0, Gate())
"""


class Stopped(Terminal):
    """A reader that waits where it would load a module, until it is let on.

    Args:
        folder: An empty folder.
        library: The library that is read.
        module: The module; the first time it is needed, the reader waits.
        arguments: What else is typed after the command.
        size: Columns and rows.
        changes: Of the environment.
    """

    def __init__(
        self,
        folder: Path,
        library: Path,
        module: str = TEXTUAL,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        changes: Mapping[str, str | None] = {},
    ) -> None:
        self._gate = folder / "gate"
        os.mkfifo(self._gate)
        code = _GATE.format(module=module, gate=str(self._gate))
        (folder / "sitecustomize.py").write_text(code, encoding="utf-8")
        path = f"{folder}:{environment().get('PYTHONPATH', '')}"
        words = command("--library", str(library), *arguments)
        super().__init__(words, environment(PYTHONPATH=path, **changes), size)
        # Held open, so that how it is set can be told once the reader has ended.
        self._slave = os.open(
            Path(f"/proc/{self.child.pid}/fd/0").readlink(), os.O_RDWR | os.O_NOCTTY
        )
        self.flags_before = self.flags

    def until_stopped(self) -> None:
        """Wait until it waits. All that it has written is then on the screen."""
        opened: list[int] = []
        self.until(lambda: bool(opened or self._waits(opened)), "the module is needed")
        self._file = opened[0]
        while self.read(0.05):
            pass

    def let_on(self) -> None:
        """Let it load the module, and go on."""
        os.close(self._file)

    def until_gone(self) -> int:
        """Read until the program has ended; its exit code, or -n if signal n ended it."""
        self.until(lambda: not self.child.isalive(), "its end")
        while self.read(0.05):
            pass
        if self.child.exitstatus is not None:
            return int(self.child.exitstatus)
        return -int(self.child.signalstatus or 0)

    def close(self) -> None:
        """End it whatever it does."""
        os.close(self._slave)
        self.child.close(force=True)

    def _waits(self, opened: list[int]) -> bool:
        try:
            # This can be opened only once the other end is.
            opened.append(os.open(self._gate, os.O_WRONLY | os.O_NONBLOCK))
        except OSError:
            return False
        return True


@contextmanager
def stopped(
    folder: Path,
    library: Path,
    *arguments: str,
    module: str = TEXTUAL,
    size: tuple[int, int] = (80, 24),
    changes: Mapping[str, str | None] = {},
) -> Iterator[Stopped]:
    """A reader that has written its first page and waits before it loads a module."""
    terminal = Stopped(folder, library, module, *arguments, size=size, changes=changes)
    try:
        terminal.until_stopped()
        yield terminal
    finally:
        terminal.close()
