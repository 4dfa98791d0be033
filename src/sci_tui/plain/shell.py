"""Reads a line and acts: a number, a letter, or a word such as ``search pain``."""

from contextlib import suppress
from typing import Final

from sci_tui.domain.errors import NoVoice
from sci_tui.plain.aloud import STEPS, ReadAloud
from sci_tui.plain.going import Going
from sci_tui.plain.reading import Reading
from sci_tui.plain.talk import BLANK, Talk
from sci_tui.plain.typed import ELSEWHERE, parted, shortest, understood
from sci_tui.plain.units import Unit
from sci_tui.site import wording
from sci_tui.site.routes import Route
from sci_tui.site.site import Site

_OF_THE_VOICE: Final = ("pause", "say-last", *STEPS)
"""What is done while the voice goes on; anything else that is typed stops it."""


class Shell:
    """One reader at a line-oriented terminal or a pipe.

    Args:
        site: What there is to read.
        talk: Where it is said and asked; the end of what is typed is an ordinary goodbye.
    """

    def __init__(self, site: Site, talk: Talk) -> None:
        self._site = site
        site.by_line = True
        self._talk = talk
        self._going = self.way_through(site, talk)
        self._voice = ReadAloud(site)

    def way_through(self, site: Site, talk: Talk) -> Going:
        """The way of one reader."""
        return Going(site, talk)

    def run(self, route: Route, greeting: str = "") -> None:
        """Read until the reader leaves or the input ends."""
        self._going.begin(route, (greeting,) if greeting else ())
        try:
            while (typed := self._talk.ask(self._prompt)) is not None and self._obey(typed):
                pass
        except BaseException:
            # Ctrl+C and signals end it too; where the terminal is gone nobody is left to hear it.
            with suppress(OSError):
                self._talk.say(wording.GOODBYE)
            raise
        finally:
            self._voice.close()
        self._talk.say(wording.GOODBYE)

    @property
    def _prompt(self) -> str:
        """What can be typed now: begun always alike, but short after each of many sentences."""
        place, enter = self._reading.place, ""
        if self._voice.is_on:
            enter = ", Enter for silence"
        elif place.unit is Unit.SENTENCE and not place.is_at_end:
            return "Enter for more:"
        elif not place.is_at_end:
            enter = ", Enter for more"
        return f"Number, word or letter{enter} ({self._word('help')} for help):"

    @property
    def _reading(self) -> Reading:
        return self._going.reading

    def _obey(self, typed: str) -> bool:
        """Do what was typed; False means to leave."""
        word, rest = parted(typed, self._site.commands)
        command = understood(word, self._site.commands, self._reading.page)
        if typed == BLANK and self._voice.is_on:
            command = "pause"
        if command != "again":
            self._talk.turn()
        has_trouble = self._told_trouble()
        was_on = command not in _OF_THE_VOICE and self._silence()
        if command == "quit":
            return False
        if command not in ("", ELSEWHERE):
            self._run(command, rest)
        elif typed.isdecimal():
            self._going.follow_number(int(typed[:9]))
        elif typed.strip():
            self._other(typed, is_elsewhere=command == ELSEWHERE)
        elif was_on:
            self._stopped()
        elif not has_trouble:
            self._enter()
        return True

    def _run(self, command: str, rest: str) -> None:
        match command:
            case "aloud":
                self._read_aloud()
            case "pause":
                self._talk.remark(self._voice.pause())
            case "say-last":
                self._say_last()
            case "slower" | "faster" | "softer" | "louder":
                self._talk.remark(self._voice.step(command))
            case _:
                self._going.run(command, rest)

    def _enter(self) -> None:
        """Enter alone: the page goes on, or it is said what else there is."""
        was_at_end = self._reading.place.is_at_end
        self._reading.run("more", "")
        if was_at_end:
            words = {name: self._word(name) for name in ("home", "back", "help", "quit")}
            said = ", ".join(f"{word} for {name}" for name, word in words.items())
            self._talk.remark(f"Type a number, or {said}.")

    def _other(self, typed: str, *, is_elsewhere: bool) -> None:
        """What is no command here: the name of a page, or a mistake."""
        if self._going.went_to_page_named(typed):
            return
        word = typed.partition(" ")[0][:40]
        known = (
            "That means nothing on this page." if is_elsewhere else f"“{word}” is not known here."
        )
        self._talk.remark(f"{known} Type {self._word('help')} for help.")

    def _word(self, name: str) -> str:
        return shortest(self._site.commands, name)

    def _told_trouble(self) -> bool:
        """Say what broke the voice off, if anything did; whether it was said."""
        trouble = self._voice.trouble()
        if trouble:
            self._talk.remark(trouble)
        return bool(trouble)

    def _silence(self) -> bool:
        """Stop the voice, and be where it got to; whether it was on."""
        was_on = self._voice.is_on
        reached = self._voice.stop()
        if reached is not None:
            self._reading.move_to(reached)
        return was_on

    def _stopped(self) -> None:
        """Say that the voice is silent, as Enter alone asked."""
        self._talk.remark("Stopped.")

    def _read_aloud(self) -> None:
        try:
            self._voice.read(self._reading.place)
        except NoVoice as error:
            self._talk.remark(str(error))
        else:
            self._talk.remark("Reading aloud. Enter stops it.")

    def _say_last(self) -> None:
        if trouble := self._voice.repeat():
            self._talk.remark(trouble)
