"""The kiosk at a real terminal that can do nothing but write, and at a pipe."""

import os
import random
import signal
import subprocess
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pytest

from sci_tui.cli.house import House
from sci_tui.kiosk_settings import KioskSettings
from sci_tui.layout.flow import lay_out
from sci_tui.layout.lines import Look
from sci_tui.layout.spoken import spoken_look
from sci_tui.places import Places
from sci_tui.plain.listening import Listening
from sci_tui.site.kiosk import wording
from sci_tui.site.kiosk.kiosk_site import KioskSite
from sci_tui.site.pages import numbered
from sci_tui.site.routes import HOME, Route
from tests.site.test_parity import numbered as shown_numbers
from tests.tui.terminal import Terminal, command, environment
from tests.voice.hearing import Room, until

BEGIN = f"{wording.LINE_TO_BEGIN} "
BEGIN_OR_SPEAK = f"{wording.LINE_FOR_SPEECH} "
SILENT = 'speech = "never"\n'


@contextmanager
def kiosk(
    library: Path,
    places: Places,
    settings: str = SILENT,
    size: tuple[int, int] = (80, 24),
    environ: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Terminal]:
    """A kiosk that waits for somebody."""
    assert places.kiosk is not None
    places.kiosk.parent.mkdir(parents=True, exist_ok=True)
    places.kiosk.write_text(settings, encoding="utf-8")
    terminal = Terminal(
        command("--library", str(library), "--kiosk"),
        environment(TERM="dumb", SCI_TUI_KIOSK=str(places.kiosk), **environ),
        size,
    )
    try:
        terminal.until_shown("Press Enter to begin")
        terminal.until_quiet()
        yield terminal
    finally:
        terminal.child.close(force=True)


def typed(terminal: Terminal, *lines: str) -> str:
    """What is written once lines were typed, up to the next prompt."""
    told = ""
    for line in lines:
        before = len(terminal.written)
        terminal.press(line, "enter")
        terminal.until(partial(is_asked, terminal, before), "a prompt")
        told = told_since(terminal, before)
    return told


def is_asked(terminal: Terminal, before: int) -> bool:
    """Whether a prompt stands at the end of what is written since."""
    return told_since(terminal, before)[-2:] == ": "


def told_since(terminal: Terminal, before: int) -> str:
    """What is written from a point on, without the end of the line that was typed."""
    told = terminal.written[before:].decode(errors="replace").replace("\r\n", "\n")
    return told.partition("\n")[2]


def waits(terminal: Terminal) -> bool:
    """Whether the kiosk waits for its next visitor."""
    return terminal.written.endswith((BEGIN.encode(), BEGIN_OR_SPEAK.encode()))


def test_enter_begins_and_numbers_lead_to_a_study_and_an_answer(
    small_library: Path, own_places: Places, house: House
) -> None:
    with kiosk(small_library, own_places) as terminal:
        assert "How sure can we be?" in terminal.text
        assert "1. Latest research" in typed(terminal, "")
        assert "Cells into a vein" in typed(terminal, "1", "1")
        told = ""
        while wording.HELPFUL not in told:
            told = typed(terminal, "")
        number = next(row for row in told.split("\n") if wording.HELPFUL in row)[5]
        assert "Thank you" in typed(terminal, number, "1")
        (given,) = house.feedback.all()
        assert (given.helpful, given.where) == ("yes", "kiosk")


def test_enter_reads_on_over_the_ends_of_pieces_and_of_sheets(
    small_library: Path, own_places: Places
) -> None:
    with kiosk(small_library, own_places, size=(60, 12)) as terminal:
        typed(terminal, "", "1", "2")
        told = ""
        for _ in range(80):
            told = typed(terminal, "")
            if told.startswith(wording.END_OF_PART[:30]):
                break
        assert told.startswith(wording.END_OF_PART[:30])
        written = " ".join(terminal.written.decode().split())
        assert "This study, part 8 of 8" in written
        assert "\x1b" not in written


def test_0_goes_back_and_on_the_first_page_ends_the_visit_out_of_sight(
    small_library: Path, own_places: Places
) -> None:
    with kiosk(small_library, own_places) as terminal:
        typed(terminal, "", "4", "1", "1")
        assert "Injury level. Now: Neck" in terminal.text
        assert "1. Latest research" in typed(terminal, "0")
        typed(terminal, "0")
        assert waits(terminal)
        assert "Neck" not in terminal.text
        assert "Latest research" not in terminal.text
        assert terminal.rows[0].strip() == ""
        typed(terminal, "", "4")
        assert "Neck" not in terminal.text


@pytest.mark.parametrize("line", ["q", "finish"])
def test_the_visit_ends_on_any_page(small_library: Path, own_places: Places, line: str) -> None:
    with kiosk(small_library, own_places) as terminal:
        typed(terminal, "", "2", "1", line)
        assert waits(terminal)


