"""Answers are taken away on a real disk of its own, whole or not at all."""

import csv
import json
import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

import sci_tui
from sci_tui.domain.errors import NotThere, Unsaved
from sci_tui.domain.feedback import Feedback, Helpful, Reason, Where
from sci_tui.services.sticks import MOST_STICKS, export, sticks_in
from tests.disks import disk_at, make_read_only, pull_out

SOURCE = Path(sci_tui.__file__).parent.parent
NOW = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)
FOLDER = "sci-tui-feedback-2026-11-21-1"


def _answers(number: int) -> tuple[Feedback, ...]:
    return tuple(
        Feedback(
            id=str(UUID(int=each, version=4)),
            sequence=each,
            study="a-study",
            edition=1,
            helpful=Helpful.NO,
            reasons=(Reason.TOO_HARD,),
            comment="=1+1 äöü\x1b]52;" if each == 1 else "",
            given_at="2026-11-21T12:00:00Z",
            where=Where.KIOSK,
        )
        for each in range(1, number + 1)
    )


def _names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_a_stick_is_mounted_at_the_place_or_in_it(tmp_path: Path) -> None:
    place = tmp_path / "media"
    assert sticks_in(place) == ()
    (place / "a-folder").mkdir(parents=True)
    assert sticks_in(place) == ()
    with disk_at(place / "b", "100k"), disk_at(place / "a", "200k"):
        (place / "link").symlink_to(place / "b")
        assert [(stick.path.name, stick.free) for stick in sticks_in(place)] == [
            ("a", 200 * 1024),
            ("b", 100 * 1024),
        ]
        assert [stick.path for stick in sticks_in(place / "b")] == [place / "b"]
        make_read_only(place / "b")
        assert [stick.is_read_only for stick in sticks_in(place)] == [False, True]
        for name in "cdefghijk":
            (place / name).mkdir()
            subprocess.run(("mount", "--bind", place / "a", place / name), check=True)
        assert len(sticks_in(place)) == MOST_STICKS
        for name in "cdefghijk":
            pull_out(place / name)


def test_answers_are_written_as_csv_and_json_lines_and_nothing_is_overwritten(
    tmp_path: Path,
) -> None:
    with disk_at(tmp_path / "stick", "1m") as stick:
        (stick / "letter.txt").write_text("theirs")
        exported = export(_answers(3), stick, NOW)
        assert exported == (stick / FOLDER, 3)
        with (exported.folder / "feedback.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["sequence"] for row in rows] == ["1", "2", "3"]
        lines = (exported.folder / "feedback.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["study"] for line in lines] == ["a-study"] * 3
        assert _names(exported.folder) == {"feedback.csv", "feedback.jsonl"}
        assert export(_answers(4), stick, NOW).folder.name == FOLDER[:-1] + "2"
        assert len((stick / FOLDER / "feedback.jsonl").read_text().splitlines()) == 3
        assert _names(stick) == {"letter.txt", FOLDER, FOLDER[:-1] + "2"}


def test_a_full_stick_keeps_nothing_of_it(tmp_path: Path) -> None:
    with disk_at(tmp_path / "stick", "64k") as stick:
        with pytest.raises(Unsaved, match=r"The stick is full.*still kept here"):
            export(_answers(2000), stick, NOW)
        assert _names(stick) == set()
        assert export(_answers(10), stick, NOW).folder.name == FOLDER


def test_a_stick_that_can_only_be_read_is_told(tmp_path: Path) -> None:
    with disk_at(tmp_path / "stick", "64k") as stick:
        make_read_only(stick)
        with pytest.raises(Unsaved, match=r"cannot be written.*a switch"):
            export(_answers(1), stick, NOW)


def test_without_a_stick_nothing_goes_to_the_disk_of_the_computer(tmp_path: Path) -> None:
    with disk_at(tmp_path / "stick", "64k") as stick:
        pull_out(stick)
        with pytest.raises(NotThere, match="There is no stick"):
            export(_answers(1), stick, NOW)
    assert _names(tmp_path / "stick") == set()
    with pytest.raises(NotThere, match="There is no stick"):
        export(_answers(1), tmp_path / "nowhere", NOW)


def test_a_stick_cannot_lead_to_the_disk_of_the_computer(tmp_path: Path) -> None:
    with disk_at(tmp_path / "stick", "64k") as stick:
        (tmp_path / "ours").mkdir()
        (stick / "sci-tui-feedback-unfinished").symlink_to(tmp_path / "ours")
        with pytest.raises(Unsaved, match="use another stick"):
            export(_answers(1), stick, NOW)
        assert _names(tmp_path / "ours") == set()


PULLER = """
import sys, subprocess
from pathlib import Path
from sci_tui.services import sticks

# The stick is gone once the first file is on it.
def write(file, text, write=sticks._write):
    write(file, text)
    subprocess.run(("umount", "--lazy", sys.argv[1]), check=True)

sticks._write = write
from tests.services.test_sticks import NOW, _answers
from sci_tui.domain.errors import Unsaved
try:
    sticks.export(_answers(3), Path(sys.argv[1]), NOW)
except Unsaved as error:
    print(error)
"""


def test_a_stick_that_is_pulled_out_in_between_is_told(tmp_path: Path) -> None:
    with disk_at(tmp_path / "stick", "64k") as stick:
        done = subprocess.run(
            [sys.executable, "-c", PULLER, str(stick)],
            env={"PYTHONPATH": f"{SOURCE}:{SOURCE.parent}", "PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.startswith("The stick was pulled out too soon.")
        assert _names(stick) == set()


EXPORTER = """
import sys
from pathlib import Path
from sci_tui.services.sticks import export
from tests.services.test_sticks import NOW, _answers

print("ready", flush=True)
while True:
    export(_answers(500), Path(sys.argv[1]), NOW)
"""


def test_whenever_it_is_killed_what_has_its_name_is_whole(tmp_path: Path) -> None:
    chance = random.Random(6)
    with disk_at(tmp_path / "stick", "50m") as stick:
        for _ in range(15):
            with subprocess.Popen(
                [sys.executable, "-c", EXPORTER, str(stick)],
                env={"PYTHONPATH": f"{SOURCE}:{SOURCE.parent}"},
                stdout=subprocess.PIPE,
                text=True,
            ) as child:
                assert child.stdout
                assert child.stdout.readline() == "ready\n"
                with pytest.raises(subprocess.TimeoutExpired):
                    child.wait(chance.random() * 0.05)
                child.kill()
        exports = sorted(stick.glob("sci-tui-feedback-2026-*"))
        assert exports
        for folder in exports:
            assert len((folder / "feedback.jsonl").read_text().splitlines()) == 500
            assert len((folder / "feedback.csv").read_text().splitlines()) == 501
        assert len(_names(stick)) <= len(exports) + 1
        export(_answers(1), stick, NOW)
        assert len(_names(stick)) == len(exports) + 1
