"""The programs that search, each with the studies taken in."""

import shutil
from pathlib import Path
from typing import Final

from bench import real, synthetic
from bench.libraries import Libraries
from bench.peers.fts5 import Fts5
from bench.peers.peer import Peer
from bench.peers.ripgrep import Ripgrep
from bench.peers.tantivy import Tantivy

KINDS: Final[tuple[type[Peer], ...]] = (Tantivy, Fts5, Ripgrep)


def opened(kind: type[Peer], libraries: Libraries, studies: int) -> Peer:
    """A program that is ready to search the studies of a library, which it takes in only once.

    Raises:
        NotMeasured: If it is not installed.
    """
    peer = kind()
    kept = libraries.beside(studies, kind.name)
    if not kept.exists():
        unfinished = kept.with_name(f"{kept.name}-unfinished")
        _remove(unfinished)
        peer.index(synthetic.studies(studies, real.content()), unfinished)
        unfinished.rename(kept)
    peer.open(kept)
    return peer


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
