"""A kiosk without a terminal: keys in, a screen out, and a clock that the test moves on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from sci_tui.domain.feedback import Where
from sci_tui.kiosk_settings import KioskSettings
from sci_tui.places import bundled
from sci_tui.services.feedback import FeedbackBox, outbox_in
from sci_tui.services.library import Library
from sci_tui.site.kiosk.kiosk_site import KioskSite
from sci_tui.site.pages import numbered
from sci_tui.tui.kiosk.app import KioskApp, KioskEarApp
from sci_tui.tui.kiosk.asking import StillThereScreen
from sci_tui.tui.kiosk.attract import AttractScreen
from sci_tui.tui.kiosk.visit import VisitScreen
from sci_tui.tui.manner import Manner
from tests.tui.reader import Reader, pressed

GIVEN_AT = datetime(2026, 11, 21, 14, 37, 12, tzinfo=UTC)


class ClinicForTest:
    """A clinic with its own answers, that counts its visits."""

    def __init__(
        self, library: Library, data: Path, settings: KioskSettings, *, has_voice: bool
    ) -> None:
        self.settings = settings
        self.sites: list[KioskSite] = []
        self.beats = 0
        self._library = library
        self._data = data
        self._has_voice = has_voice
        self._ids = count(1)

    def visit(self) -> KioskSite:
        """The next visit."""
        box = FeedbackBox(
            outbox_in(self._data),
            lambda: GIVEN_AT,
            lambda: f"00000000-0000-4000-8000-{next(self._ids):012}",
            Where.KIOSK,
            self.settings.comments,
        )
        site = KioskSite(self._library, box, self.settings, has_voice=self._has_voice)
        self.sites.append(site)
        return site

    @property
    def heartbeat(self) -> float:
        """As seldom as no test takes."""
        return 3600.0

    def lives(self) -> None:
        """Count it."""
        self.beats += 1


class Kiosk(Reader):
    """One kiosk, and the clock it goes by."""

    app: KioskApp
    clinic: ClinicForTest

    def __init__(self, app: KioskApp, pilot: object, clock: list[float]) -> None:
        super().__init__(app, pilot)  # type: ignore[arg-type]
        self._clock = clock

    def is_waiting(self) -> bool:
        """Whether nobody reads."""
        return isinstance(self.app.screen, AttractScreen)

    def asks(self) -> bool:
        """Whether the visitor is asked whether they are there."""
        return isinstance(self.app.screen, StillThereScreen)

    @property
    def visit(self) -> VisitScreen:
        """The visit that is going on."""
        assert self.app.visit
        return self.app.visit

    @property
    def labels(self) -> list[str]:
        """The numbers and texts of the choices of the page."""
        return [f"{number} {link.text}" for link, number in numbered(self.page.links)]

    async def wake(self, key: str = "enter") -> None:
        """Press a key at a kiosk that waits."""
        self.app.post_message(pressed(key))
        await self.settle()

    async def wait(self, seconds: float) -> None:
        """Let time go by, a second at a time."""
        for _ in range(int(seconds)):
            self._clock[0] += 1
            self.app.look_who_is_there()
        await self.settle()


@asynccontextmanager
async def opened(
    library: Library,
    data: Path,
    settings: KioskSettings | None = None,
    size: tuple[int, int] = (80, 24),
    *,
    by_ear: bool = False,
    has_voice: bool = False,
) -> AsyncIterator[Kiosk]:
    """A kiosk that waits."""
    clock = [1000.0]
    clinic = ClinicForTest(library, data, settings or KioskSettings(), has_voice=has_voice)
    kind = KioskEarApp if by_ear else KioskApp
    app = kind(clinic, bundled("styles"), Manner(by_ear=by_ear), lambda: clock[0])
    async with app.run_test(size=size) as pilot:
        kiosk = Kiosk(app, pilot, clock)
        kiosk.clinic = clinic
        await kiosk.settle()
        yield kiosk
