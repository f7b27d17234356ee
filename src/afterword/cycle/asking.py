"""Letters to copy and send by hand: that is how backchannels open. Short, and easy to answer."""

from dataclasses import dataclass

from afterword.cycle.enums import ContactPart
from afterword.cycle.models import Application, Contact


@dataclass(frozen=True)
class ToCopy:
    """A letter that the person sends from their own mail."""

    title: str
    why: str
    subject: str
    body: str


def letters_about(
    application: Application, contacts: list[Contact], *, sender: str
) -> list[ToCopy]:
    """To the recruiter, and to whoever referred one; names are filled in where they are known."""
    recruiter = _name(contacts, ContactPart.RECRUITER)
    referrer = application.referrer or _name(contacts, ContactPart.REFERRER)
    return [
        _to_recruiter(application, recruiter, sender=sender),
        _to_referrer(application, referrer, sender=sender),
    ]


def _name(contacts: list[Contact], part: ContactPart) -> str:
    return next((one.name for one in contacts if one.part == part), "")


def _for(application: Application) -> str:
    return f"the {application.role} role" if application.role else "the role"


def _to_recruiter(application: Application, name: str, *, sender: str) -> ToCopy:
    body = (
        f"Hello{' ' + name if name else ''},\n\n"
        f"thank you for the time that you and the team took for my application for "
        f"{_for(application)} at {application.company}.\n\n"
        "I would like to learn from it. If you can, would you tell me one thing that I should "
        "work on, or simply whether it was about me or about circumstances, such as timing, "
        "place or headcount? One line is plenty, and I will not argue with it.\n\n"
        "I would be glad to hear of other roles that fit, now or later.\n\n"
        f"With kind regards\n{sender}\n"
    )
    return ToCopy(
        "To the recruiter",
        "Most companies do not answer. Those that do often say more when asked about one thing.",
        f"A question about my application at {application.company}",
        body,
    )


def _to_referrer(application: Application, name: str, *, sender: str) -> ToCopy:
    body = (
        f"Hi{' ' + name if name else ''},\n\n"
        f"thank you again for putting me forward for {_for(application)} at "
        f"{application.company}. It did not work out this time.\n\n"
        "If you happen to hear why, I would be grateful for an honest word, even a short one: "
        "whether it was me, somebody who fitted better, or something at their end. I will keep "
        "it to myself.\n\n"
        "And if there is ever something that I can do for you, tell me.\n\n"
        f"{sender}\n"
    )
    return ToCopy(
        "To whoever referred you",
        "They can ask inside, and they can tell you what a recruiter may not write.",
        f"{application.company}: thank you, and one question",
        body,
    )
