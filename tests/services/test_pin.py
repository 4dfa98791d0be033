"""The PIN of a kiosk: what may be one, how it is kept, and how it stands up to guessing."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sci_tui.domain.errors import NotThere, Unsaved
from sci_tui.services import pin as pin_module
from sci_tui.services.pin import (
    FILE_NAME,
    LONGEST_WAIT,
    Moment,
    Pin,
    RefusedPin,
    UnusablePin,
    Verdict,
    check_new,
    still_to_wait,
    this_moment,
    wait_after,
)
from tests.conftest import ROOT

RIGHT: Final = "482915"
WRONG: Final = "482916"
COST: Final[Any] = {"n": 2, "r": 1, "p": 1}

moments = st.builds(Moment, st.sampled_from(["one", "two"]), st.floats(0, 1e9))
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can do that")


class Clock:
    """A machine that can be started again, and whose time goes on when told."""

    def __init__(self) -> None:
        self.starts = 1
        self.seconds = 1000.0

    def __call__(self) -> Moment:
        return Moment(f"start {self.starts}", self.seconds)

    def start_again(self) -> None:
        self.starts += 1
        self.seconds = 0.0


@contextmanager
def _cheaply() -> Iterator[None]:
    """A hash that costs nothing, where its cost is not what is tested."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pin_module, "_COST", COST)
        yield


@pytest.fixture
def cheap() -> Iterator[None]:
    with _cheaply():
        yield


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pin(tmp_path: Path, clock: Clock) -> Pin:
    """A PIN whose directory is not there yet."""
    return Pin(tmp_path / "data", clock)


def _in_file(pin: Pin) -> dict[str, Any]:
    assert pin.file
    found = json.loads(pin.file.read_text())
    assert isinstance(found, dict)
    return found


# ------------------------------------------------------------ what may be one


@pytest.mark.parametrize(
    "refused",
    [
        "",
        "12345",
        "1234567890123",
        "48291x",
        "482 915",
        "-482915",
        "٤٨٢٩١٥",
        "48291²",
        "000000",
        "111112",
        "123456",
        "234567890",
        "987654",
        "246802",
        "890123",
        "121212",
        "123123",
        "4829482948",
        "112233",
        "998877",
    ],
)
def test_what_is_no_pin_or_guessed_first_is_refused_and_not_repeated(
    pin: Pin, refused: str
) -> None:
    with pytest.raises(RefusedPin) as told:
        pin.set(refused)
    assert not refused or refused not in str(told.value)
    assert pin.file
    assert not pin.file.parent.exists()


def test_most_numbers_can_be_a_pin() -> None:
    refused = 0
    for number in range(0, 1_000_000, 101):
        try:
            check_new(f"{number:06}")
        except RefusedPin:
            refused += 1
    assert refused < 9901 * 0.02
    check_new("193746028511")


# ------------------------------------------------------------ how it is kept


def test_it_is_kept_as_a_salted_hash_that_costs_what_owasp_asks(pin: Pin) -> None:
    pin.set(RIGHT)
    kept = _in_file(pin)
    salt = bytes.fromhex(kept["salt"])
    assert len(salt) == 16
    expected = hashlib.scrypt(RIGHT.encode(), salt=salt, n=32768, r=8, p=3, dklen=32, maxmem=2**26)
    assert kept["hash"] == expected.hex()
    assert pin.enter(RIGHT).verdict is Verdict.RIGHT
    assert pin.enter(WRONG).verdict is Verdict.WRONG


@pytest.mark.usefixtures("cheap")
def test_the_same_pin_is_kept_in_another_way_each_time(pin: Pin) -> None:
    pin.set(RIGHT)
    first = _in_file(pin)
    pin.set(RIGHT)
    assert first["salt"] != _in_file(pin)["salt"]
    assert first["hash"] != _in_file(pin)["hash"]


@pytest.mark.usefixtures("cheap")
def test_nobody_else_can_read_it_even_if_they_could_before(pin: Pin) -> None:
    pin.set(RIGHT)
    assert pin.file
    assert pin.file.stat().st_mode & 0o777 == 0o600
    pin.file.chmod(0o644)
    pin.enter(WRONG)
    assert pin.file.stat().st_mode & 0o777 == 0o600
    assert list(pin.file.parent.iterdir()) == [pin.file]


@as_root
@pytest.mark.usefixtures("cheap")
def test_set_by_root_it_belongs_to_the_one_whose_directory_it_is(tmp_path: Path) -> None:
    os.chown(tmp_path, 12345, 23456)
    Pin(tmp_path, Clock()).set(RIGHT)
    found = (tmp_path / FILE_NAME).stat()
    assert (found.st_uid, found.st_gid) == (12345, 23456)


