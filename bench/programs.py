"""The programs that are measured, and the surroundings they run in."""

import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

from bench.libraries import Libraries
from bench.peers.indexed import KINDS
from bench.terminal import Terminal
from bench.trouble import NotMeasured
from sci_tui.places import bundled

PEERS: Final = tuple(kind.name for kind in KINDS)
NO_NEWSBOAT: Final = "newsboat is not installed: make bench-needs"
FEED_TITLE: Final = "Latest research"
FEED_LENGTH: Final = 150

_APPS: Final = Path(__file__).parent / "apps"
_BIN: Final = Path(sys.executable).parent


class Programs:
    """How each program is started: in a home of its own, in English, offline.

    Args:
        folder: A folder for their files, and for nothing else.
        libraries: Synthetic libraries.
        quick: Whether a few repeats will do.
        studies: How many studies the library has that sci-tui reads; None for its own library.
        peers: The names of the programs that are asked the same searches.
    """

    def __init__(
        self,
        folder: Path,
        libraries: Libraries,
        *,
        quick: bool,
        studies: int | None = None,
        peers: Collection[str] = PEERS,
    ) -> None:
        self._folder = folder
        self.peers = peers
        self._studies = studies
        self.libraries = libraries
        self.quick = quick
        home = folder / "home"
        home.mkdir(parents=True, exist_ok=True)
        self.environment: Mapping[str, str] = {
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PATH": os.environ.get("PATH", os.defpath),
            "TERM": "xterm-256color",
        }

    def times(self, usually: int, quickly: int) -> int:
        """How often to repeat."""
        return quickly if self.quick else usually

    def reader(self, *arguments: str) -> list[str]:
        """Our own command as people start it."""
        installed = _BIN / "sci-tui"
        ours = [str(installed)] if installed.exists() else self.python("-m", "sci_tui")
        library = [] if self._studies is None else ["--library", str(self.library)]
        return [*ours, *library, *arguments]

    def in_library_of(self, studies: int) -> "Programs":
        """The same programs, with sci-tui reading a synthetic library of a size."""
        folder = self._folder / str(studies)
        return Programs(folder, self.libraries, quick=self.quick, studies=studies, peers=self.peers)

    def python(self, *arguments: str) -> list[str]:
        """The Python that runs this."""
        return [sys.executable, *arguments]

    def app(self, name: str) -> list[str]:
        """One of the Textual apps that are only there to be compared with."""
        return self.python(str(_APPS / f"{name}.py"))

    def sqlite_utils(self, *arguments: str) -> list[str]:
        """The sqlite-utils command."""
        return [str(_BIN / "sqlite-utils"), *arguments]

    @property
    def library(self) -> Path:
        """The library file that sci-tui reads."""
        if self._studies is None:
            return bundled("data.db")
        return self.libraries.file(self._studies)

    @cached_property
    def a_study(self) -> str:
        """The route of a study of the library.

        Raises:
            NotMeasured: If it has none.
        """
        listed = self.output(self.reader("studies", "--limit", "1")).split()
        if not listed:
            raise NotMeasured("the library has no study")
        return listed[0]

    @cached_property
    def newsboat(self) -> list[str]:
        """Newsboat with one local feed that it has already read; it never looks elsewhere.

        Raises:
            NotMeasured: If it is not installed.
        """
        installed = shutil.which("newsboat", path=self.environment["PATH"])
        if installed is None:
            raise NotMeasured(NO_NEWSBOAT)
        feed, urls, config = (self._folder / name for name in ("feed.xml", "urls", "config"))
        feed.write_text(_feed(), encoding="utf-8")
        urls.write_text(f"{feed.as_uri()}\n", encoding="utf-8")
        config.write_text("auto-reload no\nrefresh-on-startup no\n", encoding="utf-8")
        cache = self._folder / "cache.db"
        command = [installed, "-C", str(config), "-u", str(urls), "-c", str(cache)]
        self.output([*command, "-x", "reload"])
        return command

    def open(self, command: Sequence[str], typed: bytes = b"") -> Terminal:
        """Start a program on a terminal of its own."""
        return Terminal(command, self.environment, typed)

    def output(self, command: Sequence[str]) -> str:
        """What a command prints.

        Raises:
            NotMeasured: If it fails.
        """
        try:
            done = subprocess.run(
                command,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=True,
                timeout=60,
            )
        except (OSError, subprocess.SubprocessError) as error:
            said = getattr(error, "stderr", None) or str(error)
            raise NotMeasured(
                " ".join(f"{Path(command[0]).name} failed: {said}".split())
            ) from error
        return done.stdout


def _feed() -> str:
    items = "".join(
        f"<item><title>Study {number}</title><guid>{number}</guid></item>"
        for number in range(1, FEED_LENGTH + 1)
    )
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel>'
        f"<title>{FEED_TITLE}</title>{items}</channel></rss>\n"
    )
