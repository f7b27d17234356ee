"""Times of interviews: in the reader's zone, and in the other side's where that differs."""

from datetime import UTC, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from afterword.interviews.models import Chair
from afterword.interviews.zones import zone, zone_words
from afterword.kit.templatetags.kit import local_time

register = template.Library()


@register.simple_tag
def both_zones(moment: datetime, mine: Chair, other: Chair) -> SafeString:
    """The time for me, and below it for them. A zone that is not known yet is the browser's."""
    own = in_zone(moment, mine.time_zone) if mine.time_zone else SafeString(local_time(moment))
    if not other.time_zone or _same(moment, mine.time_zone, other.time_zone):
        return format_html('<span class="in-zones">{}</span>', own)
    theirs = in_zone(moment, other.time_zone)
    return format_html(
        '<span class="in-zones">{}<small>For <bdi>{}</bdi>: {}</small></span>',
        own,
        other.name,
        theirs,
    )


@register.simple_tag
def in_zone(moment: datetime, name: str) -> SafeString:
    """A time with the zone that it is told in."""
    there = moment.astimezone(zone(name))
    return format_html(
        '<time datetime="{}"><b>{}</b> <span class="zone">{}</span></time>',
        moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        f"{there:%a} {there.day} {there:%b %Y, %H:%M}",
        zone_words(there),
    )


def _same(moment: datetime, one: str, other: str) -> bool:
    return bool(one) and (
        moment.astimezone(zone(one)).utcoffset() == moment.astimezone(zone(other)).utcoffset()
    )
