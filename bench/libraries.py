"""Synthetic libraries that were made once and are kept, as each takes a while."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Final

from bench import library
from bench.library import Made, note_beside
from bench.trouble import NotMeasured

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "build" / "bench"
_SAMPLE: Final = 20
_DIGITS: Final = 12


class Libraries:
    """A folder of synthetic libraries, each made when it is first asked for.

    Args:
        folder: Where they are kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file(self, studies: int) -> Path:
        """A library of so many studies.

        Raises:
            NotMeasured: If it cannot be made.
        """
        file = self._named(studies, ".db")
        # What making it took is written last.
        if not note_beside(file).exists():
            self._clear(studies)
            _make(studies, file)
        return file

    def made(self, studies: int) -> Made:
        """What making that library took when it was made.

        Raises:
            NotMeasured: If it cannot be made.
        """
        return Made(**json.loads(note_beside(self.file(studies)).read_text(encoding="utf-8")))

    def beside(self, studies: int, name: str) -> Path:
        """Where another program keeps the same studies; it goes when the library goes."""
        return self._named(studies, f".{name}")

    def _named(self, studies: int, ending: str) -> Path:
        return self._folder / f"studies-{studies}-{self._fingerprint}{ending}"

    def _clear(self, studies: int) -> None:
        """Away with libraries of that size that other code made."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for path in self._folder.glob(f"studies-{studies}-*"):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    @cached_property
    def _fingerprint(self) -> str:
        """Changes with whatever changes in the generator, the tables or what is written in them."""
        with tempfile.TemporaryDirectory(prefix="sci-tui-bench-") as folder:
            file = Path(folder) / "sample.db"
            library.make(_SAMPLE, file)
            written = "\n".join(_dump(file))
        return hashlib.sha256(written.encode()).hexdigest()[:_DIGITS]


def _dump(file: Path) -> Iterator[str]:
    """All tables and their rows; full-text indexes as the tables that they are kept in."""
    with closing(sqlite3.connect(file)) as connection:
        tables = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        for name, sql in tables:
            yield str(sql)
            if str(sql).startswith("CREATE TABLE"):
                yield from map(str, connection.execute(f'SELECT * FROM "{name}"'))


def _make(studies: int, file: Path) -> None:
    """In a process of its own, whose memory is then measured."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.library", str(studies), str(file)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise NotMeasured(f"a library of {studies:,} studies could not be made")
