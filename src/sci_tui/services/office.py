"""What the staff of a kiosk can look at and change, each of it kept in the kiosk's log."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sci_tui import kiosk_settings
from sci_tui.domain.errors import SciTuiError
from sci_tui.kiosk_settings import KioskSettings, Value
from sci_tui.services.kiosk_log import Event, KioskLog
from sci_tui.services.pin import Entered, Pin, Verdict

if TYPE_CHECKING:
    from sci_tui.domain.tally import Tally
    from sci_tui.services.editions import Installed, Offered
    from sci_tui.services.sticks import Exported, Stick


class Finding(NamedTuple):
    """One thing that a kiosk needs: what it is, and how it is or how to mend it."""

    name: str
    told: str
    is_well: bool


class Office:
    """The files of a kiosk, as its staff see to them.

    Entering a PIN, looking around, and what has to do with sticks may take a moment. They can be
    called on any thread, as nothing that they open outlasts them.

    Args:
        data: The data directory.
        settings: The settings as they are saved.
        pin: The PIN of the staff.
        log: Where it is written down what the staff did.
        now: The time, with the time zone of the clinic.
        look_around: Sees whether all is well.
    """

    def __init__(
        self,
        data: Path,
        settings: KioskSettings,
        pin: Pin,
        log: KioskLog,
        now: Callable[[], datetime],
        look_around: Callable[[], tuple[Finding, ...]],
    ) -> None:
        self.settings = settings
        """The settings as they are saved; a visit has those that were when it began."""
        self.look_around = look_around
        self.now = now
        self._data = data
        self._pin = pin
        self._log = log

    # ------------------------------------------------------------ the door

    def closed(self) -> str:
        """Why no PIN is taken at all, or nothing."""
        try:
            self._pin.wait()
        except SciTuiError as error:
            return str(error)
        return ""

    def enter(self, pin: str) -> Entered:
        """Try a PIN. What is written down is only what came of it.

        Raises:
            SciTuiError: If none is set, or the try cannot be counted.
        """
        entered = self._pin.enter(pin)
        # One that is not looked at is not written down: that would push all else out of the log.
        if entered.verdict is Verdict.RIGHT:
            self._log.write(Event.STAFF_PAGE_OPENED)
        elif entered.verdict is Verdict.WRONG:
            self._log.write(Event.PIN_REFUSED)
            if entered.wait:
                self._log.write(Event.PIN_LOCKED, entered.wait)
        return entered

    def has_left(self, *, shuts_down: bool) -> None:
        """Write down that the kiosk is ended."""
        self._log.write(Event.SHUT_DOWN if shuts_down else Event.LEFT)

    # ------------------------------------------------------------ answers

    def tally(self) -> "Tally":
        """How many answers there are.

        Raises:
            Unsaved: If they cannot be read.
        """
        from sci_tui.services.feedback import outbox_in  # noqa: PLC0415 - no visit needs it
        from sci_tui.services.tally import tally  # noqa: PLC0415

        outbox = outbox_in(self._data)()
        try:
            return tally(outbox, self.now())
        finally:
            outbox.close()

    def sticks(self) -> "tuple[Stick, ...]":
        """The sticks that are put in."""
        from sci_tui.services.sticks import sticks_in  # noqa: PLC0415

        return sticks_in(Path(self.settings.sticks))

    def export(self, stick: Path) -> "Exported":
        """Write every answer to a stick. None is deleted.

        Raises:
            SciTuiError: If that cannot be done; then nothing of it is on the stick.
        """
        from sci_tui.services.feedback import outbox_in  # noqa: PLC0415
        from sci_tui.services.sticks import export  # noqa: PLC0415

        outbox = outbox_in(self._data)()
        try:
            exported = export(outbox.all(), stick, self.now())
        except SciTuiError:
            self._log.write(Event.EXPORT_FAILED)
            raise
        finally:
            outbox.close()
        self._log.write(Event.EXPORTED, exported.answers)
        return exported

    # ------------------------------------------------------------ editions

    def editions_on(self, stick: Path) -> "tuple[Offered, ...]":
        """The library files on a stick.

        Raises:
            UnreadableLibrary: If the stick cannot be read.
        """
        from sci_tui.services.editions import editions_on  # noqa: PLC0415

        return editions_on(stick)

    def edition_before(self) -> "Offered | None":
        """The edition whose place the present one took, if one was installed before."""
        from sci_tui.services.editions import BEFORE, look_at  # noqa: PLC0415

        before = self._data / BEFORE
        return look_at(before) if before.exists() else None

    def can_roll_back(self) -> bool:
        """Whether an edition is installed, or was."""
        from sci_tui.places import INSTALLED_LIBRARY  # noqa: PLC0415

        return (self._data / INSTALLED_LIBRARY).exists() or self.edition_before() is not None

    def install(self, file: Path) -> "Installed":
        """Let the edition in a file be read.

        Raises:
            SciTuiError: If it cannot be; then the library is as it was.
        """
        from sci_tui.services.editions import install  # noqa: PLC0415

        try:
            installed = install(file, self._data)
        except SciTuiError:
            self._log.write(Event.INSTALL_FAILED)
            raise
        self._log.write(Event.INSTALLED, installed.edition.number)
        return installed

    def roll_back(self) -> "Installed | None":
        """Let the edition before be read again; None stands for the one that came with the program.

        Raises:
            SciTuiError: If it cannot be; then the library is as it was.
        """
        from sci_tui.services.editions import roll_back  # noqa: PLC0415

        try:
            installed = roll_back(self._data)
        except SciTuiError:
            self._log.write(Event.INSTALL_FAILED)
            raise
        self._log.write(Event.ROLLED_BACK, installed.edition.number if installed else None)
        return installed

    # ------------------------------------------------------------ settings and health

    def save(self, key: str, value: Value) -> None:
        """Give a setting a value.

        Raises:
            BadSettings: If it may not have it.
            Unsaved: If it cannot be written.
        """
        self.settings = kiosk_settings.save(self.settings, key, value)
        self._log.write(Event.SETTING_CHANGED)

    def last_lines(self, most: int) -> tuple[str, ...]:
        """The last lines of the log, the oldest first."""
        return self._log.last(most)
