"""Letters to copy and send by hand: that is how backchannels open. Short, and easy to answer."""

from dataclasses import dataclass
from datetime import date

from afterword.cycle.enums import ContactPart, Outcome, Source
from afterword.cycle.models import Application, Contact

FROM_YOU = "They put their name to yours. They should not hear it from somebody else."


@dataclass(frozen=True)
class ToCopy:
    """A letter that the person sends from their own mail."""

    title: str
    why: str
    subject: str
    body: str


@dataclass(frozen=True)
class About:
    """What the letters say: who writes, of what, and whose names are known."""

    application: Application
    recruiter: str
    referrer: str  # "" also where somebody unnamed did
    sender: str
    today: date

    @property
    def company(self) -> str:
        return self.application.company

    @property
    def role(self) -> str:
        return f"the {self.application.role} role" if self.application.role else "the role"

    @property
    def is_referred(self) -> bool:
        return bool(self.referrer) or self.application.source == Source.REFERRAL

    @property
    def sent(self) -> str:
        """When it went out; with the year, where it is another one."""
        on = self.application.applied_on
        year = f" {on.year}" if on and on.year != self.today.year else ""
        return f" on {on.day} {on:%B}{year}" if on else ""


def letters_about(
    application: Application, contacts: list[Contact], *, sender: str, today: date
) -> list[ToCopy]:
    """To the recruiter, and to whoever referred one; names are filled in where they are known.

    While it goes on they ask how it stands; once it has ended, why. Where the person decided, they
    thank.
    """
    about = _about(application, contacts, sender=sender, today=today)
    if application.outcome == Outcome.ACCEPTED:
        return [_accepting(about), *([_accepting_inside(about)] if about.is_referred else [])]
    if application.outcome == Outcome.DECLINED:
        return declining(application, contacts, sender=sender, today=today)
    if application.outcome in (Outcome.OPEN, Outcome.SILENCE):
        inside = _have_you_heard if about.is_referred else _do_you_know
        return [_how_it_stands(about), inside(about)]
    if application.outcome == Outcome.WITHDRAWN:
        return [_withdrawing(about), *([_withdrawing_inside(about)] if about.is_referred else [])]
    return [_why(about), _why_inside(about) if about.is_referred else _have_you_heard_why(about)]


def declining(
    application: Application, contacts: list[Contact], *, sender: str, today: date
) -> list[ToCopy]:
    """To whoever made the offer, and to whoever referred one: no, with thanks, and no excuses."""
    about = _about(application, contacts, sender=sender, today=today)
    return [_declining(about), *([_declining_inside(about)] if about.is_referred else [])]


def _about(application: Application, contacts: list[Contact], *, sender: str, today: date) -> About:
    referrer = application.referrer or _name(contacts, ContactPart.REFERRER)
    return About(application, _name(contacts, ContactPart.RECRUITER), referrer, sender, today)


def _name(contacts: list[Contact], part: ContactPart) -> str:
    return next((one.name for one in contacts if one.part == part), "")


def _body(greeting: str, *paragraphs: str, close: str) -> str:
    return "\n\n".join([f"{greeting},", *paragraphs, close]) + "\n"


def _to_recruiter(about: About, *paragraphs: str) -> str:
    close = f"With kind regards\n{about.sender}"
    return _body(f"Hello {about.recruiter}".rstrip(), *paragraphs, close=close)


def _to_referrer(about: About, *paragraphs: str) -> str:
    return _body(f"Hi {about.referrer}".rstrip(), *paragraphs, close=about.sender)


def _how_it_stands(about: About) -> ToCopy:
    return ToCopy(
        "To the recruiter",
        "Asking once is no trouble to anybody. Asked whether it is a no, people often answer.",
        f"My application for {about.role}",
        _to_recruiter(
            about,
            f"I applied for {about.role} at {about.company}{about.sent}, and I am still "
            "interested. Can you tell me how it stands, or when I may expect to hear? A line is "
            "plenty, and a no is welcome too: then I know.",
        ),
    )


def _have_you_heard(about: About) -> ToCopy:
    return ToCopy(
        "To whoever referred you",
        "A place may be frozen or filled without anybody writing to those who applied.",
        f"{about.company}: have you heard anything?",
        _to_referrer(
            about,
            f"thank you again for putting me forward for {about.role} at {about.company}. I have "
            "not heard from them yet. Do you happen to know whether the place is still open, or "
            "whom I could ask?",
        ),
    )