@pytest.mark.usefixtures("cheap")
def test_the_pin_itself_is_nowhere_in_the_directory(pin: Pin) -> None:
    pin.set(RIGHT)
    pin.enter(WRONG)
    assert pin.file
    for file in pin.file.parent.rglob("*"):
        text = file.read_bytes()
        for typed in (RIGHT, WRONG):
            assert typed.encode() not in text
            assert typed.encode().hex().encode() not in text


# ------------------------------------------------------------ what can be wrong with it


def test_where_none_is_set_that_is_told_with_how_to_set_one(pin: Pin, tmp_path: Path) -> None:
    for found in (pin, Pin(None, Clock()), Pin(tmp_path, Clock())):
        assert not found.is_set()
        with pytest.raises(NotThere, match="sci-tui kiosk set-pin"):
            found.enter(RIGHT)
        with pytest.raises(NotThere):
            found.wait()
    with pytest.raises(Unsaved, match="SCI_TUI_DATA_DIR"):
        Pin(None, Clock()).set(RIGHT)


DAMAGE: Final[dict[str, Any]] = {
    "salt": "00",
    "hash": "z" * 64,
    "failures": -1,
    "boot": None,
    "seconds": -1.0,
}


@pytest.mark.usefixtures("cheap")
@pytest.mark.parametrize("field", DAMAGE)
def test_a_damaged_field_is_told_and_no_pin_is_taken(pin: Pin, field: str) -> None:
    pin.set(RIGHT)
    assert pin.file
    pin.file.write_text(json.dumps(_in_file(pin) | {field: DAMAGE[field]}))
    _is_told_as_damaged(pin)


@pytest.mark.usefixtures("cheap")
@pytest.mark.parametrize(
    "damage",
    [b"", b"\xff", b"[]", b"{}", b"[" * 100_000, b"9" * 5000, b'{"failures": 0}'],
)
def test_a_damaged_file_is_told_and_no_pin_is_taken(pin: Pin, damage: bytes) -> None:
    pin.set(RIGHT)
    assert pin.file
    pin.file.write_bytes(damage)
    _is_told_as_damaged(pin)


@given(st.binary(max_size=200))
def test_whatever_stands_there_is_a_pin_or_told(
    tmp_path_factory: pytest.TempPathFactory, text: bytes
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / FILE_NAME).write_bytes(text)
    with pytest.raises(UnusablePin):
        Pin(folder, Clock()).enter(RIGHT)


def _is_told_as_damaged(pin: Pin) -> None:
    assert pin.file
    with pytest.raises(UnusablePin, match="damaged") as told:
        pin.enter(RIGHT)
    assert f"SCI_TUI_DATA_DIR={pin.file.parent} sci-tui kiosk set-pin" in str(told.value)
    with pytest.raises(UnusablePin):
        pin.is_set()
    pin.set(RIGHT)
    assert pin.enter(RIGHT).verdict is Verdict.RIGHT


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(UnusablePin, match="cannot be read"):
        Pin(tmp_path, Clock()).enter(RIGHT)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of 64 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def _never(*_: object, **__: object) -> bytes:
    raise AssertionError("looked at")


@as_root
def test_on_a_full_disk_no_pin_is_tried(disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pin = Pin(disk, Clock())
    pin.set(RIGHT)
    before = _in_file(pin)
    with suppress(OSError):
        (disk / "filling").write_bytes(b"\0" * 2**20)
    with monkeypatch.context() as patch:
        patch.setattr(hashlib, "scrypt", _never)
        with pytest.raises(Unsaved, match=r"was not tried, because .* \(No space left on device\)"):
            pin.enter(RIGHT)
    with pytest.raises(Unsaved, match="is not set, because"):
        pin.set("918273")
    assert _in_file(pin) == before
    (disk / "filling").unlink()
    assert pin.enter(RIGHT).verdict is Verdict.RIGHT


@as_root
def test_on_a_read_only_disk_no_pin_is_tried(disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pin = Pin(disk, Clock())
    pin.set(RIGHT)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with monkeypatch.context() as patch:
        patch.setattr(hashlib, "scrypt", _never)
        with pytest.raises(Unsaved, match="Read-only file system"):
            pin.enter(RIGHT)
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    assert pin.enter(RIGHT).verdict is Verdict.RIGHT


# ------------------------------------------------------------ guessing


def test_the_wait_doubles_up_to_an_hour() -> None:
    waits = [wait_after(failures) for failures in range(12)]
    assert waits == [0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert wait_after(10**9) == LONGEST_WAIT


@given(st.integers(0, 10**6), moments, moments)
def test_there_is_never_more_to_wait_than_the_whole_wait(
    failures: int, last: Moment, now: Moment
) -> None:
    left = still_to_wait(failures, last, now)
    assert 0 <= left <= wait_after(failures)
    if now.boot != last.boot or now.seconds < last.seconds:
        assert left >= wait_after(failures) - now.seconds
    else:
        assert left >= wait_after(failures) - (now.seconds - last.seconds) - 1e-6


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (Moment("one", 1000.0), 3600),
        (Moment("one", 1500.5), 3100),
        (Moment("one", 4600.0), 0),
        (Moment("two", 0.0), 3600),
        (Moment("two", 1500.5), 2100),
        (Moment("two", 3600.0), 0),
        (Moment("one", 999.0), 2601),
    ],
)
def test_the_wait_counts_from_the_last_wrong_try_or_from_the_start_since(
    now: Moment, left: int
) -> None:
    assert still_to_wait(10, Moment("one", 1000.0), now) == left


STEPS: Final = st.one_of(
    st.sampled_from(["right", "wrong", "wrong", "wrong", "start", "open"]), st.integers(0, 4000)
)


@settings(deadline=None)
@given(st.lists(STEPS, max_size=40))
def test_whatever_happens_nothing_is_looked_at_before_its_time(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str | int]
) -> None:
    """Against a plain account of the time that the machine ran since the last wrong try."""
    clock = Clock()
    folder = tmp_path_factory.mktemp("pin")
    with _cheaply():
        pin = Pin(folder, clock)
        pin.set(RIGHT)
        failures, waited = 0, 0.0
        for step in steps:
            match step:
                case int():
                    clock.seconds += step
                    waited += step
                case "start":
                    clock.start_again()
                    waited = 0.0
                case "open":
                    pin = Pin(folder, clock)
                case _:
                    left = max(wait_after(failures) - waited, 0)
                    assert pin.wait() == left
                    entered = pin.enter(RIGHT if step == "right" else WRONG)
                    if left:
                        assert entered == (Verdict.TOO_SOON, left)
                    elif step == "right":
                        assert entered == (Verdict.RIGHT, 0)
                        failures = 0
                    else:
                        failures, waited = failures + 1, 0.0
                        assert entered == (Verdict.WRONG, wait_after(failures))


