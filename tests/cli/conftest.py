"""Asking the command line: inside this process, and as a program of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from sci_tui.cli import main
from sci_tui.places import Places

SOURCE = Path(__file__).resolve().parents[2] / "src"


class Answer(NamedTuple):
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


Ask = Callable[..., Answer]


@pytest.fixture
def ask(own_places: Places, library_file: Path, capfd: pytest.CaptureFixture[str]) -> Ask:
    """Runs a command here, reading the test library."""

    def asked(*arguments: str) -> Answer:
        capfd.readouterr()
        code = main(["--library", str(library_file), *arguments])
        said = capfd.readouterr()
        return Answer(code, said.out, said.err)

    return asked


class Program:
    """sci-tui as a process of its own, in an environment of its own."""

    def __init__(self, library: Path, own: Places) -> None:
        self.library = library
        self.environment = {
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "TERM": "xterm",
            "PYTHONPATH": str(SOURCE),
            **{name: os.environ[name] for name in os.environ if name.startswith("SCI_TUI_")},
            "HOME": os.environ["HOME"],
        }
        self.own = own

    def command(self, *arguments: str) -> list[str]:
        """The words of a command that reads the test library."""
        return [sys.executable, "-m", "sci_tui", "--library", str(self.library), *arguments]

    def shell(self, script: str, environment: Mapping[str, str] | None = None) -> Answer:
        """Runs a line of shell in which ``$sci_tui`` is the program."""
        words = " ".join(f"'{word}'" for word in self.command())
        return _answer(
            ["/bin/bash", "-c", f'sci_tui() {{ {words} "$@"; }}; {script}'],
            environment or self.environment,
        )

    def __call__(self, *arguments: str, typed: str | None = None, **changed: str | None) -> Answer:
        """Runs a command with something typed. A variable given as None is not set."""
        asked = self.environment | changed
        environment = {name: value for name, value in asked.items() if value is not None}
        return _answer(self.command(*arguments), environment, typed or "")


@pytest.fixture
def program(own_places: Places, library_file: Path) -> Program:
    """The program, reading the test library."""
    return Program(library_file, own_places)


def _answer(command: list[str], environment: Mapping[str, str], typed: str = "") -> Answer:
    done = subprocess.run(
        command,
        env=dict(environment),
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)
