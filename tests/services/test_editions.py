"""An edition is installed whole or not at all, whatever happens; and one can go back."""

import fcntl
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import sci_tui
from sci_tui.domain.edition import is_older
from sci_tui.domain.errors import NotThere, UnreadableLibrary, Unsaved
from sci_tui.services import editions
from sci_tui.services.building import build
from sci_tui.services.editions import (
    BEFORE,
    MOST_FILES,
    editions_on,
    install,
    look_at,
    roll_back,
)
from sci_tui.services.library import InUse, Library, check_file, library_in_use
from tests.disks import disk_at, make_read_only
from tests.small_library import TEXT

SOURCE = Path(sci_tui.__file__).parent.parent


@pytest.fixture(scope="session")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three editions of the small library, by their numbers; the first stands at 0."""
    folder = tmp_path_factory.mktemp("editions")
    return [_edition(folder, number) for number in (1, 2, 3)]


def _edition(folder: Path, number: int) -> Path:
    text = Path(shutil.copytree(TEXT, folder / f"text-{number}"))
    about = text / "library.toml"
    about.write_text(about.read_text().replace("number = 7", f"number = {number}"))
    for study in (text / "studies").iterdir():
        study.write_text(study.read_text().replace("edition = 7", f"edition = {number}"))
    return build(text, folder / f"edition-{number}.db").file


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def _number(file: Path) -> int:
    edition = look_at(file).edition
    assert edition
    return edition.number


def _names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


# ---------------------------------------------------------------- what a stick holds


def test_each_library_on_a_stick_is_told_or_why_it_cannot_be_used(
    numbered: list[Path], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    (stick / "folder.db").mkdir(parents=True)
    shutil.copy(numbered[1], stick / "b.db")
    shutil.copy(numbered[0], stick / "A.DB")
    (stick / "c.db").write_bytes(numbered[0].read_bytes()[:9000])
    (stick / "d.db").symlink_to("b.db")
    os.mkfifo(stick / "e.db")
    (stick / "._b.db").write_bytes(b"left by another system")
    (stick / "letter.txt").write_text("not looked at")
    told = editions_on(stick)
    assert [offered.file.name for offered in told] == [
        "A.DB",
        "b.db",
        "c.db",
        "d.db",
        "e.db",
        "folder.db",
    ]
    first, second, *refused = told
    assert first.edition
    assert second.edition
    assert (first.edition.number, second.edition.number) == (1, 2)
    assert first.studies == second.studies == 5
    assert not first.why_not
    assert not second.why_not
    assert not any(offered.edition for offered in refused)
    for offered, why in zip(
        refused,
        ("is cut off", "only leads to a file", "is not a file", "is not a file"),
        strict=True,
    ):
        assert why in offered.why_not
    assert _names(stick) == {*(offered.file.name for offered in told), "._b.db", "letter.txt"}


def test_a_stick_is_not_looked_through_without_end(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 5):
        (tmp_path / f"{number:02}.db").write_bytes(b"")
    assert len(editions_on(tmp_path)) == MOST_FILES


def test_a_file_that_no_library_can_be_as_large_as_is_not_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.db"
    huge.touch()
    os.truncate(huge, editions.MOST_BYTES + 1)
    assert "larger than any library" in look_at(huge).why_not
    with pytest.raises(UnreadableLibrary, match="larger than any library"):
        install(huge, tmp_path / "data")


def test_a_stick_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableLibrary, match="put it in again"):
        editions_on(tmp_path / "gone")


def test_a_name_that_is_not_text_acts_on_nothing(numbered: list[Path], tmp_path: Path) -> None:
    odd = Path(os.fsdecode(bytes(tmp_path) + b"/\xff\x1b[31m.db"))
    shutil.copy(numbered[0], odd)
    assert [offered.studies for offered in editions_on(tmp_path)] == [5]
    odd.write_bytes(b"")
    (told,) = editions_on(tmp_path)
    assert told.why_not.isprintable()
    assert told.why_not.endswith("is empty. Get a fresh copy of the library.")


def test_a_journal_beside_a_library_is_not_believed(numbered: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    shutil.copy(numbered[0], file)
    (tmp_path / "a.db-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    (tmp_path / "a.db-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(600))
    before = _names(tmp_path)
    assert look_at(file).studies == 5
    assert _names(tmp_path) == before


# ---------------------------------------------------------------- installing


def test_an_edition_is_installed_and_the_one_before_is_kept(
    numbered: list[Path], data: Path
) -> None:
    bundled = numbered[0]
    assert library_in_use(data, bundled) == InUse(bundled)
    first = install(numbered[1], data)
    assert (first.edition.number, first.studies, first.instead_of) == (2, 5, None)
    assert library_in_use(data, bundled) == InUse(data / "library.db")
    assert (data / "library.db").read_bytes() == numbered[1].read_bytes()
    second = install(numbered[2], data)
    assert second.instead_of == first.edition
    assert (_number(data / "library.db"), _number(data / BEFORE)) == (3, 2)
    assert _names(data) == {"library.db", BEFORE, "library.lock"}
    assert data.stat().st_mode & 0o777 == 0o700


def test_going_back_changes_the_places_of_the_two(numbered: list[Path], data: Path) -> None:
    install(numbered[1], data)
    install(numbered[2], data)
    for here, there in ((2, 3), (3, 2)):
        back = roll_back(data)
        assert back
        assert back.instead_of
        assert (back.edition.number, back.instead_of.number) == (here, there)
        assert (_number(data / "library.db"), _number(data / BEFORE)) == (here, there)
    assert _names(data) == {"library.db", BEFORE, "library.lock"}


def test_before_the_first_edition_is_the_one_that_came_with_the_program(
    numbered: list[Path], data: Path
) -> None:
    with pytest.raises(NotThere, match="No edition was installed"):
        roll_back(data)
    install(numbered[1], data)
    assert roll_back(data) is None
    assert library_in_use(data, numbered[0]).file == numbered[0]
    again = roll_back(data)
    assert again
    assert again.edition.number == 2
    assert roll_back(data) is None
    # What was gone back from is not before the next one: what came with the program is.
    install(numbered[2], data)
    assert roll_back(data) is None
    assert library_in_use(data, numbered[0]).file == numbered[0]


def test_the_same_edition_twice_is_no_step_back(numbered: list[Path], data: Path) -> None:
    install(numbered[1], data)
    # Killed just before the new one took the place: both names are of one file.
    os.link(data / "library.db", data / BEFORE)
    assert roll_back(data) is None
    assert _names(data) == {BEFORE, "library.lock"}


def test_what_a_killed_step_back_was_about_to_keep_is_kept(
    numbered: list[Path], data: Path
) -> None:
    install(numbered[0], data)
    install(numbered[1], data)
    (data / BEFORE).rename(data / ".library-before.db.new")
    back = roll_back(data)
    assert back
    assert back.edition.number == 1
    assert _names(data) == {"library.db", BEFORE, "library.lock"}


def test_an_older_edition_is_known_as_such(numbered: list[Path]) -> None:
    first, second = (look_at(file).edition for file in numbered[:2])
    assert first
    assert second
    assert is_older(first, second)
    assert not is_older(second, first)
    assert not is_older(first, first)


def test_a_damaged_edition_is_not_installed(numbered: list[Path], data: Path) -> None:
    install(numbered[0], data)
    whole = numbered[1].read_bytes()
    bad = data.parent / "bad.db"
    pages = len(whole) // 4096
    for seed in range(12):
        page = random.Random(seed).randrange(1, pages)
        bad.write_bytes(whole[: page * 4096] + b"\xa5" * 4096 + whole[(page + 1) * 4096 :])
        with pytest.raises(UnreadableLibrary) as told:
            install(bad, data)
        assert str(bad) in str(told.value)
        assert ".new" not in str(told.value)
        assert "\n" not in str(told.value)
        assert _number(data / "library.db") == 1
        assert _names(data) == {"library.db", "library.lock"}


@pytest.mark.parametrize(("version", "why"), [(1, "older sci_tui"), (99, "newer sci_tui")])
def test_another_format_is_not_installed(
    numbered: list[Path], data: Path, version: int, why: str
) -> None:
    other = data.parent / "other.db"
    shutil.copy(numbered[1], other)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(UnreadableLibrary, match=why) as told:
        install(other, data)
    assert str(told.value).startswith(str(other))
    assert _names(data) == {"library.lock"}


def test_what_only_leads_to_a_library_or_is_no_file_is_not_installed(
    numbered: list[Path], data: Path, tmp_path: Path
) -> None:
    (tmp_path / "link.db").symlink_to(numbered[0])
    os.mkfifo(tmp_path / "pipe.db")
    for name, why in (
        ("link.db", "only leads"),
        ("pipe.db", "is not a file"),
        ("gone.db", "cannot be read"),
    ):
        with pytest.raises(UnreadableLibrary, match=why):
            install(tmp_path / name, data)
    with pytest.raises(UnreadableLibrary, match="is not a file"):
        install(Path("/dev/zero"), data)
    assert not (data / "library.db").exists()


def test_a_stick_that_fails_while_it_is_read_leaves_all_as_it_was(
    numbered: list[Path], data: Path
) -> None:
    install(numbered[0], data)
    # A file of Linux that opens like any other and whose first page cannot be read.
    with pytest.raises(UnreadableLibrary, match=r"Input/output error.*put the stick in again"):
        install(Path("/proc/self/mem"), data)
    assert _number(data / "library.db") == 1
    assert _names(data) == {"library.db", "library.lock"}


def test_an_edition_that_does_not_fit_leaves_all_as_it_was(
    numbered: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = numbered[0].stat().st_size
    with disk_at(tmp_path / "disk", f"{size * 3 // 2 // 1024}k") as disk:
        monkeypatch.setattr(editions, "ROOM_TO_LEAVE", 0)
        install(numbered[0], disk)
        with pytest.raises(Unsaved, match="too little room"):
            install(numbered[1], disk)
        # And where the system finds out only while it is written.
        monkeypatch.setattr(editions, "ROOM_TO_LEAVE", -size)
        with pytest.raises(Unsaved, match="No space left on device"):
            install(numbered[1], disk)
        assert (_number(disk / "library.db"), _names(disk)) == (1, {"library.db", "library.lock"})
        check_file(disk / "library.db", bundled=True)


def test_on_a_disk_that_cannot_be_written_all_is_as_it_was(
    numbered: list[Path], tmp_path: Path
) -> None:
    with disk_at(tmp_path / "disk", "60m") as disk:
        install(numbered[0], disk)
        install(numbered[1], disk)
        make_read_only(disk)
        with pytest.raises(Unsaved, match="Read-only file system"):
            install(numbered[2], disk)
        with pytest.raises(Unsaved, match="Read-only file system"):
            roll_back(disk)
        assert library_in_use(disk, numbered[0]) == InUse(disk / "library.db")
        assert _number(disk / "library.db") == 2


def test_two_do_not_install_at_once(numbered: list[Path], data: Path) -> None:
    install(numbered[0], data)
    with (data / "library.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(Unsaved, match="Another program is changing the library"):
            install(numbered[1], data)
    install(numbered[1], data)


def test_an_installed_library_that_is_damaged_is_passed_over_and_does_not_become_the_one_before(
    numbered: list[Path], data: Path
) -> None:
    install(numbered[0], data)
    install(numbered[1], data)
    os.truncate(data / "library.db", 5000)
    in_use = library_in_use(data, numbered[2])
    assert in_use.file == numbered[2]
    assert "is cut off" in in_use.passed_over
    assert install(numbered[2], data).instead_of is None
    assert _number(data / BEFORE) == 1


def test_there_is_no_going_back_to_a_damaged_edition(numbered: list[Path], data: Path) -> None:
    install(numbered[0], data)
    install(numbered[1], data)
    (data / BEFORE).write_bytes(numbered[0].read_bytes()[:-5000])
    with pytest.raises(UnreadableLibrary, match="is cut off"):
        roll_back(data)
    assert _number(data / "library.db") == 2


def test_a_reader_goes_on_with_the_library_that_it_opened(numbered: list[Path], data: Path) -> None:
    install(numbered[0], data)
    with closing(Library(data / "library.db", unchanging=True)) as reader:
        install(numbered[1], data)
        install(numbered[2], data)
        assert reader.edition().number == 1
        assert reader.damage() == ()
        # Nor does it search in one edition and show another.
        with pytest.raises(UnreadableLibrary, match="Another library has taken the place"):
            reader.again()
    with closing(Library(data / "library.db", unchanging=True)) as reader:
        reader.again().close()


# ---------------------------------------------------------------- being killed

INSTALLER = """
import sys
from itertools import cycle
from pathlib import Path
from sci_tui.services.editions import install, roll_back