def test_a_number_or_a_word_that_is_not_there_is_told(
    small_library: Path, own_places: Places
) -> None:
    with kiosk(small_library, own_places) as terminal:
        typed(terminal, "")
        assert wording.no_such_number("9", 7) in typed(terminal, "9")
        assert wording.no_such_number("8", 7) in typed(terminal, "8")
        assert "is not known here" in typed(terminal, "quit")
        assert wording.NOT_HERE in " ".join(typed(terminal, "open my-feedback").split())
        assert "Home, this page." in typed(terminal, "?")


def test_words_of_commands_work(small_library: Path, own_places: Places) -> None:
    with kiosk(small_library, own_places) as terminal:
        typed(terminal, "")
        assert "Latest research" in typed(terminal, "latest")
        assert "2 studies" in typed(terminal, "search pain")
        assert "Latest research" in typed(terminal, "back")
        assert "item" in typed(terminal, "where")


def test_nothing_ends_it_but_the_end_of_its_terminal(
    small_library: Path, own_places: Places
) -> None:
    with kiosk(small_library, own_places) as terminal:
        for key in ("\x04", "\x03", "\x1a", "\x1c", "\x11", "\x18", "\x04", "\x13"):
            terminal.press(key)
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGUSR1):
            terminal.kill(number)
        assert "1. Latest research" in typed(terminal, "")
        terminal.press("\x04", "\x03", "\x04", "\x13")
        assert "Cells into a vein" in typed(terminal, "1", "1")
        assert terminal.child.isalive()
        terminal.kill(signal.SIGHUP)
        assert terminal.until_ended() == 128 + signal.SIGHUP


def test_whatever_is_typed_it_is_still_the_kiosk(small_library: Path, own_places: Places) -> None:
    chance = random.Random(6)
    with kiosk(small_library, own_places) as terminal:
        for _ in range(200):
            numbers = b"".join(b"%d\r" % chance.randrange(10) for _ in range(5))
            terminal.child.send(chance.randbytes(chance.randrange(40)) + b"\r" + numbers)
            terminal.read(0.01)
        terminal.until_quiet()
        terminal.press("\r", "q", "\r")
        terminal.until(lambda: waits(terminal), "the wait for the next visitor")
        assert "1. Latest research" in typed(terminal, "")
        assert terminal.child.isalive()


def test_it_ends_when_its_terminal_is_gone_without_a_signal(
    small_library: Path, own_places: Places
) -> None:
    ours, theirs = os.openpty()
    program = subprocess.Popen(
        command("--library", str(small_library), "--kiosk", "--plain"),
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=environment(TERM="dumb"),
        start_new_session=True,
    )
    os.close(theirs)
    told = b""
    while b"Press Enter to begin" not in told:
        told += os.read(ours, 4096)
    os.close(ours)
    # Which code it ends with depends on whether it was reading or writing just then.
    program.wait(20)


def test_at_a_pipe_the_end_of_what_is_typed_is_the_end(
    small_library: Path, own_places: Places
) -> None:
    done = subprocess.run(
        command("--library", str(small_library), "--kiosk", "--plain"),
        input=b"\n2\n0\n0\n\n1\n",
        capture_output=True,
        timeout=20,
        check=True,
    )
    told = done.stdout.decode()
    assert told.count("How sure can we be? ") == 2
    assert told.count("Categories\n") == 1
    assert done.stderr == b""


def test_nothing_is_written_while_nobody_types(small_library: Path, own_places: Places) -> None:
    with kiosk(small_library, own_places) as terminal:
        assert terminal.read(3.0) == b""
        typed(terminal, "")
        assert terminal.read(3.0) == b""


def test_who_does_not_answer_is_forgotten_with_what_they_typed_last(
    small_library: Path, own_places: Places
) -> None:
    with kiosk(small_library, own_places, SILENT + "idle-elsewhere = 30\n") as terminal:
        typed(terminal, "", "4", "1", "1")
        terminal.until_shown(wording.STILL_THERE)
        assert wording.LINE_GOES_ON in terminal.text
        asked = terminal.written.count(wording.STILL_THERE.encode())
        terminal.press("my secret")
        terminal.until(lambda: waits(terminal), "the wait for the next visitor")
        assert terminal.written.count(wording.STILL_THERE.encode()) == asked == 1
        # Ctrl+R has a terminal write once more what is typed and not ended.
        terminal.press("\x12")
        terminal.until_quiet()
        assert "secret" not in terminal.text
        assert "Neck" not in terminal.text
        told = typed(terminal, "")
        assert "1. Latest research" in told
        assert "secret" not in told


