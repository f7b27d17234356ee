"""The way back that a message offers, where other pages ask "are you sure" first."""

from django.urls import reverse

UNDO = "undo:"


def undo_by(name: str, *args: object) -> str:
    """The extra tag of a message whose button posts to this route."""
    return UNDO + reverse(name, args=args)


def undo_url(extra_tags: str | None) -> str:
    """The address that an extra tag names, or nothing."""
    tags = (extra_tags or "").split()
    return next((tag.removeprefix(UNDO) for tag in tags if tag.startswith(UNDO)), "")