data = Path(sys.argv[1])
print("ready", flush=True)
for file in cycle(sys.argv[2:]):
    install(Path(file), data)
    print("installed", flush=True)
    install(Path(file), data)
    roll_back(data)
"""


def test_whenever_it_is_killed_there_is_a_whole_library(numbered: list[Path], data: Path) -> None:
    install(numbered[0], data)
    done = 0
    chance = random.Random(6)
    for turn in range(60):
        done += _killed_after(turn % 4, chance.random() * 0.1, data, numbered)
        assert library_in_use(data, Path("/nowhere")) == InUse(data / "library.db")
        check_file(data / "library.db", bundled=True)
        if (data / BEFORE).exists():
            check_file(data / BEFORE, bundled=True)
        # What a killed one left is cleared away by the next, so it cannot fill the disk.
        assert len(_names(data)) <= 5
    assert done >= 90
    install(numbered[1], data)
    assert _names(data) == {"library.db", BEFORE, "library.lock"}


def _killed_after(times: int, seconds: float, data: Path, files: list[Path]) -> int:
    """Kill an installer somewhat after it did its work some times; how often it did it in all."""
    with subprocess.Popen(
        [sys.executable, "-c", INSTALLER, str(data), *map(str, files)],
        env={"PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout
        heard = [child.stdout.readline() for _ in range(1 + times)]
        assert heard[0] == "ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(seconds)
        child.kill()
        return times + len(child.stdout.readlines())