def _do_you_know(about: About) -> ToCopy:
    return ToCopy(
        "To somebody who may know somebody there",
        "A place may be frozen or filled without anybody writing to those who applied.",
        f"{about.company}: do you know anybody there?",
        _to_referrer(
            about,
            f"I applied for {about.role} at {about.company}{about.sent} and have not heard from "
            "them yet. Do you happen to know whether the place is still open, or whom I could ask?",
            "If you know somebody there, I would be glad of a name.",
        ),
    )


def _why(about: About) -> ToCopy:
    return ToCopy(
        "To the recruiter",
        "Most companies do not answer. Those that do often say more when asked about one thing.",
        f"A question about my application at {about.company}",
        _to_recruiter(
            about,
            "thank you for the time that you and the team took for my application for "
            f"{about.role} at {about.company}.",
            "I would like to learn from it. If you can, would you tell me one thing that I should "
            "work on, or simply whether it was about me or about circumstances, such as timing, "
            "place or headcount? One line is plenty, and I will not argue with it.",
            "I would be glad to hear of other roles that fit, now or later.",
        ),
    )


def _why_inside(about: About) -> ToCopy:
    return ToCopy(
        "To whoever referred you",
        "They can ask inside, and they can tell you what a recruiter may not write.",
        f"{about.company}: thank you, and one question",
        _to_referrer(
            about,
            f"thank you again for putting me forward for {about.role} at {about.company}. It did "
            "not work out this time.",
            "If you happen to hear why, I would be grateful for an honest word, even a short one: "
            "whether it was me, somebody who fitted better, or something at their end. I will "
            "keep it to myself.",
            "And if there is ever something that I can do for you, tell me.",
        ),
    )


def _have_you_heard_why(about: About) -> ToCopy:
    return ToCopy(
        "To somebody who may know somebody there",
        "Whoever works there can ask inside, and can tell you what a recruiter may not write.",
        f"{about.company}: one question",
        _to_referrer(
            about,
            f"I had applied for {about.role} at {about.company}. It did not work out this time.",
            "If you know somebody there and happen to hear why, I would be grateful for an honest "
            "word, even a short one: whether it was me, somebody who fitted better, or something "
            "at their end. I will keep it to myself.",
        ),
    )


def _withdrawing(about: About) -> ToCopy:
    return ToCopy(
        "To the recruiter",
        "If they do not know it yet: a line frees their time, and leaves the door open.",
        f"My application for {about.role}, withdrawn with thanks",
        _to_recruiter(
            about,
            f"I have decided to withdraw my application for {about.role} at {about.company}. "
            "Thank you for the time that you gave it; I would be glad if we met again.",
        ),
    )


def _withdrawing_inside(about: About) -> ToCopy:
    return ToCopy(
        "To whoever referred you",
        FROM_YOU,
        f"{about.company}: thank you",
        _to_referrer(
            about,
            f"I have withdrawn my application at {about.company}, and wanted you to hear it from "
            "me. Thank you for putting me forward.",
        ),
    )


def _declining(about: About) -> ToCopy:
    return ToCopy(
        "To whoever made the offer",
        "Soon and short is kind: somebody else may be waiting for this place. You owe no reason.",
        f"Your offer, with thanks, {about.sender}",
        _to_recruiter(
            about,
            f"thank you for offering me {about.role} at {about.company}, and for the time that "
            "everybody gave me on the way.",
            "I have decided to take another path, and so I decline with thanks. I enjoyed meeting "
            "you all, and would be glad if we met again.",
        ),
    )


def _declining_inside(about: About) -> ToCopy:
    return ToCopy(
        "To whoever referred you",
        FROM_YOU,
        f"{about.company}: thank you",
        _to_referrer(
            about,
            f"{about.company} made me an offer, and I have you to thank for that. I thought about "
            "it for a good while and have declined. It was a good offer; I am taking another path.",
            "I wanted you to hear it from me. Thank you for putting me forward.",
        ),
    )


def _accepting(about: About) -> ToCopy:
    return ToCopy(
        "To whoever made the offer",
        "Whoever spoke for you hears too seldom that it was worth it.",
        f"{about.company}: thank you, {about.sender}",
        _to_recruiter(
            about,
            f"I am glad to take {about.role} at {about.company}. Thank you for the offer, and for "
            "the time that everybody gave me on the way.",
            "If there is something that I should read or prepare before I begin, tell me.",
        ),
    )


def _accepting_inside(about: About) -> ToCopy:
    return ToCopy(
        "To whoever referred you",
        FROM_YOU,
        f"{about.company}: thank you",
        _to_referrer(
            about,
            f"I have accepted {about.role} at {about.company}, and wanted you to hear it from me. "
            "Thank you for putting me forward.",
        ),
    )
