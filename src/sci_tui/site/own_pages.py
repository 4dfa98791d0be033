"""Pages about the reader's own things: answers given and settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from sci_tui.domain.cleaning import clean
from sci_tui.domain.feedback import Feedback, Helpful, Reason, Where
from sci_tui.settings import TABLE, Setting, Settings
from sci_tui.site import wording
from sci_tui.site.actions import Answer, AskComment, Choose, Forget, Mark
from sci_tui.site.pages import Aside, Block, Choice, Crumb, Heading, Link, Page, Text
from sci_tui.site.routes import Route
from sci_tui.site.routes import study as study_route

if TYPE_CHECKING:
    from sci_tui.domain.study import Study


class Asked(NamedTuple):
    """What is asked about a study, and where."""

    study: Study
    given: Feedback | None
    """The answer that is saved already."""
    where: Where
    takes_comments: bool


def feedback_page(asked: Asked, trouble: str, trail: tuple[Crumb, ...]) -> Page:
    """Was this summary helpful? First yes, partly or no; then, if one likes, why.

    Args:
        asked: The study, what was answered already, and where that is.
        trouble: Why answers cannot be read or saved, or empty.
        trail: The way to this page.
    """
    study, given = asked.study, asked.given
    blocks: list[Block] = [Aside(wording.KEPT[asked.where])]
    if trouble:
        blocks.append(Text((trouble,)))
    blocks.extend(_answers(study.slug, given))
    if given:
        # Nine links in all, so that each is one key; back is a key of its own.
        blocks.extend(_reasons(study.slug, given))
        if asked.takes_comments:
            blocks.append(_comment(study.slug, given))
    else:
        blocks.append(Link("Back to the study", study_route(study.slug)))
    return Page(study_route(study.slug, "feedback"), wording.HELPFUL, tuple(blocks), trail, True)


def my_feedback_page(
    answers: tuple[tuple[Feedback, str], ...], trouble: str, trail: tuple[Crumb, ...]
) -> Page:
    """Every answer given, to be changed or deleted.

    Args:
        answers: Each answer with the title of its study.
        trouble: Why they cannot be read, or empty.
        trail: The way to this page.
    """
    kept = wording.KEPT[Where.HOME]
    blocks: list[Block] = [Aside(f"{wording.counted(len(answers), 'answer')}. {kept}")]
    if trouble:
        blocks.append(Text((trouble,)))
    for given, title in answers:
        blocks.append(Heading(title, rank=2))
        blocks.append(Aside(_answer_line(given)))
        blocks.append(Link("Change this answer", study_route(given.study, "feedback")))
        blocks.append(
            Link("Delete this answer", Route("my-feedback", query=(("delete", given.id),)))
        )
    return Page(Route("my-feedback"), "Your answers", tuple(blocks), trail, is_list=True)


def delete_page(given: Feedback, title: str, trail: tuple[Crumb, ...]) -> Page:
    """Ask before an answer is deleted."""
    blocks = (
        Text((f"Delete your answer about “{title}”?", "It cannot be brought back.")),
        Aside(_answer_line(given)),
        Link("No, keep it", Route("my-feedback")),
        Link("Yes, delete it", Forget(given.id)),
    )
    route = Route("my-feedback", query=(("delete", given.id),))
    return Page(route, "Delete an answer", blocks, trail, is_list=True)


def settings_page(settings: Settings, trail: tuple[Crumb, ...]) -> Page:
    """Every setting with its value."""
    links = (
        Link(
            setting.title,
            Route("settings", query=(("change", setting.key),)),
            note=f"now: {settings.chosen(setting.key)}",
            detail=setting.about,
        )
        for setting in TABLE
    )
    where = clean(str(settings.file)) if settings.file else "nowhere: HOME is not set"
    blocks: tuple[Block, ...] = (
        *links,
        Heading("Your own keys"),
        Text(
            (
                "Write them in the settings file, in a table named [keys].",
                'A line such as back = "b,f2" gives a command other keys.',
                "Help lists the commands.",
            )
        ),
        Aside(f"Kept in: {where}"),
    )
    return Page(Route("settings"), "Settings", blocks, trail, is_list=True)


def setting_page(setting: Setting, now: str, trail: tuple[Crumb, ...]) -> Page:
    """The values of one setting to choose from; ``now`` is the present one."""
    choices = (
        Link(
            choice,
            Choose(setting.key, choice),
            note="chosen" if choice == now else "",
            choice=Choice(choice == now, position, len(setting.choices)),
        )
        for position, choice in enumerate(setting.choices, start=1)
    )
    route = Route("settings", query=(("change", setting.key),))
    back = Link("Back to all settings", Route("settings"))
    return Page(route, setting.title, (Aside(setting.about), *choices, back), trail, is_list=True)


def _answers(study: str, given: Feedback | None) -> Iterator[Link]:
    for position, helpful in enumerate(Helpful, start=1):
        chosen = given is not None and given.helpful is helpful
        note = "your answer, saved" if chosen else ""
        choice = Choice(chosen, position, len(Helpful))
        yield Link(wording.ANSWER[helpful], Answer(study, helpful), note, choice=choice)


def _reasons(study: str, given: Feedback) -> Iterator[Block]:
    yield Heading("Why? If you like, choose what fits")
    for position, reason in enumerate(Reason, start=1):
        chosen = reason in given.reasons
        note = "chosen" if chosen else "not chosen"
        choice = Choice(chosen, position, len(Reason))
        yield Link(wording.REASON[reason], Mark(study, reason), note, choice=choice)


def _comment(study: str, given: Feedback) -> Link:
    title = "Change your comment" if given.comment else "Write a comment"
    quoted = f"“{given.comment}”" if given.comment else ""
    return Link(title, AskComment(study, given.comment), detail=quoted)


def _answer_line(given: Feedback) -> str:
    reasons = ", ".join(wording.REASON[reason].lower() for reason in given.reasons)
    parts = (wording.ANSWER[given.helpful], reasons, given.given_at[:10], given.comment)
    return " · ".join(part for part in parts if part)
