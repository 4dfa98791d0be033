"""Content that is spoilt in one place, and what is told of it."""

from pathlib import Path
from typing import Final

from sci_tui.exchange.content import inspect

TRIAL: Final = "studies/walking-trial-2020.toml"


def spoil(folder: Path, file: str, old: str, new: str) -> list[str]:
    """What is told once something in a file was replaced."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} has no {old!r} to spoil"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [str(problem) for problem in inspect(folder)[1]]
