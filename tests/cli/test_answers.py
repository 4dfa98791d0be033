"""Feedback given, shown, taken away and deleted from the command line."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from sci_tui.places import Places
from tests.cli.conftest import Ask, Program

HONMOU = "honmou-2021-iv-msc-13-cases"
PAIN = "cardenas-2013-pregabalin-pain"


def _given(ask: Ask) -> list[dict[str, Any]]:
    answers = json.loads(ask("feedback", "list", "--json").out)
    assert isinstance(answers, list)
    return answers


def test_an_answer_is_kept_with_its_reasons_and_comment(ask: Ask) -> None:
    code, out, err = ask(
        *("feedback", "add", HONMOU, "partly", "--comment", "Plain\x1b[31m enough."),
        *("--reason", "too-long", "--reason", "too-hard", "--reason", "too-long"),
    )
    (given,) = _given(ask)
    assert (code, err) == (0, "")
    assert given["id"] in out
    assert (given["study"], given["helpful"]) == (HONMOU, "partly")
    assert given["reasons"] == ["too-hard", "too-long"]
    assert given["comment"] == "Plain[31m enough."


def test_a_later_answer_changes_the_first(ask: Ask) -> None:
    ask("feedback", "add", HONMOU, "no")
    ask("feedback", "add", HONMOU, "yes")
    assert [given["helpful"] for given in _given(ask)] == ["yes"]


def test_the_list_says_what_was_answered(ask: Ask) -> None:
    assert "No answers yet" in ask("feedback", "list").out
    ask("feedback", "add", PAIN, "no", "--reason", "not-about-me", "--comment", "word " * 60)
    out = ask("feedback", "list").out
    assert f"study/{PAIN}" in out
    assert "No, not about me" in out
    assert max(map(len, out.splitlines())) < 80


def test_answers_are_exported_as_a_table_or_as_lines(ask: Ask, tmp_path: Path) -> None:
    ask("feedback", "add", HONMOU, "yes", "--comment", "=1+1 Łódź")
    (row,) = csv.DictReader(io.StringIO(ask("feedback", "export").out))
    (line,) = ask("feedback", "export", "--format", "jsonl", "--to", "-").out.splitlines()
    assert row["helpful"] == json.loads(line)["helpful"] == "yes"
    assert json.loads(line)["comment"] == "=1+1 Łódź"
    file = tmp_path / "taken.csv"
    assert ask("feedback", "export", "--to", str(file)).out.startswith("1 answer written to")
    assert HONMOU in file.read_text(encoding="utf-8")


def test_an_export_that_cannot_be_written_says_so(ask: Ask, tmp_path: Path) -> None:
    answer = ask("feedback", "export", "--to", str(tmp_path / "nowhere" / "x.csv"))
    assert answer.code == 4
    assert "nowhere" in answer.err


def test_an_answer_is_deleted_by_the_beginning_of_its_id(ask: Ask) -> None:
    ask("feedback", "add", HONMOU, "yes")
    ask("feedback", "add", PAIN, "no")
    first, second = _given(ask)
    code, out, _ = ask("feedback", "delete", first["id"][:8].upper())
    assert code == 0
    assert first["id"] in out
    assert _given(ask) == [second]


def test_too_short_a_beginning_deletes_nothing(ask: Ask) -> None:
    ask("feedback", "add", HONMOU, "yes")
    (given,) = _given(ask)
    assert ask("feedback", "delete", given["id"][:3]).code == 2
    assert ask("feedback", "delete", "").code == 2
    assert ask("feedback", "delete", "%_%_%_%_").code == 1
    assert _given(ask) == [given]


def test_a_beginning_that_several_ids_share_deletes_none(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = iter(f"0000000{n}-0000-4000-8000-000000000000" for n in range(2))
    monkeypatch.setattr("uuid.uuid4", lambda: next(ids))
    ask("feedback", "add", HONMOU, "yes")
    ask("feedback", "add", PAIN, "no")
    code, _, err = ask("feedback", "delete", "00000")
    assert code == 2
    assert err.startswith("sci-tui: 2 answers have ids that begin with '00000'")
    assert len(_given(ask)) == 2


def test_an_unknown_study_is_not_answered(ask: Ask, own_places: Places) -> None:
    assert ask("feedback", "add", "no-such-study", "yes").code == 1
    assert own_places.data
    assert not own_places.data.exists()


def test_a_comment_that_is_too_long_is_refused_before_anything_is_kept(ask: Ask) -> None:
    answer = ask("feedback", "add", HONMOU, "yes", "--comment", "x" * 1001)
    assert answer.code == 2
    assert "1001 characters" in answer.err
    assert _given(ask) == []


def test_nowhere_to_keep_answers_is_told_and_nothing_else_is_lost(program: Program) -> None:
    place = Path(str(program.own.data)).parent / "a-file"
    place.write_text("not a directory")
    answer = program("feedback", "add", HONMOU, "yes", SCI_TUI_DATA_DIR=str(place / "data"))
    assert answer.code == 4
    assert answer.err.startswith("sci-tui: Your answers could not be saved")
    assert program("page", "home", SCI_TUI_DATA_DIR=str(place / "data")).code == 0


def test_without_a_home_there_is_nowhere_to_keep_answers(program: Program) -> None:
    bare: dict[str, str | None] = {"HOME": None, "SCI_TUI_DATA_DIR": None}
    answer = program("feedback", "add", HONMOU, "yes", **bare)
    assert answer.code == 4
    assert "HOME is not set" in answer.err
