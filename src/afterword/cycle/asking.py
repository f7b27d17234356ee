"""Letters to copy and send by hand: that is how backchannels open. Short, and easy to answer."""

from dataclasses import dataclass

from afterword.cycle.enums import ContactPart, Outcome
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
    """To the recruiter, and to whoever referred one; names are filled in where they are known.

    While it goes on they ask how it stands; once it has ended, why.
    """
    recruiter = _name(contacts, ContactPart.RECRUITER)
    referrer = application.referrer or _name(contacts, ContactPart.REFERRER)
    if application.outcome in (Outcome.OPEN, Outcome.SILENCE):
        return [
            _how_it_stands(application, recruiter, sender=sender),
            _have_you_heard(application, referrer, sender=sender),
        ]
    return [
        _to_recruiter(application, recruiter, sender=sender),
        _to_referrer(application, referrer, sender=sender),
    ]


def declining(application: Application, contacts: list[Contact], *, sender: str) -> list[ToCopy]:
    """To whoever made the offer, and to whoever referred one: no, with thanks, and no excuses."""
    letters = [_no_with_thanks(application, _name(contacts, ContactPart.RECRUITER), sender=sender)]
    referrer = application.referrer or _name(contacts, ContactPart.REFERRER)
    if referrer:
        letters.append(_no_to_referrer(application, referrer, sender=sender))
    return letters


def _no_with_thanks(application: Application, name: str, *, sender: str) -> ToCopy:
    body = (
        f"Hello{' ' + name if name else ''},\n\n"
        f"thank you for offering me {_for(application)} at {application.company}, and for the "
        "time that everybody gave me on the way.\n\n"
        "I have decided to take another path, and so I decline with thanks. I enjoyed meeting "
        "you all, and would be glad if we met again.\n\n"
        f"With kind regards\n{sender}\n"
    )
    return ToCopy(
        "To whoever made the offer",
        "Soon and short is kind: somebody else may be waiting for this place. You owe no reason.",
        f"Your offer, with thanks, {sender}",
        body,
    )


def _no_to_referrer(application: Application, name: str, *, sender: str) -> ToCopy:
    body = (
        f"Hi {name},\n\n"
        f"{application.company} made me an offer, and I have you to thank for that. I thought "
        "about it for a good while and have declined. It was a good offer; I am taking another "
        "path.\n\n"
        "I wanted you to hear it from me. Thank you for putting me forward.\n\n"
        f"{sender}\n"
    )
    return ToCopy(
        "To whoever referred you",
        "They put their name to yours. They should not hear it from somebody else.",
        f"{application.company}: thank you",
        body,
    )


def _name(contacts: list[Contact], part: ContactPart) -> str:
    return next((one.name for one in contacts if one.part == part), "")


def _for(application: Application) -> str:
    return f"the {application.role} role" if application.role else "the role"


def _how_it_stands(application: Application, name: str, *, sender: str) -> ToCopy:
    sent = (
        f" on {application.applied_on.day} {application.applied_on:%B}"
        if application.applied_on
        else ""
    )
    body = (
        f"Hello{' ' + name if name else ''},\n\n"
        f"I applied for {_for(application)} at {application.company}{sent}, and I am still "
        "interested. Can you tell me how it stands, or when I may expect to hear? A line is "
        "plenty, and a no is welcome too: then I know.\n\n"
        f"With kind regards\n{sender}\n"
    )
    return ToCopy(
        "To the recruiter",
        "Asking once is no trouble to anybody. Asked whether it is a no, people often answer.",
        f"My application for {_for(application)}",
        body,
    )


def _have_you_heard(application: Application, name: str, *, sender: str) -> ToCopy:
    body = (
        f"Hi{' ' + name if name else ''},\n\n"
        f"thank you again for your help with {_for(application)} at {application.company}. I have "
        "not heard from them yet. Do you happen to know whether the place is still open, or whom "
        "I could ask?\n\n"
        f"And if you know somebody there, I would be glad of a name.\n\n{sender}\n"
    )
    return ToCopy(
        "To whoever referred you, or knows somebody there",
        "A place may be frozen or filled without anybody writing to those who applied.",
        f"{application.company}: have you heard anything?",
        body,
    )


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
