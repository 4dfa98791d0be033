"""What staff do is whole on the disk or was never done, whenever the power goes."""

import json
import random
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

import sci_tui
from sci_tui.domain.feedback import Helpful, Where
from sci_tui.kiosk_settings import KioskSettings, load
from sci_tui.services.editions import look_at
from sci_tui.services.feedback import FeedbackBox, outbox_in
from sci_tui.services.kiosk_log import FILE_NAME, KioskLog
from sci_tui.services.library import check_file
from sci_tui.services.office import Office
from sci_tui.services.pin import Pin
from tests.disks import disk_at

SOURCE = Path(sci_tui.__file__).parent.parent
KILLS = 30
ANSWERS = 12
WORKS = """
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from sci_tui.kiosk_settings import load
from sci_tui.services.kiosk_log import KioskLog
from sci_tui.services.office import Office
from sci_tui.services.pin import Pin

data, stick, library = map(Path, sys.argv[1:])
now = lambda: datetime.now(UTC)
log = KioskLog(data / "kiosk.log", now)
office = Office(data, load(data / "kiosk.toml"), Pin(data), log, now, tuple)
print("begun", flush=True)
for turn in count():
    office.save("attract", 10 + turn % 200)
    office.save("note", "note " * (turn % 50))
    office.export(stick)
    office.install(library)
    office.save("comments", turn % 2 == 0)
    office.roll_back()
"""


def _answered(data: Path) -> None:
    for number in range(ANSWERS):
        box = FeedbackBox(
            outbox_in(data),
            lambda: datetime(2026, 11, 21, tzinfo=UTC),
            partial("00000000-0000-4000-8000-{:012}".format, number),
            Where.KIOSK,
        )
        with closing(box):
            box.answer("a-study", 1, Helpful.YES)


def _killed_somewhere(seconds: float, *arguments: Path) -> None:
    command = (sys.executable, "-c", WORKS, *map(str, arguments))
    with subprocess.Popen(command, cwd=SOURCE, stdout=subprocess.PIPE) as working:
        assert working.stdout
        assert working.stdout.readline() == b"begun\n"
        with pytest.raises(subprocess.TimeoutExpired):
            working.wait(seconds)
        working.kill()


def _is_whole(folder: Path) -> bool:
    lines = (folder / "feedback.jsonl").read_text().splitlines()
    rows = (folder / "feedback.csv").read_text().splitlines()
    return [json.loads(line)["sequence"] for line in lines] == list(range(1, ANSWERS + 1)) and (
        len(rows) == ANSWERS + 1
    )


def test_what_staff_do_is_whole_wherever_it_was_killed(tmp_path: Path, small_library: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "kiosk.toml").write_text("# ours\n")
    _answered(data)
    waits = random.Random(20261121)
    with disk_at(tmp_path / "stick", "16m") as stick:
        for _ in range(KILLS):
            _killed_somewhere(waits.uniform(0.01, 0.4), data, stick, small_library)
            settings = load(data / "kiosk.toml")
            assert (data / "kiosk.toml").read_text().startswith("# ours\n")
            assert 10 <= settings.attract <= 300
            for name in ("library.db", "library-before.db"):
                if (data / name).exists():
                    check_file(data / name, bundled=True)
                    assert look_at(data / name).edition
            exported = list(stick.glob("sci-tui-feedback-2*"))
            assert all(map(_is_whole, exported))
            for folder in exported:
                shutil.rmtree(folder)
    log = KioskLog(data / FILE_NAME, lambda: datetime.now(UTC))
    written = (data / FILE_NAME).read_text().splitlines()
    assert list(log.last(len(written)))[-50:] == written[-50:]
    with closing(outbox_in(data)()) as outbox:
        assert len(outbox.all()) == ANSWERS


def test_settings_of_the_office_are_those_that_were_saved(tmp_path: Path) -> None:
    log = KioskLog(tmp_path / FILE_NAME, lambda: datetime.now(UTC))
    chosen = KioskSettings(file=tmp_path / "kiosk.toml")
    office = Office(tmp_path, chosen, Pin(tmp_path), log, lambda: datetime.now(UTC), tuple)
    office.save("shelf", ("a-study",))
    office.save("attract", 60)
    assert (office.settings.shelf, office.settings.attract) == (("a-study",), 60)
    assert load(chosen.file) == office.settings
