"""The page of a study and the pages that belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from sci_tui.domain.browse import Place
from sci_tui.domain.evidence import LADDER, certainty, ocebm_level
from sci_tui.domain.feedback import Helpful
from sci_tui.domain.kinds import UNKNOWN, Agreement, Design, Question, Species, Unknown
from sci_tui.domain.prose import Prose, Sentence, plain, sentences
from sci_tui.domain.study import Change, Fact, Figure, Marks, NewsReport, Source, Study
from sci_tui.domain.study_prose import every_prose
from sci_tui.site import wording
from sci_tui.site.actions import Answer
from sci_tui.site.pages import (
    Aside,
    Block,
    Crumb,
    Fields,
    Heading,
    Items,
    KeyText,
    Link,
    Page,
    Picture,
    Text,
)
from sci_tui.site.routes import Route
from sci_tui.site.routes import study as study_route

if TYPE_CHECKING:
    from sci_tui.domain.library import Topic

_UNCOMPARED = (Design.SINGLE_ARM, Design.CASE_SERIES, Design.CASE_REPORT)


def study_page(  # noqa: PLR0913 - a page gathers what its sections need
    study: Study,
    *,
    place: Place | None,
    within: Route,
    trail: tuple[Crumb, ...],
    shelf_titles: Mapping[str, str],
    terms: Mapping[str, str],
    topics: tuple[Topic, ...],
    titles: Mapping[str, str],
) -> Page:
    """One study: what was found, what it means and what to be careful about.

    Args:
        study: What to tell of.
        place: Where it stands in the list it was opened from.
        within: That list.
        trail: The way to it.
        shelf_titles: Titles of its categories by slug.
        terms: Terms of its words by slug.
        topics: The topics it belongs to.
        titles: List titles of its related studies by slug.
    """
    blocks = (
        Aside(_imprint(study)),
        Aside(" · ".join(shelf_titles.values())),
        *_how_sure(study),
        *_simple_words(study),
        *_at_a_glance(study),
        *_findings(study),
        *_figures(study),
        Heading(wording.SUMMARY),
        *texts(study.summary),
        *_implications(study),
        Heading(wording.LIMITATIONS),
        items(study.limitations, numbered=True),
        Heading(wording.HARMS),
        *_or_not_said(study.harms),
        *_standing_notes(topics),
        *_before_a_trial(study),
        *_news(study),
        *_words(study, terms),
        *_related(study, titles, topics),
        *_sources(study),
        *_helpful(study),
        Heading(wording.ONWARD),
        Link(f"Back to {trail[-1].text}", within),
        *(
            Link(f"More in {title}", Route("category", slug))
            for slug, title in shelf_titles.items()
            if within != Route("category", slug)
        ),
        Link(wording.TAKE_HOME, study_route(study.slug, "take-home")),
    )
    return Page(
        study_route(study.slug),
        study.title,
        blocks,
        trail=trail,
        facts=_facts(study),
        place=place,
        within=within,
    )


def sources_page(study: Study, trail: tuple[Crumb, ...]) -> Page:
    """Every sentence that rests on facts, each fact and where it was read."""
    blocks = (
        Text(wording.WHAT_FACTS_ARE),
        Aside(f"Written from: {study.written_from}"),
        *grounds(study.facts, study.sources, every_prose(study)),
        Heading(wording.ONWARD),
        _back_to(study),
    )
    return Page(study_route(study.slug, "sources"), "Sources", blocks, trail=trail)


def news_page(study: Study, trail: tuple[Crumb, ...]) -> Page:
    """The headline check: each report beside what the study found."""
    blocks: list[Block] = [
        Text((_news_count(study.news),)),
        Heading("What the study found"),
        *texts(study.key_message),
    ]
    for report in study.news:
        blocks.extend(_report(report))
    blocks += (Heading(wording.ONWARD), _back_to(study))
    return Page(study_route(study.slug, "news"), "Headline check", tuple(blocks), trail=trail)


def grounds(
    facts: tuple[Fact, ...], sources: tuple[Source, ...], proses: Iterable[Prose]
) -> Iterator[Block]:
    """Each fact, the source it was read in, and the sentences that rest on it."""
    used = _sentences_by_fact(proses)
    by_id = {source.id: source for source in sources}
    for number, fact in enumerate(facts, start=1):
        yield Heading(f"Fact {number}", rank=2)
        yield from _fact(fact, by_id[fact.source], used.get(fact.id, ()))


def texts(prose: Prose) -> Iterator[Text]:
    """A paragraph block for each paragraph."""
    for paragraph in prose:
        yield Text(tuple(sentence.text for sentence in paragraph))


def items(proses: tuple[Prose, ...], *, numbered: bool) -> Items:
    """A list with each prose as one paragraph."""
    return Items(tuple(Text(tuple(s.text for s in sentences(prose))) for prose in proses), numbered)


def _imprint(study: Study) -> str:
    published = study.published
    when = "date: the source does not say" if published is UNKNOWN else published.in_words
    doi = "DOI: the source does not say" if study.doi is UNKNOWN else f"DOI {study.doi}"
    journal = "journal: the source does not say" if study.journal is UNKNOWN else study.journal
    return f"{journal} · {when} · {doi}"


def _how_sure(study: Study) -> Iterator[Block]:
    sure = certainty(study)
    yield Heading(wording.HOW_SURE, note=f"{wording.SURE[sure]}, from the design alone")
    how = (sentence.text for sentence in sentences(study.design.how))
    said = (*how, wording.who_knew(study.design))
    asked_to_help = study.design.question is Question.TREATMENT
    nothing = wording.sure_of_nothing(study.outcome, sure) if asked_to_help else ""
    level = wording.level_line(ocebm_level(study), LADDER[study.design.kind].level_name)
    yield Text(tuple(sentence for sentence in (*said, nothing, level) if sentence))


def _simple_words(study: Study) -> Iterator[Block]:
    count = len(plain(study.simple_words).split())
    yield Heading(wording.SIMPLE_WORDS, note=wording.minutes(count))
    yield KeyText(tuple(sentence.text for sentence in sentences(study.key_message)))
    yield from texts(study.simple_words)


def _at_a_glance(study: Study) -> Iterator[Block]:
    yield Heading(wording.AT_A_GLANCE)
    yield Fields(
        (
            (wording.DURATION, _said(study.duration)),
            (wording.PARTICIPANTS, _said(study.people.in_words)),
            (wording.EVIDENCE, _level(study)),
            (wording.CAME_OUT, f"{wording.OUTCOME[study.outcome]}."),
        )
    )


def _level(study: Study) -> str:
    level = wording.level_line(ocebm_level(study), LADDER[study.design.kind].level_name)
    return f"{study.design.name}. {level}"


def _said(prose: Prose | Unknown) -> str:
    return f"{wording.NOT_SAID}." if prose is UNKNOWN else plain(prose)


def _or_not_said(prose: Prose | Unknown) -> Iterator[Block]:
    if prose is UNKNOWN:
        yield Text((f"{wording.NOT_SAID}.", "That does not mean that there was none."))
    else:
        yield from texts(prose)


def _findings(study: Study) -> Iterator[Block]:
    yield Heading(wording.FINDINGS)
    yield items(study.findings, numbered=True)


def _figures(study: Study) -> Iterator[Block]:
    if study.figures:
        yield Heading(wording.FIGURES)
    for figure in study.figures:
        note = _figure_note(figure, study)
        yield Picture(figure, tuple(s.text for s in sentences(figure.sentence)), note)


def _figure_note(figure: Figure, study: Study) -> str:
    notes = []
    if isinstance(figure, Change) and UNKNOWN in (figure.lowest, figure.highest):
        notes.append(wording.NO_RANGE)
    alone = not isinstance(figure, Marks) or len(figure.rows) == 1
    if study.design.kind in _UNCOMPARED and alone:
        notes.append(f"{wording.COMPARED[study.design.kind].capitalize()}.")
    return " ".join(notes)


def _implications(study: Study) -> Iterator[Block]:
    yield Heading(wording.IMPLICATIONS)
    for implication in study.implications:
        yield Heading(implication.heading, rank=2)
        yield from texts(implication.text)


def _standing_notes(topics: tuple[Topic, ...]) -> Iterator[Block]:
    for topic in topics:
        if topic.standing_note:
            yield Heading(topic.standing_note_heading)
            yield from texts(topic.standing_note)


def _before_a_trial(study: Study) -> Iterator[Block]:
    """Where a treatment was tried in people, a reader may think of joining the next trial of it."""
    treatment = study.design.question is Question.TREATMENT
    if treatment and study.people.species is Species.HUMAN:
        yield Heading(wording.BEFORE_A_TRIAL)
        yield Text(wording.WHAT_A_TRIAL_IS)
        yield Link("Questions to ask first", Route("reference", "questions-to-ask"))


def _news(study: Study) -> Iterator[Block]:
    if study.news:
        yield Heading(wording.NEWS)
        yield Text((_news_count(study.news),))
        yield Link("The headline check, report by report", study_route(study.slug, "news"))


def _news_count(reports: tuple[NewsReport, ...]) -> str:
    of_each = {
        agreement: sum(report.agrees is agreement for report in reports) for agreement in Agreement
    }
    agree, partly, do_not = (of_each[a] for a in (Agreement.YES, Agreement.PARTLY, Agreement.NO))
    if not reports:
        return "No report of this study was checked."
    told = ", ".join(
        (
            _so_many(agree, "agrees", "agree"),
            _so_many(partly, "agrees in part", "agree in part"),
            _so_many(do_not, "disagrees", "disagree"),
        )
    )
    return f"{wording.counted(len(reports), 'report')} checked against the study: {told}."


def _so_many(number: int, one: str, many: str) -> str:
    return f"{number or 'none'} {many if number > 1 else one}"


def _report(report: NewsReport) -> Iterator[Block]:
    yield Heading(report.outlet)
    if report.address is not UNKNOWN:
        yield Aside(report.address)
    yield Heading(wording.AGREES[report.agrees], rank=2)
    yield Fields(
        (
            ("It says", plain(report.says)),
            ("Beside the study", plain(report.why)),
            ("Who publishes it", wording.SELLS[report.sells]),
        )
    )


def _words(study: Study, terms: Mapping[str, str]) -> Iterator[Block]:
    if study.words:
        yield Heading(wording.PAGE_WORDS)
        for slug in study.words:
            yield Link(terms[slug], Route("word", slug))


def _related(study: Study, titles: Mapping[str, str], topics: tuple[Topic, ...]) -> Iterator[Block]:
    if study.related or topics:
        yield Heading(wording.RELATED)
    for related in study.related:
        stance = wording.STANCE[related.stance]
        yield Link(
            titles[related.slug], study_route(related.slug), detail=f"{stance}: {related.why}"
        )
    for topic in topics:
        yield Link(topic.title, Route("topic", topic.slug))


def _sources(study: Study) -> Iterator[Block]:
    checked = study.checked_against_facts
    yield Heading(wording.SOURCES)
    yield Text((wording.WRITTEN_FOR, study.written_from))
    yield Text(
        (
            f"Checked against its facts on {checked.on.in_words}.",
            f"Reviewed by {study.reviewed_by}." if study.reviewed_by else wording.NOT_REVIEWED,
        )
    )
    yield sources_link(study_route(study.slug, "sources"), study.facts)


def sources_link(to: Route, facts: tuple[Fact, ...]) -> Link:
    """The way from a page to what its figures rest on."""
    return Link(wording.WHERE_FROM, to, note=wording.counted(len(facts), "fact"))


def _helpful(study: Study) -> Iterator[Block]:
    yield Heading(wording.HELPFUL)
    for helpful in Helpful:
        yield Link(wording.ANSWER[helpful], Answer(study.slug, helpful))


def _facts(study: Study) -> tuple[tuple[str, str], ...]:
    """What stands beside the text, the most needed first; the text says all of it too."""
    number = study.people.number
    return (
        ("How sure", f"{wording.SURE[certainty(study)]}, from the design alone"),
        (wording.CAME_OUT, wording.OUTCOME[study.outcome]),
        ("Harms", wording.NOT_SAID if study.harms is UNKNOWN else _first(study.harms)),
        ("People", wording.NOT_SAID if number is UNKNOWN else f"{number:,}"),
        ("Design", study.design.name),
        ("Comparison", wording.COMPARED[study.design.kind].capitalize()),
        ("Duration", _said(study.duration)),
        ("Evidence", wording.level_line(ocebm_level(study), LADDER[study.design.kind].level_name)),
    )


def _first(prose: Prose) -> str:
    return next(iter(sentences(prose))).text


def _sentences_by_fact(proses: Iterable[Prose]) -> dict[str, tuple[Sentence, ...]]:
    """The sentences of a page that name each fact, each once."""
    told: dict[str, dict[Sentence, None]] = {}
    for sentence in chain.from_iterable(map(sentences, proses)):
        for fact in sentence.facts:
            told.setdefault(fact, {})[sentence] = None
    return {fact: tuple(said) for fact, said in told.items()}


def _fact(fact: Fact, source: Source, used: tuple[Sentence, ...]) -> Iterator[Block]:
    yield KeyText((fact.claim,))
    address = "address not known" if source.address is UNKNOWN else source.address
    yield Aside(f"{source.title} · {address}")
    if used:
        yield Items(tuple(Text((sentence.text,)) for sentence in used), numbered=False)


def _back_to(study: Study) -> Link:
    return Link(f"Back to the study: {study.list_title}", study_route(study.slug))
