"""The house: every file and room that a command may need, each opened when first asked for."""

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from sci_tui.cli import streams
from sci_tui.cli.answers_of import AnswersOf
from sci_tui.places import Places, bundled, places

if TYPE_CHECKING:
    from typing import Self

    from sci_tui.kiosk_settings import KioskSettings
    from sci_tui.services.feedback import FeedbackBox
    from sci_tui.services.library import InUse, Library
    from sci_tui.services.pin import Pin
    from sci_tui.settings import Settings
    from sci_tui.site.site import Site


class House:
    """What the commands work with.

    Args:
        library: The library file to read instead of the one that is installed or came with us.
        ascii_only: Whether ASCII was asked for, whatever the terminal can show.
    """

    def __init__(self, library: str | None = None, *, ascii_only: bool = False) -> None:
        self._chosen = library
        self._ascii_asked = ascii_only
        self._to_close: list[Callable[[], None]] = []

    def __enter__(self) -> "Self":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for close in self._to_close:
            close()

    @cached_property
    def places(self) -> Places:
        """Where the reader's own files live."""
        return places(os.environ)

    @property
    def library_file(self) -> Path:
        """The library that is read: the one asked for, else one installed here, else our own."""
        return self._in_use.file

    @property
    def passed_over(self) -> str:
        """Why a library that is installed here is not the one that is read, or nothing."""
        return self._in_use.passed_over

    @property
    def is_asked_for(self) -> bool:
        """Whether the library that is read was named on the command line."""
        return self._chosen is not None

    @cached_property
    def _in_use(self) -> "InUse":
        from sci_tui.services.library import InUse, library_in_use

        if self._chosen is not None:
            return InUse(Path(self._chosen))
        return library_in_use(self.places.data, bundled("data.db"))

    @cached_property
    def library(self) -> "Library":
        """The library, open.

        Raises:
            UnreadableLibrary: If it cannot be read.
        """
        from sci_tui.services.library import open_library

        library = open_library(self.library_file, bundled=not self.is_asked_for)
        self._to_close.append(library.close)
        return library

    @cached_property
    def settings(self) -> "Settings":
        """What the reader has chosen.

        Raises:
            BadSettings: If the file holds something that is not allowed.
        """
        from sci_tui.settings import load

        return load(self.places.config)

    @cached_property
    def kiosk_settings(self) -> "KioskSettings":
        """What the clinic has chosen for a kiosk.

        Raises:
            BadSettings: If the file holds something that is not allowed.
        """
        from sci_tui.kiosk_settings import load

        return load(self.places.kiosk)

    @cached_property
    def kiosk_pin(self) -> "Pin":
        """The PIN of a kiosk's staff page. Nothing is opened yet."""
        from sci_tui.services.pin import Pin

        return Pin(self.places.data)

    @cached_property
    def feedback(self) -> "FeedbackBox":
        """Where answers are kept. Nothing is opened yet."""
        from datetime import UTC, datetime
        from uuid import uuid4

        from sci_tui.services.feedback import FeedbackBox, outbox_in

        box = FeedbackBox(
            outbox_in(self.places.data), lambda: datetime.now(UTC), lambda: str(uuid4())
        )
        self._to_close.append(box.close)
        return box

    @cached_property
    def site(self) -> "Site":
        """The site with every page.

        Raises:
            UnreadableLibrary: If there is no library to read.
            BadSettings: If the settings hold something that is not allowed.
        """
        from sci_tui.site.commands import remapped
        from sci_tui.site.site import Site

        settings = self.settings
        return Site(
            self.library, AnswersOf(self), settings, remapped(settings.keys, settings.place_of)
        )

    @cached_property
    def ascii_only(self) -> bool:
        """Whether what is said has to be in ASCII.

        Raises:
            BadSettings: If the settings hold something that is not allowed.
        """
        chosen = self._characters
        return self._ascii_asked or chosen == "ascii" or (chosen == "auto" and not self.is_utf8)

    @property
    def is_ascii_by_locale(self) -> bool:
        """Whether that is so only because the locale is not UTF-8."""
        return self.ascii_only and not self._ascii_asked and self._characters == "auto"

    @cached_property
    def is_utf8(self) -> bool:
        """Whether the locale says that the terminal takes UTF-8."""
        from sci_tui.services.surroundings import as_started, is_utf8

        return is_utf8(as_started(os.environ))

    @property
    def is_heard(self) -> bool:
        """Whether a reader for ears and fingers is chosen, so that signs for eyes are noise.

        Raises:
            BadSettings: If the settings hold something that is not allowed.
        """
        from sci_tui.cli.choosing import VISUAL, wanted_reader

        chosen = self.settings.reader if self._has_settings else VISUAL
        return wanted_reader("", os.environ, chosen).reader != VISUAL

    @property
    def _characters(self) -> str:
        return self.settings.characters if self._has_settings else "auto"

    @property
    def _has_settings(self) -> bool:
        """Where there is no file, reading settings is not even loaded."""
        config = self.places.config
        return config is not None and os.path.lexists(config)

    def say(self, text: str) -> None:
        """Write what a person reads, in signs that the terminal has."""
        if self.ascii_only and not text.isascii():
            from sci_tui.layout.characters import ascii_text

            text = ascii_text(text)
        streams.say(text)

    def hand_over(self, text: str) -> None:
        """Write what a program reads, in UTF-8."""
        streams.hand_over(text)
