"""The words for a job search: stages, how an application stands, reasons and how we know them."""

from django.db import models


class Stage(models.TextChoices):
    """What can happen to an application. A person's own stage is OTHER with words of its own."""

    NOTED = "noted", "noted"  # saved for later, not sent
    APPLIED = "applied", "applied"
    RECRUITER = "recruiter", "recruiter"
    CHALLENGE = "challenge", "challenge"  # an online assessment, a take-home, a recorded interview
    PHONE = "phone", "phone screen"
    ONSITE = "onsite", "on-site rounds"
    OTHER = "other", "another stage"
    OFFER = "offer", "offer"
    ACCEPTED = "accepted", "accepted"
    DECLINED = "declined", "declined"
    REJECTED = "rejected", "rejected"
    WITHDRAWN = "withdrawn", "withdrawn"
    SILENCE = "silence", "let go after silence"
    REOPENED = "reopened", "reopened"


# How far along the way a stage is; what is in no row of this table ends or reopens.
PROGRESS: dict[str, int] = {
    Stage.NOTED: 0,
    Stage.APPLIED: 1,
    Stage.RECRUITER: 2,
    Stage.CHALLENGE: 3,
    Stage.OTHER: 3,
    Stage.PHONE: 4,
    Stage.ONSITE: 5,
    Stage.OFFER: 6,
}
ANSWERS_WITH_INTEREST = frozenset(
    {Stage.RECRUITER, Stage.CHALLENGE, Stage.OTHER, Stage.PHONE, Stage.ONSITE, Stage.OFFER}
)
# What may be held at an hour, with people.
HELD = (Stage.RECRUITER, Stage.CHALLENGE, Stage.PHONE, Stage.ONSITE, Stage.OTHER)


# What must have come before, whether or not somebody noted it.
IMPLIES: dict[str, str] = {
    Stage.ACCEPTED: Stage.OFFER,
    Stage.DECLINED: Stage.OFFER,
    Stage.REJECTED: Stage.APPLIED,
    Stage.SILENCE: Stage.APPLIED,
}


class Outcome(models.TextChoices):
    """How an application stands. Only the last five are endings; silence can be reopened."""

    OPEN = "open", "open"
    ACCEPTED = "accepted", "accepted"
    DECLINED = "declined", "declined"
    REJECTED = "rejected", "rejected"
    WITHDRAWN = "withdrawn", "withdrawn"
    SILENCE = "silence", "let go after silence"


ENDS: dict[str, str] = {
    Stage.ACCEPTED: Outcome.ACCEPTED,
    Stage.DECLINED: Outcome.DECLINED,
    Stage.REJECTED: Outcome.REJECTED,
    Stage.WITHDRAWN: Outcome.WITHDRAWN,
    Stage.SILENCE: Outcome.SILENCE,
}


class Source(models.TextChoices):
    """How the application began."""

    OUTBOUND = "outbound", "I applied"
    INBOUND = "inbound", "they wrote to me"
    REFERRAL = "referral", "somebody referred me"
    FAIR = "fair", "a career fair"


class ReasonKind(models.TextChoices):
    """Why it ended, as far as anybody knows."""

    NOT_SAID = "not_said", "they didn't say"
    PILE = "pile", "lost in the pile"
    PLACE = "place", "location or cost"
    REQUIREMENT = "requirement", "an arbitrary requirement"
    PRIORITIES = "priorities", "priorities, headcount or nobody to mentor"
    CHOSEN = "chosen", "somebody was chosen beforehand"
    OUTLIER = "outlier", "the question or the interviewer was an outlier"
    OTHER_FITTED = "other_fitted", "somebody fitted better"
    BASICS = "basics", "basics were missing"
    COMMUNICATION = "communication", "communication"
    FIT = "fit", "fit"
    UNKNOWN = "unknown", "nobody knows"


class Control(models.TextChoices):
    OUTSIDE = "outside", "outside my control"
    WITHIN = "within", "within my control"
    UNCLEAR = "unclear", "hard to say"


class Known(models.TextChoices):
    """How a reason is known. What was told is never mixed with what is guessed."""

    TOLD = "told", "they told me"
    HEARD = "heard", "heard through a backchannel"
    GUESSED = "guessed", "my guess"


class Sureness(models.TextChoices):
    LOW = "low", "not sure"
    MEDIUM = "medium", "fairly sure"
    HIGH = "high", "sure"


class InterviewKind(models.TextChoices):
    """What a company interview was, as far as one can tell."""

    CALL = "call", "a call to get to know each other"
    CODING = "coding", "coding"
    DESIGN = "design", "system design"
    BEHAVIOURAL = "behavioural", "behavioural"
    PROJECT = "project", "a project or take-home"
    CONVERSATION = "conversation", "a conversation with the team"
    OTHER = "other", "something else"


class ContactPart(models.TextChoices):
    """What somebody has to do with an application."""

    RECRUITER = "recruiter", "recruiter"
    REFERRER = "referrer", "referred me"
    INTERVIEWER = "interviewer", "interviewer"
    OTHER = "other", "somebody else"


class PaperKind(models.TextChoices):
    CV = "cv", "CV"
    LETTER = "letter", "letter"
    OTHER = "other", "something else"


class WishKind(models.TextChoices):
    """What would make it right for me: fit has two sides."""

    WORK = "work", "the work"
    PEOPLE = "people", "the people"
    MENTORING = "mentoring", "mentoring"
    PLACE = "place", "the place"
    PAY = "pay", "the pay"


class Later(models.TextChoices):
    """When hindsight is asked for."""

    HALF_YEAR = "half_year", "half a year later"
    YEAR = "year", "a year later"


class MailState(models.TextChoices):
    """How far a mailbox that somebody brought has come. What is not waiting or read is over."""

    WAITING = "waiting", "waiting to be read"
    READING = "reading", "being read"
    READ = "read", "read"
    STOPPED = "stopped", "stopped"
    UNREADABLE = "unreadable", "not readable"


GOES_ON = frozenset({MailState.WAITING, MailState.READING})


class Pooled(models.TextChoices):
    """What a person lets a program count together with others'."""

    DAYS = "days", "days and outcomes"
    GUESSES = "guesses", "two counts of guesses"
