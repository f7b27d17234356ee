"""What the server's own part writes to people: one function a letter."""

from django.urls import reverse

from afterword.kit import address
from afterword.people.post import Words


def server_is_yours() -> Words:
    """To whoever looks after the server from now on."""
    link = address.link(reverse("host:overview"))
    return Words(
        subject="You look after this server now",
        body=(
            "Whoever looked after this server has handed it over to you. You see how it is, which "
            "letters wait and who may sign up. You never see a private note or a search.\n\n"
            f"{link}\n\nIf you would rather not, hand it back or on, from the same page.\n"
        ),
        link=link,
    )