@pytest.mark.usefixtures("cheap")
def test_the_right_one_forgets_the_wrong_ones_and_so_does_another_pin(pin: Pin) -> None:
    pin.set(RIGHT)
    for _ in range(5):
        for _ in range(2):
            assert pin.enter(WRONG).wait == 0
        assert pin.enter(RIGHT).verdict is Verdict.RIGHT
    for _ in range(3):
        pin.enter(WRONG)
    assert pin.enter("918273") == (Verdict.TOO_SOON, 30)
    pin.set("918273")
    assert pin.enter(RIGHT).verdict is Verdict.WRONG
    assert pin.enter("918273").verdict is Verdict.RIGHT


def test_the_time_is_that_since_this_start_of_the_machine() -> None:
    first, second = this_moment(), this_moment()
    assert first.boot == second.boot
    assert first.boot == Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    assert 0 < first.seconds <= second.seconds
    assert first.seconds >= float(Path("/proc/uptime").read_text().split()[0]) - 60


KILLED: Final = """
import hashlib, os, sys
from pathlib import Path
from sci_tui.services.pin import Moment, Pin

hashlib.scrypt = lambda *_, **__: os.kill(os.getpid(), 9)
Pin(Path(sys.argv[1]), lambda: Moment("start 1", 1000.0)).enter("482916")
"""


@pytest.mark.usefixtures("cheap")
def test_killed_before_it_is_looked_at_a_try_has_counted(pin: Pin, clock: Clock) -> None:
    pin.set(RIGHT)
    assert pin.file
    for count in (1, 2, 3):
        done = subprocess.run([sys.executable, "-c", KILLED, pin.file.parent], check=False)
        assert done.returncode == -signal.SIGKILL
        assert _in_file(pin)["failures"] == count
    assert pin.enter(RIGHT) == (Verdict.TOO_SOON, 30)
    clock.seconds += 30
    assert pin.enter(RIGHT).verdict is Verdict.RIGHT


TOGETHER: Final = """
import sys
from pathlib import Path
from sci_tui.services.pin import Moment, Pin

pin = Pin(Path(sys.argv[1]), lambda: Moment("start 1", 1000.0))
print("ready", flush=True)
sys.stdin.readline()
print(pin.enter("482916").verdict.name)
"""


def test_many_at_once_have_no_more_tries_than_one(pin: Pin) -> None:
    pin.set(RIGHT)
    assert pin.file
    guessing = [
        subprocess.Popen(
            [sys.executable, "-c", TOGETHER, str(pin.file.parent)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            cwd=ROOT,
        )
        for _ in range(6)
    ]
    for each in guessing:
        assert each.stdout
        assert each.stdout.readline() == "ready\n"
    for each in guessing:
        assert each.stdin
        each.stdin.write("\n")
        each.stdin.flush()
    verdicts = sorted(each.communicate()[0].strip() for each in guessing)
    assert verdicts == ["TOO_SOON"] * 3 + ["WRONG"] * 3
    assert _in_file(pin)["failures"] == 3
