"""What pages of a search write the same way."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from afterword.cycle.enums import Outcome
from afterword.cycle.models import Application, CompanyInterview

register = template.Library()
NOBODY = UUID(int=0)


@register.filter
def since(day: date | None, today: date) -> str:
    """How long ago, in the words that one would say."""
    if day is None:
        return ""
    days = (today - day).days
    if days < 0:
        return "ahead"
    if days == 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 14:
        return f"{days} days ago"
    if days < 70:
        return f"{days // 7} weeks ago"
    months = round(days / 30.4)
    return f"{months} months ago" if months < 24 else f"{days // 365} years ago"


@register.simple_tag
def board_cards(
    cards: Sequence[Application], ahead: Mapping[UUID, CompanyInterview], today: date
) -> SafeString:
    """The cards of one column. Written here and not in a template: there are many of them."""
    before, after = reverse("cycle:application", args=[NOBODY]).split(str(NOBODY))
    rows = (
        (f"{before}{one.pk}{after}", one.company, _role(one), _news(one, ahead, today))
        for one in cards
    )
    return format_html(
        '<ul class="board-cards">{}</ul>',
        format_html_join(
            "",
            '<li><a href="{}" dir="auto">{}</a>{}<p class="news">{}</p></li>',
            rows,
        ),
    )


def _role(one: Application) -> SafeString | str:
    return format_html('<p class="role" dir="auto">{}</p>', one.role) if one.role else ""


def _news(one: Application, ahead: Mapping[UUID, CompanyInterview], today: date) -> str:
    upcoming = ahead.get(one.pk)
    if upcoming is not None and upcoming.starts_at is not None:
        here = timezone.localtime(upcoming.starts_at)
        return f"Interview {date_format(here, 'D j M, H:i')}"
    return since(one.last_on, today)


@register.filter
def standing_words(one: Application) -> str:
    """How it stands, in a sentence that does not scold."""
    stage = str(one.get_stage_display())
    if one.outcome == Outcome.OPEN:
        return f"Going on; furthest stage: {stage}."
    when = f" on {date_format(one.ended_on, 'j M Y')}" if one.ended_on else ""
    ended = str(one.get_outcome_display())
    return f"{ended[:1].upper()}{ended[1:]}{when}; furthest stage: {stage}."


@register.filter
def web_link(address: str) -> SafeString:
    """A link that leads out of here. Addresses of other kinds than the web's stay text."""
    if not address.startswith(("http://", "https://")):
        return format_html('<span dir="auto">{}</span>', address)
    return format_html(
        '<a href="{}" rel="noreferrer noopener nofollow">{}</a>',
        address, address.split("://", 1)[1][:60],
    )  # fmt: skip
