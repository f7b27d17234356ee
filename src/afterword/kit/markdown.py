"""What people write, made safe to show."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_READER = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
# What people write to each other: their line ends count, and their headings are not ours.
_LISTENER = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True}).disable(
    ["heading", "lheading", "hr", "image"]
)
_TAGS = {
    "p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a",
    "h1", "h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def render(text: str) -> SafeString:
    """HTML of a Markdown text: no images, no raw HTML, links that tell nobody where from.

    A table may scroll sideways on a phone, so a keyboard gets there too; the corner above its
    row heads heads nothing.
    """
    clean = _clean(_READER.render(text)).replace("<table>", '<table tabindex="0">')
    return mark_safe(clean.replace("<th></th>", "<td></td>"))  # noqa: S308  cleaned above


def render_words(text: str) -> SafeString:
    """What somebody wrote to somebody: paragraphs, lists, code; every line end stays."""
    return _clean(_LISTENER.render(text))


def render_line(text: str) -> SafeString:
    """One line of it, to stand inside a paragraph."""
    return _clean(_LISTENER.renderInline(text))


def _clean(html: str) -> SafeString:
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(clean)  # noqa: S308  nh3 has just cleaned it
