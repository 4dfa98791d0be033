"""Studies like me: what can be chosen, and the studies that fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sci_tui.domain.fitting import TRAITS, Criterion, Group, Me
from sci_tui.site import wording
from sci_tui.site.actions import ForgetMe, SayOfMe
from sci_tui.site.pages import Aside, Block, Choice, Crumb, Heading, Link, Page, Text
from sci_tui.site.routes import LIKE_ME, LIKE_ME_STUDIES
from sci_tui.site.routes import study as study_route

if TYPE_CHECKING:
    from sci_tui.services.fitting import Fitting, Fittings


def like_me_page(
    me: Me, found: tuple[Fittings, ...], forget_key: str, trail: tuple[Crumb, ...]
) -> Page:
    """What can be chosen, what is chosen now, and how many studies fit.

    Args:
        me: What is chosen.
        found: The studies that fit it; nothing while nothing is chosen.
        forget_key: The key that forgets it on any page, or empty.
        trail: The way to this page.
    """
    blocks: tuple[Block, ...] = (
        Text(wording.LIKE_ME_ABOUT),
        *(_criterion(criterion, me) for criterion in Criterion),
        Link(wording.SHOW_FITTING, LIKE_ME_STUDIES, note=wording.fitting_counts(_totals(found))),
        _forget(forget_key),
    )
    return Page(LIKE_ME, wording.LIKE_ME, blocks, trail, is_list=True)


def criterion_page(criterion: Criterion, me: Me, trail: tuple[Crumb, ...]) -> Page:
    """The values of one criterion to choose from, and none of them."""
    now = me.get(criterion)
    traits = (*TRAITS[criterion], None)
    choices = (
        Link(
            wording.TRAIT[trait] if trait else wording.LEAVE_OPEN,
            SayOfMe(criterion, trait),
            note="chosen" if trait is now else "",
            choice=Choice(trait is now, position, len(traits)),
        )
        for position, trait in enumerate(traits, start=1)
    )
    about = Aside(wording.CRITERION_ABOUT[criterion])
    back = Link(f"Back to {wording.LIKE_ME}", LIKE_ME)
    route = LIKE_ME._replace(query=(("change", criterion.value),))
    title = wording.CRITERION[criterion]
    return Page(route, title, (about, *choices, back), trail, is_list=True)


def fitting_page(
    me: Me, found: tuple[Fittings, ...], forget_key: str, trail: tuple[Crumb, ...]
) -> Page:
    """The studies that fit what is chosen, those that may, and those that nearly do."""
    blocks: tuple[Block, ...] = (
        Text(wording.LIKE_ME_ABOUT),
        Aside(wording.all_chosen(me)),
        Link(wording.CHANGE_CHOSEN, LIKE_ME),
        _forget(forget_key),
        *(block for group in found for block in _group(group)),
    )
    return Page(LIKE_ME_STUDIES, wording.FITTING, blocks, trail, is_list=True)


def _criterion(criterion: Criterion, me: Me) -> Link:
    trait = me.get(criterion)
    now = wording.TRAIT[trait] if trait else wording.LEFT_OPEN
    to = LIKE_ME._replace(query=(("change", criterion.value),))
    return Link(wording.CRITERION[criterion], to, note=f"now: {now}")


def _forget(key: str) -> Link:
    return Link(wording.FORGET_CHOSEN, ForgetMe(), note=wording.key_to_forget(key))


def _totals(found: tuple[Fittings, ...]) -> dict[Group, int]:
    return {group.group: group.total for group in found}


def _group(found: Fittings) -> Iterator[Block]:
    yield Heading(wording.GROUP[found.group])
    yield Aside(wording.of_a_group(len(found.shown), found.total))
    yield from (_link(fitting) for fitting in found.shown)


def _link(fitting: Fitting) -> Link:
    card = fitting.card
    why = wording.why_not(fitting.verdict, fitting.people, card.number)
    detail = "\n".join(part for part in (wording.card_line(card), why) if part)
    return Link(card.list_title, study_route(card.slug), detail=detail)
