"""The user's settings file, read into one frozen value.

Read at every start, so without pydantic: the table below knows each key, its allowed values and
what it does, and the settings page and its documentation come from the same table.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from sci_tui.domain.errors import BadSettings, Unsaved


class Setting(NamedTuple):
    """One key of the file: what it may be, what it is if nothing is said, and what it does."""

    key: str
    title: str
    choices: tuple[str, ...]
    default: str
    about: str


TABLE: Final = (
    Setting(
        "theme",
        "Colours",
        ("dark", "light", "high-contrast", "terminal"),
        "dark",
        "terminal uses the colours your terminal is set to.",
    ),
    Setting(
        "reader",
        "Reader",
        ("visual", "plain"),
        "visual",
        "plain prints numbered lines and asks for one choice at a time.",
    ),
    Setting(
        "characters",
        "Characters",
        ("auto", "unicode", "ascii"),
        "auto",
        "ascii uses only letters and signs that every terminal has; auto asks the locale.",
    ),
)
"""Every setting with a fixed set of values. The table ``[keys]`` gives commands other keys."""

_BY_KEY: Final = {setting.key: setting for setting in TABLE}


class Settings(NamedTuple):
    """What a person has chosen, and where it is kept; None if there is nowhere to keep it."""

    theme: str = "dark"
    reader: str = "visual"
    characters: str = "auto"
    keys: Mapping[str, str] = {}
    file: Path | None = None

    def chosen(self, key: str) -> str:
        """The value of one setting of the table."""
        return str(getattr(self, key))

    def place_of(self, key: str) -> str:
        """The file and the line that a key stands on, for telling what is wrong with it."""
        text = self.file.read_text(encoding="utf-8") if self.file else ""
        return f"{self.file}, line {_line(key, text)}"

    def choosing(self, key: str, value: str) -> "Settings":
        """The same with another value for one setting of the table."""
        changed: dict[str, Any] = {key: value}
        return self._replace(**changed)


def load(file: Path | None) -> Settings:
    """Read the settings, or the defaults where there is no file.

    Raises:
        BadSettings: If the file cannot be read or holds something not allowed.
    """
    if file is None:
        return Settings()
    try:
        text = file.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Settings(file=file)
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(
            f"The settings in {file} cannot be read ({error}). Mend or remove the file."
        ) from error
    return _checked(_parsed(text, file), text, file)


def save(settings: Settings, key: str, value: str) -> Settings:
    """Change one setting in its file, leaving the rest of the file and its comments as they are.

    Raises:
        Unsaved: If the file cannot be written.
    """
    if settings.file is None:
        raise Unsaved(
            "The setting holds until you leave: there is no place to keep it. "
            "Set HOME or SCI_TUI_CONFIG and start again."
        )
    import tomlkit  # noqa: PLC0415 - only a change of settings needs it, so no start pays for it

    try:
        before = settings.file.read_text(encoding="utf-8") if settings.file.exists() else ""
        document = tomlkit.parse(before)
        document[key] = value
        _write(settings.file, tomlkit.dumps(document))
    except OSError as error:
        raise Unsaved(
            f"The setting holds until you leave: {settings.file} cannot be written "
            f"({error.strerror}). Free some space or mend its permissions."
        ) from error
    return settings.choosing(key, value)


def _parsed(text: str, file: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - most readers have no settings file, and start without it

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(
            f"The settings in {file} are not TOML: {error}. Mend that line or remove the file."
        ) from error


def _checked(raw: dict[str, Any], text: str, file: Path) -> Settings:
    for key, value in raw.items():
        if key == "keys":
            _check_keys(value, text, file)
        elif key not in _BY_KEY:
            allowed = ", ".join((*_BY_KEY, "[keys]"))
            raise BadSettings(
                f"{file}, line {_line(key, text)}: {key!r} is not a setting. Allowed: {allowed}."
            )
        elif value not in _BY_KEY[key].choices:
            allowed = ", ".join(_BY_KEY[key].choices)
            raise BadSettings(
                f"{file}, line {_line(key, text)}: {key} is {value!r}. Allowed: {allowed}."
            )
    return Settings(**raw, file=file)


def _check_keys(value: object, text: str, file: Path) -> None:
    if not isinstance(value, dict):
        raise BadSettings(
            f"{file}, line {_line('keys', text)}: keys is {value!r}. "
            'Allowed: a table such as [keys] with lines like back = "b,f2".'
        )
    for name, keys in value.items():
        if not isinstance(keys, str) or not keys.strip():
            raise BadSettings(
                f"{file}, line {_line(name, text)}: keys.{name} is {keys!r}. "
                'Allowed: one key or several with commas, such as "b,f2".'
            )


def _line(key: str, text: str) -> int:
    """The line a key stands on, counted from 1."""
    pattern = re.compile(rf"""\s*\[?\s*(?:keys\.)?["']?{re.escape(key)}["']?\s*[=\].]""")
    numbered = enumerate(text.splitlines(), start=1)
    return next((number for number, line in numbered if pattern.match(line)), 1)


def _write(file: Path, text: str) -> None:
    """Replace the file as a whole, so that a power cut leaves the old one or the new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        with unfinished.open("w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
