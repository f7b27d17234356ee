"""What pages of a search write the same way."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from html import escape
from uuid import UUID

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from afterword.cycle.enums import Outcome, Stage
from afterword.cycle.models import Application
from afterword.cycle.queries import Card, Line
from afterword.kit.address import page_of

register = template.Library()
STAGES = {value: str(label) for value, label in Stage.choices}
OUTCOMES = {value: str(label) for value, label in Outcome.choices}


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
def board_cards(cards: Sequence[Card], ahead: Mapping[UUID, datetime], today: date) -> SafeString:
    """The cards of one column. Written here and not in a template: there are many of them."""
    rows = "".join(_card(one, ahead.get(one.pk), today) for one in cards)
    return mark_safe(f'<ul class="board-cards">{rows}</ul>')  # noqa: S308  all of it escaped


def _card(one: Card, ahead: datetime | None, today: date) -> str:
    page, news = page_of("cycle:application", one.pk), escape(_news(one, ahead, today))
    role = f'<p class="role" dir="auto">{escape(one.role)}</p>' if one.role else ""
    return (
        f'<li><a href="{page}" dir="auto">{escape(one.company)}</a>{role}'
        f'<p class="last-news">{news}</p></li>'
    )


def _news(one: Card, ahead: datetime | None, today: date) -> str:
    if ahead is not None:
        return f"Interview {date_format(timezone.localtime(ahead), 'D j M, H:i')}"
    return since(one.last_on, today)


@register.simple_tag
def table_rows(rows: Sequence[Line], today: date) -> SafeString:
    """The rows of the table, for the same reason."""
    return mark_safe("".join(_row(one, today) for one in rows))  # noqa: S308  all of it escaped


def _row(one: Line, today: date) -> str:
    page, company = page_of("cycle:application", one.pk), escape(one.company)
    stands = OUTCOMES[one.outcome] + (", put away" if one.put_away else "")
    return f"""<tr>
<td class="pick"><label class="choice"><input type="checkbox" name="one" value="{one.pk}"><span class="unseen">Pick {company}</span></label></td>
<th scope="row" dir="auto"><a href="{page}">{company}</a></th>
<td data-label="Role" dir="auto">{escape(one.role)}</td>
<td data-label="Furthest stage">{escape(STAGES[one.stage])}</td>
<td data-label="How it stands">{escape(stands)}</td>
<td data-label="Applied">{_day(one.applied_on)}</td>
<td data-label="Last news">{_last(one.last_on, today)}</td>
</tr>"""  # noqa: E501  one line a cell, as it is sent


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b} {day.year}" if day else ""


def _last(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return f'{_day(day)} <span class="soft small">{since(day, today)}</span>'


@register.filter
def stage_words(stage: str) -> str:
    """A stage as pages call it."""
    return STAGES.get(stage, stage)


@register.filter
def standing_words(one: Application, today: date | None = None) -> str:
    """How it stands, in a sentence that does not scold, and whether a day is still ahead."""
    stage = str(one.get_stage_display())
    if one.outcome == Outcome.OPEN:
        ahead = one.last_on if today and one.last_on and one.last_on > today else None
        planned = f" Planned for {date_format(ahead, 'j M Y')}." if ahead else ""
        return f"Going on; furthest stage: {stage}.{planned}"
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
