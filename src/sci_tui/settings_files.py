"""What every settings file shares: read as TOML, told by its lines, changed with comments kept."""

import re
from pathlib import Path
from typing import Any, NamedTuple

from sci_tui.domain.errors import BadSettings, Unsaved
from sci_tui.whole_files import write_whole


class Written(NamedTuple):
    """What stands in a file: its text, and the same as values."""

    file: Path
    text: str
    raw: dict[str, Any]

    def place_of(self, key: str) -> str:
        """The file and the line that a key stands on, for telling what is wrong with it."""
        return place_in(self.file, self.text, key)


def read(file: Path) -> Written | None:
    """What stands in a file, or None where there is none.

    Raises:
        BadSettings: If the file cannot be read or is not TOML.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(
            f"The settings in {file} cannot be read ({error}). Mend or remove the file."
        ) from error
    return Written(file, text, _parsed(text, file))


def place_in(file: Path | None, text: str, key: str) -> str:
    """The file and the line of its text that a key stands on."""
    return f"{file}, line {_line(key, text)}"


def change(file: Path, key: str, value: object, meanwhile: str) -> None:
    """Give a key a value, leaving the rest of the file and its comments as they are.

    Args:
        file: The file. If it is not there, it is made, and its directory too.
        key: The key.
        value: What TOML has a form for.
        meanwhile: How the sentence about a failure begins: what then holds.

    Raises:
        Unsaved: If the file cannot be written, or was damaged since it was read. It then stays as
            it is.
    """
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        changed = _with(before, key, value)
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, changed)
    except OSError as error:
        raise Unsaved(
            f"{meanwhile}: {file} cannot be written "
            f"({error.strerror}). Free some space or mend its permissions."
        ) from error
    except ValueError as error:
        raise Unsaved(
            f"{meanwhile}: {file} was damaged meanwhile ({error}) "
            "and is left as it is. Mend or remove the file."
        ) from error


def _parsed(text: str, file: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - most readers have no settings file, and start without it

    try:
        return tomllib.loads(text)
    # Numbers that are too long and brackets in brackets without end are not told as TOML's errors.
    except (ValueError, RecursionError) as error:
        raise BadSettings(
            f"The settings in {file} are not TOML: {error}. Mend that line or remove the file."
        ) from error


def _with(text: str, key: str, value: object) -> str:
    """The text of a settings file with one setting changed.

    Raises:
        ValueError: If it is not TOML.
    """
    # Only a change of settings needs these, so that no start pays for them.
    import tomlkit  # noqa: PLC0415
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    try:
        document = tomlkit.parse(text)
        document[key] = value
    except TOMLKitError as error:
        raise ValueError(str(error)) from error
    return tomlkit.dumps(document)


def _line(key: str, text: str) -> int:
    """The line a key stands on, counted from 1."""
    pattern = re.compile(rf"""\s*\[?\s*(?:keys\.)?["']?{re.escape(key)}["']?\s*[=\].]""")
    numbered = enumerate(text.splitlines(), start=1)
    return next((number for number, line in numbered if pattern.match(line)), 1)
