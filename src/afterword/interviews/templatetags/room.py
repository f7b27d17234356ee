"""What only the room's page needs."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.safestring import SafeString

from afterword.kit import markdown

register = template.Library()


@register.filter
def rendered(text: str) -> SafeString:
    """Markdown of a question as HTML."""
    return markdown.render(text)


@register.filter
def from_start(plan: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """A time plan's steps with the second at which each begins and ends."""
    steps: list[dict[str, object]] = []
    at = 0
    for step in plan:
        ends = at + int(str(step["minutes"])) * 60
        steps.append({"at": at, "ends": ends, "text": step["text"]})
        at = ends
    return steps
