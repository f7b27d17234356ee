"""What the search writes to its person. It names no company: letters travel."""

from django.urls import reverse

from afterword.kit import address
from afterword.people.post import Words


def how_does_it_look_now(count: int) -> Words:
    """To whoever asked to be asked: one letter for the whole batch."""
    link = address.link(reverse("cycle:hindsight"))
    some = "one ending" if count == 1 else f"{count} endings"
    return Words(
        subject="A look back, if you like",
        body=(
            f"You wanted to be asked later how things look. There {_is(count)} {some} of "
            "your search from half a year ago or more, each where you had spoken with somebody. "
            "What do you make of it now? A line each, or none.\n\n"
            f"{link}\n\n"
            "You can stop being asked on the same page, with one press.\n"
        ),
        link=link,
    )


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
