"""Where files live: what comes with the program, the reader's own, and what can be made again."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

FOLDER: Final = "sci-tui"
"""The name of our directory inside the system's own."""

INSTALLED_LIBRARY: Final = "library.db"
"""In the data directory: the edition that is read instead of the one that came with us."""

_PACKAGE: Final = Path(__file__).parent
_CHECKOUT: Final = _PACKAGE.parent.parent


class Places(NamedTuple):
    """The reader's own places; None where there is none, as when HOME is not set.

    ``data`` holds what must never be lost, ``cache`` what can be made again, ``config`` is the
    settings file. ``kiosk`` is the clinic's settings file of a kiosk.
    """

    data: Path | None
    cache: Path | None
    config: Path | None
    kiosk: Path | None


class _Kind(NamedTuple):
    """How one kind of place is named: in the environment, and by each family of systems."""

    xdg: str
    unix: str
    macos: str
    windows: str


_DATA: Final = _Kind("XDG_DATA_HOME", ".local/share", "Library/Application Support", "data")
_CACHE: Final = _Kind("XDG_CACHE_HOME", ".cache", "Library/Caches", "cache")
_CONFIG: Final = _Kind("XDG_CONFIG_HOME", ".config", "Library/Application Support", "config")


def places(environment: Mapping[str, str], system: str = sys.platform) -> Places:
    """Where this reader's files live.

    ``SCI_TUI_DATA_DIR``, ``SCI_TUI_CACHE_DIR``, ``SCI_TUI_CONFIG`` and ``SCI_TUI_KIOSK`` (files)
    come first, then the ``XDG_`` variables, then what is usual on the system.
    """
    data = _chosen("SCI_TUI_DATA_DIR", environment) or _own(_DATA, environment, system)
    config = _own(_CONFIG, environment, system)
    return Places(
        data=data,
        cache=_chosen("SCI_TUI_CACHE_DIR", environment) or _own(_CACHE, environment, system),
        config=_chosen("SCI_TUI_CONFIG", environment) or (config and config / "settings.toml"),
        kiosk=_chosen("SCI_TUI_KIOSK", environment) or (data and data / "kiosk.toml"),
    )


def bundled(name: str, package: Path = _PACKAGE, checkout: Path = _CHECKOUT) -> Path:
    """Where a file or folder that comes with the program is: ``data.db``, ``styles``.

    An installed program has it inside the package, a checkout at its root. Where it is missing,
    this is where it should be.
    """
    inside = package / name
    in_checkout = (checkout / "pyproject.toml").exists()
    return checkout / name if in_checkout and not inside.exists() else inside


def _chosen(variable: str, environment: Mapping[str, str]) -> Path | None:
    """What the variable names; like all of these, an empty one counts as not set."""
    return Path(environment[variable]) if environment.get(variable) else None


def _absolute(variable: str, environment: Mapping[str, str]) -> Path | None:
    """The same, unless it is relative, which the XDG specification says to ignore."""
    path = _chosen(variable, environment)
    return path if path and path.is_absolute() else None


def _own(kind: _Kind, environment: Mapping[str, str], system: str) -> Path | None:
    if base := _absolute(kind.xdg, environment):
        return base / FOLDER
    if system == "win32":
        local = _absolute("LOCALAPPDATA", environment)
        return local and local / FOLDER / kind.windows
    home = _absolute("HOME", environment)
    return home and home / (kind.macos if system == "darwin" else kind.unix) / FOLDER
