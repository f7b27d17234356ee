"""A link as a picture for a phone's camera."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr(link: str) -> SafeString:
    """The QR code of a link, as an element of the page."""
    svg = segno.make(link, micro=False).svg_inline(scale=5, border=2, omitsize=False)
    return mark_safe(svg)  # noqa: S308  segno wrote it; the link is only drawn
