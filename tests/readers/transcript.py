"""A journey as it was heard, as a text that a person can read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from tests.readers.journeys import MODES, Journey, Step
from tests.readers.reader import Reader
from tests.tui.terminal import command

CHARACTERS_A_SECOND: Final = 15
"""How fast a synthesizer speaks, at a middling rate."""


class Heard(NamedTuple):
    """What was pressed in one step, and what was said after it."""

    does: str
    keys: Sequence[str]
    lines: Sequence[str]

    @property
    def characters(self) -> int:
        """How much was said."""
        return len(" ".join(self.lines))


def travelled(reader: Reader, journey: Journey, mode: str, library: Path) -> list[Heard]:
    """Go on a journey, and note what is heard on the way."""
    way = MODES[mode]
    words = (*way.options, *journey.arguments)
    reader.quiet = way.quiet
    if journey.kiosk is not None:
        (reader.home / "kiosk.toml").write_text(journey.kiosk, encoding="utf-8")
    reader.start(command("--library", str(library), *words), places_in(reader.home))
    heard = [_heard(reader, " ".join(("Start", *words)) + ".", ())]
    steps = [(step, keys) for step in journey.steps if (keys := _keys(step, mode)) is not None]
    for step, keys in steps:
        reader.press(*keys)
        if step.waits:
            reader.until_shown(step.waits)
        if step.rests:
            reader.rest()
        if step is journey.steps[-1] and journey.kiosk is None:
            reader.until_ended()
        heard.append(_heard(reader, step.does, keys))
    return heard


def transcript(journey: str, mode: str, reader: type[Reader], heard: Sequence[Heard]) -> str:
    """The text of a journey: what it is, how much was pressed and said, and every step."""
    head = {
        "journey": journey,
        "mode": mode,
        "reader": reader.name,
        "keys": f"{sum(len(step.keys) for step in heard)}",
    }
    if reader.speaks:
        head["speech"] = _speech(sum(step.characters for step in heard))
    lines = [f"{name:<10}{value}" for name, value in head.items()]
    for number, step in enumerate(heard):
        lines.extend(("", *_told(number, step, reader)))
    return "".join(f"{line}\n" for line in lines)


def places_in(home: Path) -> Mapping[str, str]:
    """Settings that keep all that sci-tui writes in a home."""
    return {
        "SCI_TUI_CACHE_DIR": str(home / "cache"),
        "SCI_TUI_CONFIG": str(home / "settings.toml"),
        "SCI_TUI_DATA_DIR": str(home / "data"),
        "SCI_TUI_KIOSK": str(home / "kiosk.toml"),
    }


def _told(number: int, step: Heard, reader: type[Reader]) -> Iterator[str]:
    keys = f" [{' '.join(_named(key) for key in step.keys)}]" if step.keys else ""
    yield f"{number}. {step.does}{keys}"
    yield from (f"   | {line}" for line in step.lines or ("(silence)",))
    if reader.speaks:
        yield f"   = {step.characters / CHARACTERS_A_SECOND:.1f} s"


def _speech(characters: int) -> str:
    return f"{characters} characters, {characters / CHARACTERS_A_SECOND:.0f} seconds"


def _keys(step: Step, mode: str) -> Sequence[str] | None:
    if mode != "plain" or step.waits:
        return step.keys
    return None if step.line is None else [*step.line, "enter"]


def _named(key: str) -> str:
    return "space" if key == " " else key


def _heard(reader: Reader, does: str, keys: Sequence[str]) -> Heard:
    return Heard(does, keys, [_everywhere(line, reader.home) for line in reader.heard()])


def _everywhere(line: str, home: Path) -> str:
    """A line without what is different on another machine and on another day."""
    today = datetime.now().astimezone().date().isoformat()
    # Fenrir says the signs in it.
    for day in (today, today.replace("-", " dash ")):
        line = line.replace(day, "TODAY")
    return line.replace(str(home), "HOME")
