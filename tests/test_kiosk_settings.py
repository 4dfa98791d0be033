"""The clinic's settings of a kiosk: read as a whole, told as a whole, changed line by line."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sci_tui.domain.cleaning import hidden
from sci_tui.domain.errors import BadSettings, Unsaved
from sci_tui.kiosk_settings import (
    TABLE,
    KioskSettings,
    OneOf,
    Value,
    documented,
    load,
    looked_over,
    markdown,
    save,
)
from tests.conftest import ROOT

ALL_OTHERS = """
idle-on-study = 30
idle-elsewhere = 3600
comments = true
reader = "screen-reader"
theme = "high-contrast"
characters = "ascii"
speech = "always"
rate = 200
volume = "40"
scanning = 1.5
attract = 10
shelf = ["a-study-2020", "b"]
note = "Ask at\\n the \\u202edesk."
staff-keys = "*-+/0"
sticks = "/mnt/my sticks"
printer = "Front_desk.2"
shut-down = true
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the settings are kept. Nothing is there yet."""
    return tmp_path / "data" / "kiosk.toml"


def _written(file: Path, text: str) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_the_table_has_every_setting_and_each_default_is_allowed() -> None:
    fields = [name.replace("_", "-") for name in KioskSettings._fields if name != "file"]
    assert [each.key for each in TABLE] == fields
    assert all(each.kind.value(each.default) == each.default for each in TABLE)


def test_without_a_file_each_setting_is_as_it_comes(file: Path) -> None:
    assert load(None) == KioskSettings()
    assert load(file) == KioskSettings(file=file)


def test_each_setting_can_be_another(file: Path) -> None:
    settings = load(_written(file, ALL_OTHERS))
    assert settings == KioskSettings(
        idle_on_study=30,
        idle_elsewhere=3600,
        comments=True,
        reader="screen-reader",
        theme="high-contrast",
        characters="ascii",
        speech="always",
        rate="200",
        volume="40",
        scanning="1.5",
        attract=10,
        shelf=("a-study-2020", "b"),
        note="Ask at the desk.",
        staff_keys="*-+/0",
        sticks="/mnt/my sticks",
        printer="Front_desk.2",
        shut_down=True,
        file=file,
    )
    usual = KioskSettings()
    assert not [each.key for each in TABLE if settings.chosen(each.key) == usual.chosen(each.key)]


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("idle-on-study", "29"),
        ("idle-on-study", "3601"),
        ("idle-elsewhere", '"60"'),
        ("idle-elsewhere", "60.0"),
        ("idle-elsewhere", "true"),
        ("attract", "9"),
        ("attract", "0x" + "f" * 9999),
        ("comments", "1"),
        ("comments", '"yes"'),
        ("reader", '"loud"'),
        ("theme", "true"),
        ("speech", '""'),
        ("rate", "176"),
        ("rate", "0x" + "f" * 9999),
        ("volume", "nan"),
        ("scanning", "true"),
        ("scanning", "5"),
        ("shelf", '"a-study"'),
        ("shelf", "[1]"),
        ("shelf", '["Not A Slug"]'),
        ("shelf", '["../etc"]'),
        ("shelf", '["a", "a"]'),
        ("shelf", str([f"study-{number}" for number in range(10)])),
        ("note", "3"),
        ("note", f'"{"x" * 301}"'),
        ("staff-keys", '".."'),
        ("staff-keys", '"............."'),
        ("staff-keys", "123456"),
        ("staff-keys", '"12a45"'),
        ("sticks", '"media/usb"'),
        ("sticks", '""'),
        ("sticks", '"/media\\u001b[31m"'),
        ("sticks", '"/media/\\u202esticks"'),
        ("printer", '"-o raw"'),
        ("printer", '"-oraw"'),
        ("printer", '"a queue"'),
        ("printer", '"queue\\n"'),
        ("printer", '"a/b"'),
        ("shut-down", "0"),
        ("shut-down", "1979-05-27"),
        ("shut-down", "{}"),
    ],
)
def test_what_is_not_allowed_is_told_with_its_line_and_what_is(
    file: Path, key: str, wrong: str
) -> None:
    _written(file, f"# ours\n\n{key} = {wrong}\n")
    with pytest.raises(BadSettings) as told:
        load(file)
    (allowed,) = (each.kind.allowed for each in TABLE if each.key == key)
    said = str(told.value)
    assert said.startswith(f"{file}, line 3: {key} is ")
    assert said.endswith(f" Allowed: {allowed}.")
    assert len(said) < 400 + len(str(file))
    assert not hidden(said)


def test_everything_that_is_wrong_is_told_a_line_for_each_and_the_rest_counts(file: Path) -> None:
    _written(file, 'theme = "light"\nattract = 5\nidle_on_study = 90\n[keys]\n"\\u001b[2J" = 1\n')
    with pytest.raises(BadSettings) as told:
        load(file)
    lines = str(told.value).splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        f"{file}, line {number}" for number in (2, 3, 4)
    ]
    assert "'idle_on_study' is not a setting. Allowed: idle-on-study, idle-elsewhere," in lines[1]
    assert "'keys' is not a setting." in lines[2]
    settings, problems = looked_over(file)
    assert settings == KioskSettings(theme="light", file=file)
    assert list(problems) == lines


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (b"comments = true\nattract = \n", "at line 2"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b"attract = " + b"[" * 5000, "is not TOML|are not TOML"),
        (b"attract = " + b"9" * 5000, "are not TOML"),
    ],
)
def test_what_is_not_toml_is_told(file: Path, damage: bytes, said: str) -> None:
    file.parent.mkdir()
    file.write_bytes(damage)
    with pytest.raises(BadSettings, match=said) as told:
        load(file)
    assert str(file) in str(told.value)


@given(st.text())
def test_no_note_brings_anything_hidden_to_a_terminal(text: str) -> None:
    (note,) = (each for each in TABLE if each.key == "note")
    try:
        line = note.kind.value(text)
    except ValueError:
        return
    assert isinstance(line, str)
    assert not hidden(line)
    assert "\n" not in line
    assert len(line) <= 300


OTHER: dict[str, Any] = {"shelf": ("b", "a"), "note": "Hier fragen: “Ja”", "printer": "desk"}


@pytest.mark.parametrize("key", [each.key for each in TABLE])
def test_each_setting_can_be_changed_and_is_read_so(file: Path, key: str) -> None:
    (setting,) = (each for each in TABLE if each.key == key)
    match setting.default:
        case bool() as was:
            value: Value = not was
        case int() as was:
            value = was + 1
        case _ if isinstance(setting.kind, OneOf):
            value = setting.kind.choices[-1]
        case _:
            value = OTHER.get(key, "/./.")
    changed = save(load(file), key, value)
    assert changed.chosen(key) == value != setting.default
    assert load(file) == changed


def test_a_change_leaves_the_rest_of_the_file_and_its_comments_as_they_are(file: Path) -> None:
    _written(file, documented())
    settings = save(load(file), "idle-on-study", 240)
    settings = save(settings, "scanning", "1.5")
    settings = save(settings, "shelf", ("a-study",))
    save(settings, "staff-keys", "123456")
    expected = documented()
    for before, after in (
        ("idle-on-study = 180", "idle-on-study = 240"),
        ('scanning = "off"', "scanning = 1.5"),
        ("shelf = []", 'shelf = ["a-study"]'),
        ('staff-keys = "....."', 'staff-keys = "123456"'),
    ):
        assert before in expected
        expected = expected.replace(before, after)
    assert file.read_text() == expected
    assert list(file.parent.iterdir()) == [file]


def test_what_is_not_allowed_is_not_saved(file: Path) -> None:
    settings = load(file)
    with pytest.raises(BadSettings, match=r"attract cannot be 5\. Allowed: a whole number from 10"):
        save(settings, "attract", 5)
    assert not file.exists()


def test_a_line_is_saved_as_it_is_read_again(file: Path) -> None:
    assert save(load(file), "note", " Ask\x1b]52;c;\x07 us\u202e ").note == "Ask]52;c; us"
    assert load(file).note == "Ask]52;c; us"


def test_what_cannot_be_saved_is_told_and_left_as_it_is(file: Path, tmp_path: Path) -> None:
    with pytest.raises(Unsaved, match="no place to keep it"):
        save(KioskSettings(), "attract", 30)
    (tmp_path / "file").write_text("")
    with pytest.raises(Unsaved, match=r"The setting is not saved: .* cannot be written"):
        save(KioskSettings(file=tmp_path / "file" / "kiosk.toml"), "attract", 30)
    settings = load(_written(file, "attract = 40\n"))
    file.write_text("attract = [[[\n")
    with pytest.raises(Unsaved, match="was damaged meanwhile"):
        save(settings, "attract", 30)
    assert file.read_text() == "attract = [[[\n"


# ------------------------------------------------------------ the documents


def test_the_file_in_deploy_is_made_from_the_table() -> None:
    assert (ROOT / "deploy" / "kiosk.toml").read_text(encoding="utf-8") == documented()


def test_that_file_changes_nothing_and_names_every_setting(file: Path) -> None:
    assert load(_written(file, documented())) == KioskSettings(file=file)
    keys = re.findall(r"^([a-z-]+) = ", documented(), re.MULTILINE)
    assert keys == [each.key for each in TABLE]
    assert max(map(len, documented().splitlines())) < 80


def test_the_guide_has_the_table() -> None:
    guide = ROOT / "docs" / "kiosk.md"
    if os.path.lexists(guide):
        text = guide.read_text(encoding="utf-8")
        between = text.partition("<!-- settings -->")[2].partition("<!-- /settings -->")[0]
        assert between.strip() == markdown().strip()
    rows = markdown().splitlines()
    assert len(rows) == len(TABLE) + 2
    assert {row.count("|") for row in rows} == {5}
