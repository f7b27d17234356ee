"""What the question bank writes: one function a letter. None of them holds a word of a question."""

from django.urls import reverse

from afterword.kit import address
from afterword.people.post import Words
from afterword.questions.enums import RetellingState
from afterword.questions.models import Retelling


def retelling_waits(retelling: Retelling) -> Words:
    """To whoever looks after the bank; says nothing of who offers."""
    place = retelling.program
    bank = f"the bank of {place.name}" if place else "this server's question bank"
    page = (
        reverse("questions:retellings", args=[place.pk])
        if place
        else reverse("questions:retellings-here")
    )
    link = address.link(page)
    return Words(
        subject="A question is offered to the bank",
        body=(
            f"A member offers a question to {bank}, retold in their own words. You can "
            f"make a draft of it, or say that it is not for this bank.\n\n{link}\n"
        ),
        link=link,
    )


def retelling_answered(retelling: Retelling) -> Words:
    """To whoever offered it. The host is not shown that it was them."""
    became = (
        "is a draft for the bank now. Thank you. Once it is finished it is a question like any "
        "other: read it in the bank, and you will not be asked it here. Nobody is told whose it was"
        if retelling.state == RetellingState.DRAFTED
        else "is not for this bank. That is no judgement of yours: a bank needs questions that can "
        "be asked of many"
    )
    return Words(
        subject="About the question that you offered",
        body=f"The question that you retold {became}.\n",
        unlisted=True,
    )