def test_a_line_goes_on_and_enter_alone_does_nothing_else(
    small_library: Path, own_places: Places
) -> None:
    with kiosk(small_library, own_places, SILENT + "idle-elsewhere = 30\n") as terminal:
        typed(terminal, "", "2")
        terminal.until_shown(wording.STILL_THERE)
        terminal.until_quiet()
        assert typed(terminal, "").startswith("Number (0 goes back")
        terminal.until(
            lambda: terminal.written.count(wording.STILL_THERE.encode()) == 2, "the question again"
        )
        terminal.until_quiet()
        assert "Cells into a vein" in typed(terminal, "1")


def test_a_question_in_a_form_leaves_the_form_open(small_library: Path, own_places: Places) -> None:
    settings = SILENT + "idle-elsewhere = 30\n"
    with kiosk(small_library, own_places, settings) as terminal:
        typed(terminal, "", "3", "3")
        terminal.until_shown(wording.STILL_THERE)
        terminal.until_quiet()
        assert typed(terminal, "").startswith("Search for")
        assert "2 studies with" in typed(terminal, "pain")


# ---------------------------------------------------------------- listening


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """A pipe to listen at."""
    ends = os.pipe()
    yield ends
    for end in ends:
        os.close(end)


def typing(to: int, parts: Iterator[bytes]) -> Callable[[], None]:
    """What types the next part whenever it is looked."""

    def look() -> None:
        os.write(to, next(parts))

    return look


def test_a_line_that_comes_in_parts_is_one_line(pipe: tuple[int, int]) -> None:
    looks = iter((b"ab", b"c\nde", b"", b"\n"))
    with os.fdopen(os.dup(pipe[0]), encoding="utf-8") as lines:
        listening = Listening(lines, typing(pipe[1], looks), 0.01)
        assert listening.readline() == "abc\n"
        assert listening.readline() == "de\n"


def test_a_line_without_an_end_takes_no_more_room_than_a_terminal_has(
    pipe: tuple[int, int],
) -> None:
    looks = iter((*(b"x" * 1000,) * 8, b"\n"))
    with os.fdopen(os.dup(pipe[0]), encoding="utf-8") as lines:
        listening = Listening(lines, typing(pipe[1], looks), 0.01)
        assert len(listening.readline()) <= 4097


# ---------------------------------------------------------------- the voice


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A place with a loudspeaker and the real espeak-ng."""
    room = Room(tmp_path)
    try:
        yield room
    finally:
        room.speaker.switch_off()


def test_5_has_every_page_read_aloud_and_a_line_stops_it(
    small_library: Path, own_places: Places, room: Room
) -> None:
    with kiosk(small_library, own_places, "", environ=room.environ) as terminal:
        assert waits(terminal)
        typed(terminal, "5")
        until(lambda: "0. Finish" in room.texts[-1:][0][:9] if room.texts else False, "the end")
        assert room.texts[0].startswith("Spinal cord injury research")
        room.speaker.in_real_time = True
        typed(terminal, "1")
        until(lambda: "Latest research" in room.texts, "the next page")
        said = len(room.texts)
        assert "Stopped." in typed(terminal, "")
        until(lambda: not room.speaking, "silence")
        typed(terminal, "9")
        until(lambda: len(room.texts) > said, "that there is no 9")
        assert room.texts[-1].startswith("There is no 9 here")
        typed(terminal, "q")
        until(lambda: not room.speaking, "silence")
        assert waits(terminal)
        said = len(room.texts)
        typed(terminal, "")
        until(lambda: len(room.texts) == said + 2, "the greeting")
        assert tuple(room.texts[said:]) == wording.GREETING


def test_who_does_not_ask_for_speech_is_greeted_once(
    small_library: Path, own_places: Places, room: Room
) -> None:
    with kiosk(small_library, own_places, "", environ=room.environ) as terminal:
        typed(terminal, "")
        until(lambda: len(room.texts) == 2, "the greeting")
        typed(terminal, "1", "0")
        assert tuple(room.texts) == wording.GREETING


# ---------------------------------------------------------------- parity


def test_the_same_links_have_the_same_numbers_by_line_as_on_a_screen(house: House) -> None:
    site = KioskSite(house.library, house.feedback, KioskSettings(), has_voice=True)
    queue, seen = deque([HOME]), {HOME}
    while queue:
        route = queue.popleft()
        page = site.page(route)
        wanted = [number for _, number in numbered(page.links)]
        assert wanted[-1] == 0
        assert wanted[:-1] == list(range(1, len(wanted)))
        assert len(wanted) <= 10
        for look in (Look(77), Look(37), spoken_look(ascii_only=False)):
            laid = lay_out(page, look)
            assert laid.links == page.links
            assert [number for number, _ in shown_numbers(laid)] == wanted, route
        # Letters can be put together to more words, and filters to more lists, than can be visited.
        for link in () if page.route.is_narrowing else page.links:
            to = link.to
            if isinstance(to, Route) and to not in seen and len(to.asked("spell")) < 2:
                seen.add(to)
                queue.append(to)
    assert len(seen) > 60
