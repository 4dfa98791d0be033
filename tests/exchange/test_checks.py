"""The rules of the content check: each refuses a file that breaks that rule and no other."""

from pathlib import Path

import pytest
import tomlkit

from sci_tui.domain.kinds import Unknown
from sci_tui.domain.library import Word, forms
from sci_tui.exchange.checks.length import words
from sci_tui.exchange.checks.readability import grade, syllables
from sci_tui.exchange.content import inspect
from tests.conftest import CONTENT
from tests.exchange.spoiling import TRIAL, spoil

OTHER = "studies/null-trial-2018.toml"
PAIN = "Pain did not change in either group."
USUAL = "The other group had the usual care."


def refused(folder: Path, old: str, new: str, file: str = TRIAL) -> str:
    """The one thing that is told once something was replaced."""
    problems = spoil(folder, file, old, new)
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("61 people", "61"),
        ("sixty-one people", "61"),
        ("ninety-nine people", "99"),
        ("the 13th week", "13"),
        ("a dozen people", "12"),
        ("a third of them", "0.33"),
        ("three quarters of them", "0.75"),
        ("a sixth of them", "0.16"),
        ("1.5 litres", "1.5"),
        ("90% of them", "90"),
        ("1,200 steps", "1200"),
    ],
)
def test_a_number_that_its_sentence_has_no_fact_for(folder: Path, number: str, told: str) -> None:
    problem = refused(folder, PAIN, f"Pain was seen in {number}.")
    assert problem.startswith(f"{TRIAL}: summary: {told}"), problem


def test_a_number_that_stands_in_another_fact_than_the_one_named(folder: Path) -> None:
    assert "30 in" in refused(folder, PAIN, "Pain was seen in 30 people.")


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("list_title", "on a moving band: 60 people", "on a moving band: 61 people"),
        ("design.name", '"Randomised trial"', '"Randomised trial of 61"'),
        ("implications[1].heading", "For people who can stand", "For 61 people who can stand"),
        ("related[1].why", "no difference in walking", "no difference in 61 people"),
        ("people.number", "number = 60", "number = 61"),
        ("people.age_min", "age_min = 18", "age_min = 17"),
        ("people.age_max", "age_max = 66", "age_max = 67"),
    ],
)
def test_a_number_outside_prose_that_no_fact_holds(
    folder: Path, field: str, old: str, new: str
) -> None:
    assert refused(folder, old, new).startswith(f"{TRIAL}: {field}: ")


def test_simple_words_that_are_too_hard(folder: Path) -> None:
    hard = (
        "Rehabilitation interventions necessitate individualised multidisciplinary evaluation,"
        " considering physiological heterogeneity and environmental accessibility throughout"
        " institutional participation."
    )
    assert "simple_words: is at grade" in refused(folder, USUAL, f"{hard}\n{hard}")


def test_a_library_whose_middle_study_is_nearly_too_hard(folder: Path) -> None:
    for study in sorted((folder / "studies").glob("*.toml")):
        text = study.read_text(encoding="utf-8")
        one = "The people in both of the training groups also received another pill every week."
        beginning = text.index("simple_words = ")
        end = text.index("duration = ")
        study.write_text(f'{text[:beginning]}simple_words = "{one}"\n{text[end:]}', "utf-8")
    [problem] = [str(problem) for problem in inspect(folder)[1]]
    assert problem.startswith(f"studies: simple_words: are at grade {grade([one]):.1f} in the")


def test_a_sentence_of_simple_words_that_is_too_long(folder: Path) -> None:
    long = " ".join(["The group sat and had tea and"] * 4) + " then it went off home to bed."
    assert len(long.split()) > 30
    assert "has 35 words" in refused(folder, USUAL, long)


def test_a_meaning_that_is_too_hard(folder: Path) -> None:
    problem = refused(
        folder, "In the first hours or days.", "Immediately subsequent to injury.", "words.toml"
    )
    assert problem.startswith("words.toml [acute]: definition: is at grade ")


@pytest.mark.parametrize("used", ["Acute pain was seen.", "Some are acute."])
def test_a_word_of_the_glossary_that_is_not_linked(folder: Path, used: str) -> None:
    assert "words: " in refused(folder, USUAL, used)


@pytest.mark.parametrize(
    ("term", "written"),
    [
        ("Acute", ["acute"]),
        ("Stoma (colostomy)", ["stoma", "colostomy"]),
        ("Pressure ulcer (pressure sore, bedsore)", ["pressure ulcer", "pressure sore", "bedsore"]),
        ("Preclinical (animal) study", ["preclinical study"]),
        ("Cognitive therapy (CBT)", ["cognitive therapy", "CBT"]),
    ],
)
def test_what_stands_in_brackets_behind_a_term_is_another_name_of_it(
    term: str, written: list[str]
) -> None:
    assert list(forms(Word("a-word", term, "It is a word.", Unknown.UNKNOWN))) == written


