"""The colours of each theme by role, as ``styles/themes.toml`` tells them."""

from pathlib import Path


def themes(file: Path) -> dict[str, dict[str, str]]:
    """Every theme of the file: what each role is coloured with.

    Of TOML no more is understood than the file has, a table for each theme and a text for each
    role: the first page does not wait for a module that understands all of it.
    """
    found: dict[str, dict[str, str]] = {}
    roles: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            roles = found[line.strip("[]")] = {}
        elif line and not line.startswith("#"):
            role, _, colour = line.partition(" = ")
            roles[role] = colour.strip('"')
    return found
