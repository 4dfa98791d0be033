"""Content text: what passes, and what each fault is told as."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sci_tui.domain.errors import RefusedContent
from sci_tui.exchange.content import inspect, read_content
from tests.conftest import CONTENT
from tests.exchange.spoiling import TRIAL, spoil
from tests.small_library import TEXT


def test_the_library_that_ships_passes() -> None:
    assert inspect(CONTENT)[1] == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("edition = 7", 'edition = "7"', "edition: is '7'. Allowed: a whole number."),
        ("edition = 7\n", "", "edition: is missing. Allowed: this field has to be given."),
        ("edition = 7", "edition = 7\nfrob = 1", "frob: is not a field of this file"),
        ('outcome = "helped"', 'outcome = "great"', "outcome: is 'great'. Allowed: \"helped\""),
        ('"2020-03-18"', '"2020-03-32"', "published: "),
        ('"10.1000/steps.2020.1"', '"steps"', "doi: 'steps' has the wrong shape. Allowed: a DOI"),
        (
            '["walking", "pain"]',
            '["walking", "nose"]',
            "categories: 'nose' is not known. Allowed: ",
        ),
        ('["walking", "pain"]', "[]", "categories: "),
        ('["chance", "dummy"', '["chanse", "dummy"', "words: 'chanse' is not known"),
        ("topics = []", 'topics = ["none"]', "topics: 'none' is not known"),
        ("Sixty people", "Seventy people", "simple_words: 70 in 'Seventy people"),
        ("took part. {sixty}", "took part. {sixtie}", "simple_words: fact 'sixtie' is not there"),
        ("took part. {sixty}", "took part {sixty}", "has no end. Allowed: one sentence a line"),
        ("took part. {sixty}", "took \\u202epart. {sixty}", "holds the hidden character U+202E"),
        ("The paper [whole]", "The paper [whole] ", "'The paper [whole] ' has blanks at an end"),
        ('slug = "walking-trial-2020"', 'slug = "other"', "slug: is 'other'. Allowed: the file's"),
        ('title = "', 'title = "' + "x" * 300, "title: "),
        ('title = "[W', "title = [W", "the file: is not TOML: "),
    ],
)
def test_each_fault_names_file_field_and_what_is_allowed(
    folder: Path, old: str, new: str, told: str
) -> None:
    problems = spoil(folder, TRIAL, old, new)
    assert any(line.startswith(TRIAL) and told in line for line in problems) or any(
        told in line for line in problems
    ), problems
    assert all("Allowed: " in line for line in problems)


@pytest.mark.parametrize(
    "broken", [{1: "rows"}, {2: "measure"}, {1: "rows", 2: "measure"}, {2: "before", 3: "after"}]
)
def test_a_broken_figure_is_told_as_what_it_is_and_not_as_what_it_is_not(
    folder: Path, broken: dict[int, str]
) -> None:
    before, *figures = (folder / TRIAL).read_text(encoding="utf-8").split("[[figures]]")
    for number, field in broken.items():
        assert f"\n{field} = " in figures[number - 1]
        figures[number - 1] = figures[number - 1].replace(f"\n{field} = ", f"\nx{field} = ")
    spoilt = "[[figures]]".join((before, *figures))
    (folder / TRIAL).write_text(spoilt, encoding="utf-8")
    told = [str(problem) for problem in inspect(folder)[1] if ": figures[" in str(problem)]
    missing = "is missing. Allowed: this field has to be given."
    extra = "is not a field of this file. Allowed: only the fields the content guide names."
    assert sorted(told) == sorted(
        f"{TRIAL}: figures[{number}].{name}: {wrong}"
        for number, field in broken.items()
        for name, wrong in ((field, missing), (f"x{field}", extra))
    )


def test_a_figure_of_no_kind_is_told_only_that(folder: Path) -> None:
    problems = spoil(folder, TRIAL, 'kind = "marks"', 'kind = "pie"')
    kinds = '"marks" or "before-after" or "ais-moves"'
    assert problems[:-1] == [f"{TRIAL}: figures[1].kind: is 'pie'. Allowed: {kinds}."]


def test_a_number_that_may_be_unknown_is_told_once(folder: Path) -> None:
    problems = spoil(folder, TRIAL, "lowest = ", "lowest = true # ")
    assert problems[:-1] == [
        f'{TRIAL}: figures[2].lowest: is True. Allowed: a number or "unknown".'
    ]


def test_every_problem_is_told_at_once(folder: Path) -> None:
    spoil(folder, TRIAL, "edition = 7", 'edition = "7"')
    problems = spoil(folder, "studies/rats-2015.toml", "edition = ", "editions = ")
    assert {line.partition(":")[0] for line in problems} >= {TRIAL, "studies/rats-2015.toml"}


def test_a_missing_file_and_a_file_that_is_no_text_are_told(folder: Path) -> None:
    (folder / "words.toml").unlink()
    (folder / TRIAL).write_bytes(b"\xff\xfe")
    told = "\n".join(str(problem) for problem in inspect(folder)[1])
    assert "words.toml: the file: is missing" in told
    assert f"{TRIAL}: the file: is not UTF-8" in told


def test_refused_content_lists_the_problems_one_a_line(folder: Path) -> None:
    expected = spoil(folder, TRIAL, "edition = 7", 'edition = "7"')
    with pytest.raises(RefusedContent) as refused:
        read_content(folder)
    assert str(refused.value).splitlines() == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=200))
def test_no_text_in_a_file_is_more_than_a_problem(folder: Path, text: str) -> None:
    (folder / "words.toml").write_text(text, encoding="utf-8", errors="replace")
    _, problems = inspect(folder)
    assert all(problem.file and problem.field and problem.allowed for problem in problems)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(st.data())
def test_no_edit_of_a_study_is_more_than_a_problem(folder: Path, data: st.DataObject) -> None:
    text = (TEXT / TRIAL).read_text(encoding="utf-8")
    at = data.draw(st.integers(0, len(text)))
    taken = data.draw(st.integers(0, 40))
    added = data.draw(st.text(max_size=10))
    spoilt = text[:at] + added + text[at + taken :]
    (folder / TRIAL).write_text(spoilt, encoding="utf-8", errors="replace")
    content, problems = inspect(folder)
    assert content is not None or problems