def test_a_word_with_capitals_of_its_own_is_not_the_everyday_word(folder: Path) -> None:
    """The word here is Grade [AIS]; a school grade would be meant by it only in small letters."""
    renamed = spoil(folder, "words.toml", 'term = "Grade [AIS]"', 'term = "GRADE"')
    assert renamed == []
    assert spoil(folder, TRIAL, USUAL, "A grade was given.") == []
    problem = refused(folder, "A grade was given.", "A scale (GRADE) was used.")
    assert "words: 'GRADE' is used and 'grade' is not there" in problem


@pytest.mark.parametrize("first", ["The BWS was new.", "A band and its BWS ran."])
def test_an_abbreviation_that_is_not_explained(folder: Path, first: str) -> None:
    problem = refused(folder, USUAL, f"{first}\nIt is a belt to hold people (BWS).")
    assert "the page: 'BWS' is not explained where it first stands" in problem


@pytest.mark.parametrize(
    "first",
    [
        "A belt held people (BWS).",
        "The BWS (a belt) held people.",
        "The BWS, a belt, held people.",
        "The trial was called BWS.",
        "It was done in the US and on level C5, in the DNA of VX-210.",
    ],
)
def test_an_abbreviation_that_is_explained_or_is_a_name(folder: Path, first: str) -> None:
    file = folder / TRIAL
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(USUAL, f"{first}\nIt was there."), encoding="utf-8")
    assert inspect(folder)[1] == ()


@pytest.mark.parametrize(
    "said",
    [
        "You should take the drug.",
        "People should avoid it.",
        "Ask your doctor for this treatment.",
        "Ask for this treatment.",
        "Avoid this drug.",
        "We recommend it.",
        "Patients must not use it.",
    ],
)
def test_advice(folder: Path, said: str) -> None:
    assert "is advice" in refused(folder, USUAL, said)


@pytest.mark.parametrize(
    "said", ["It is a breakthrough.", "It was a miracle.", "It is a game-changer.", "Amazing!"]
)
def test_hype(folder: Path, said: str) -> None:
    assert "is hype" in refused(folder, USUAL, said)


@pytest.mark.parametrize("said", ["It may cure people.", "A cure is near.", "They were cured."])
def test_a_cure_as_a_promise(folder: Path, said: str) -> None:
    assert "promises a cure" in refused(folder, USUAL, said)


@pytest.mark.parametrize("said", ["It is not a cure.", "Nobody was cured.", "Is it a cure?"])
def test_that_something_is_no_cure_may_be_said(folder: Path, said: str) -> None:
    file = folder / TRIAL
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(USUAL, said.replace("Nobody", "None")), encoding="utf-8")
    assert inspect(folder)[1] == ()


@pytest.mark.parametrize(
    "said",
    [
        "The subjects trained.",
        "She suffers from pain.",
        "He is wheelchair-bound.",
        "He is confined to a wheelchair.",
    ],
)
def test_words_that_make_less_of_people(folder: Path, said: str) -> None:
    assert "makes less of people" in refused(folder, USUAL, said)


@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("pages/disclaimer.toml", "text = "),
        ("topics/cells.toml", "text = "),
        ("words.toml", "definition = "),
    ],
)
def test_how_we_speak_counts_outside_studies_too(folder: Path, file: str, old: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith(old))
    assert "is hype" in refused(folder, line, f'{old}"It is a miracle."', file)


def test_what_a_news_report_says_is_its_own(folder: Path) -> None:
    assert spoil(folder, TRIAL, "Says that everybody walks again.", "Says: a miracle cure.") == []


@pytest.mark.parametrize(
    "field", ["limitations", "harms", "design", "people", "sources", "facts", "categories"]
)
def test_what_may_not_be_missing(folder: Path, field: str) -> None:
    study = tomlkit.parse((folder / TRIAL).read_text(encoding="utf-8"))
    del study[field]
    (folder / TRIAL).write_text(tomlkit.dumps(study), encoding="utf-8")
    told = [str(problem) for problem in inspect(folder)[1]]
    assert f"{TRIAL}: {field}: is missing. Allowed: this field has to be given." in told


@pytest.mark.parametrize("field", ["limitations", "sources", "facts", "categories"])
def test_what_may_not_be_empty(folder: Path, field: str) -> None:
    study = tomlkit.parse((folder / TRIAL).read_text(encoding="utf-8"))
    study[field] = []
    (folder / TRIAL).write_text(tomlkit.dumps(study), encoding="utf-8")
    told = [str(problem) for problem in inspect(folder)[1]]
    assert f"{TRIAL}: {field}: is []. Allowed: at least 1 in the list." in told


def test_a_category_that_is_not_there(folder: Path) -> None:
    assert "'nose' is not known" in refused(folder, '["walking", "pain"]', '["walking", "nose"]')


def test_a_related_study_that_is_not_there(folder: Path) -> None:
    more = 'why = "No."\n\n[[related]]\nslug = "nobody"\nstance = "agrees"\nwhy = "No."\n'
    problem = refused(folder, 'why = "It found no difference in walking."', more)
    assert "related: 'nobody' is not there" in problem


def test_a_related_study_that_does_not_link_back(folder: Path) -> None:
    more = 'why = "No."\n\n[[related]]\nslug = "rats-2015"\nstance = "agrees"\nwhy = "No."\n'
    problem = refused(folder, 'why = "It found no difference in walking."', more)
    assert "related: 'rats-2015' does not name this study in return" in problem


def test_a_doi_that_stands_twice(folder: Path) -> None:
    problem = refused(folder, '"10.1000/pills.2018.2"', '"10.1000/STEPS.2020.1"', OTHER)
    assert problem.startswith("studies: doi: '10.1000/steps.2020.1' stands 2 times")


@pytest.mark.parametrize(
    ("source", "published"),
    [
        ("18 March 2020", "2020-03-19"),
        ("March 2020", "2020-03-18"),
        ("2020", "2020-03"),
        ("2020", "2020-spring"),
        ("spring 2020", "2020-03"),
        ("2019", "2020"),
    ],
)
def test_a_date_finer_than_its_source_or_another(folder: Path, source: str, published: str) -> None:
    stated = "Published on 18 March 2020."
    assert len(spoil(folder, TRIAL, stated, f"Published in {source}.")) == (source[0] != "1")
    study = (folder / TRIAL).read_text(encoding="utf-8").replace("2020-03-18", published)
    (folder / TRIAL).write_text(study, encoding="utf-8")
    [problem] = [str(problem) for problem in inspect(folder)[1]]
    assert problem.startswith(f"{TRIAL}: published: ")


@pytest.mark.parametrize("published", ["2020", "2020-03", "2020-03-18"])
def test_a_date_may_be_as_fine_as_its_source_or_less(folder: Path, published: str) -> None:
    assert spoil(folder, TRIAL, '"2020-03-18"', f'"{published}"') == []


def test_a_page_that_is_too_long(folder: Path) -> None:
    """In fields that have no limit of their own, so that only the page's is passed."""
    long = "\n".join(["Pain did not change. {pain}"] * 230)
    problem = refused(
        folder, '"Nothing here says that it helps against pain. {pain}"', f'"""\n{long}\n"""'
    )
    assert problem.startswith(f"{TRIAL}: the page: has 1")
    assert problem.endswith("words. Allowed: at most 900.")


@pytest.mark.parametrize(
    ("field", "old", "new", "told"),
    [
        (
            "key_message",
            "nobody knows if it lasts. {faster}",
            "nobody knows more. {faster}\nMaybe. {pain}",
            "has 3 sentences. Allowed: at most 2.",
        ),
        ("simple_words", USUAL, "\n".join([USUAL] * 20), "words. Allowed: at most 160."),
        ("summary", PAIN, "\n".join([PAIN] * 30), "words. Allowed: at most 200."),
        (
            "findings",
            '"Pain did not change. {pain}",',
            '"Pain did not change. {pain}",' * 5,
            "has 7 parts. Allowed: at most 6.",
        ),
        (
            "limitations",
            '"People who cannot stand were left out. {stand}",',
            '"People who cannot stand were left out. {stand}",' * 5,
            "has 6 parts. Allowed: at most 5.",
        ),
    ],
)
def test_a_part_that_is_too_long(folder: Path, field: str, old: str, new: str, told: str) -> None:
    problem = refused(folder, old, new)
    assert problem.startswith(f"{TRIAL}: {field}: has "), problem
    assert problem.endswith(told)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("people", 2),
        ("injury", 3),
        ("every", 2),
        ("doctor's", 2),
        ("phenomenon", 4),
        ("intraspinous", 4),
        ("AIS", 3),
        ("WHO", 5),
        ("146", 3),
        ("2.5", 2),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_that_of_the_formula() -> None:
    """Two sentences, eight words, eleven syllables."""
    told = ["The people had no pain.", "They walked slowly."]
    assert grade(told) == pytest.approx(0.39 * 8 / 2 + 11.8 * 10 / 8 - 15.59)
    assert grade([]) == 0


def test_every_study_that_ships_is_told_in_full() -> None:
    content, _ = inspect(CONTENT)
    assert content is not None
    for study in content.studies:
        told = (study.slug, words(study.simple_words), words(study.summary))
        assert told[1] >= 60, told
        assert told[2] >= 60, told
        assert len(study.findings) >= 2, study.slug
        assert len(study.implications) >= 2, study.slug
        assert len(study.limitations) >= 2, study.slug
