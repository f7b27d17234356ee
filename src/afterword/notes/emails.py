"""What notes' part writes to people: one function a letter. No subject sounds like an outcome."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from afterword.interviews.links import way_back
from afterword.interviews.models import Chair, Interview
from afterword.kit import address
from afterword.notes.models import HiringNotes, Reply, Review, SecondReading
from afterword.people import post
from afterword.people.models import Letter
from afterword.people.post import Words


def tell(chair: Chair, words: Words) -> Letter | None:
    """A letter to whoever sits in a chair; None for a guest who left no address."""
    if chair.person is not None:
        return post.write_to(chair.person, words)
    if chair.guest_email:
        return post.write_to_address(chair.guest_email, words, name=chair.guest_name)
    return None


def _page(name: str, interview: Interview) -> str:
    return address.link(reverse(f"notes:{name}", args=[interview.pk]))


def _from_record(notes: HiringNotes) -> str:
    return address.link(reverse("notes:stand-in", args=[notes.pk]))


def _page_for(chair: Chair, name: str) -> str:
    """The page itself for a member; for a guest the link that lets her in, while it is good."""
    if not chair.is_guest:
        return _page(name, chair.interview)
    page = reverse(f"notes:{name}", args=[chair.interview_id])
    return way_back(chair, page=page, now=timezone.now())


def _day(interview: Interview, chair: Chair) -> str:
    """The day of the interview, as its reader's own calendar has it."""
    if interview.started_at is None:
        return "your"
    zone = chair.person.time_zone if chair.person is not None else "UTC"
    with timezone.override(zone):
        return f"{timezone.localtime(interview.started_at):%A}’s"


def your_half(chair: Chair) -> Words:
    """To the candidate, when the hour is over."""
    link = _page_for(chair, "self-assessment")
    return Words(
        subject="How was the hour for you?",
        body=(
            "The interview is over. While it is fresh, write down how it went from your "
            "chair: the same dimensions, five minutes. Nobody sees it before the hiring notes are "
            "sent, and you see the notes only after that, so that both are your own.\n\n"
            f"{link}\n"
        ),
        link=link,
    )


def your_notes(chair: Chair) -> Words:
    """To the interviewer, when the hour is over."""
    link = _page_for(chair, "write")
    return Words(
        subject="Your hiring notes, while the hour is fresh",
        body=(
            "Thank you for the hour. What you noted is gathered on this page; finishing "
            "the hiring notes takes ten to fifteen minutes. Two dimensions with something they "
            f"said or did are enough.\n\n{link}\n"
        ),
        link=link,
    )


def asked_to_review(review: Review) -> Words:
    """To a reviewer. Says nothing of whose interview it was."""
    link = address.link(reverse("notes:review", args=[review.pk]))
    return Words(
        subject="Hiring notes wait for your eye",
        body=(
            "Somebody in your program has written hiring notes, and you are asked to "
            "read them before the candidate does. It takes about ten minutes. If you cannot, pass "
            f"it on with one button, and somebody else is asked.\n\n{link}\n"
        ),
        link=link,
    )


def asked_to_read_again(reading: SecondReading) -> Words:
    """To a second reader. Says nothing of whose interview it was."""
    link = address.link(reverse("notes:second-reading", args=[reading.pk]))
    return Words(
        subject="One record to read a second time",
        body=(
            "Your program would like to know how far two readings of one hour agree. You are "
            "asked to read the record of an interview that you were not in, and to say what you "
            "would have written. It takes about ten minutes, nobody waits for it, and you can pass "
            f"it on with one button.\n\n{link}\n"
        ),
        link=link,
    )


def returned(notes: HiringNotes) -> Words:
    """To the writer, whose notes came back with comments."""
    link = _page("write", notes.interview)
    return Words(
        subject="A reviewer left comments on your hiring notes",
        body=(
            "A reviewer read your hiring notes and left comments beside the lines they "
            "are about. Change what you agree with and send them again. If time runs out, the "
            f"candidate gets them as you sent them.\n\n{link}\n"
        ),
        link=link,
    )


def asked_to_stand_in(notes: HiringNotes) -> Words:
    """To a reviewer, where the interviewer's notes have not come."""
    link = _from_record(notes)
    return Words(
        subject="Somebody waits for notes that nobody has written yet",
        body=(
            "An interview in your program has no hiring notes yet. Its record is there: "
            "the code, the hints, how the time went. You are asked to write the notes from it, so "
            "that the candidate is not left without a word. If you cannot, pass it on with one "
            f"button.\n\n{link}\n"
        ),
        link=link,
    )


def notes_are_late(chair: Chair) -> Words:
    """To the interviewer. Kind: an hour was given, and life happens."""
    link = _page_for(chair, "write")
    return Words(
        subject="Your hiring notes can still be finished",
        body=(
            "The candidate is still waiting to hear from you. Everything you have typed "
            "is kept. If your days are full, you need do nothing: where somebody else can write "
            "from the record, they are asked to. If you send yours first, yours are used.\n\n"
            f"{link}\n"
        ),
        link=link,
    )


def letter_is_here(notes: HiringNotes, chair: Chair) -> Words:
    """To the candidate: the letter of all letters."""
    link = _page_for(chair, "letter")
    return Words(
        subject=f"The notes from {_day(notes.interview, chair)} interview are here",
        body=(
            "Your interviewer’s hiring notes are ready for you: what you did well, what "
            "they saw, and one next step. The recommendation stays closed until you open it.\n\n"
            f"{link}\n"
        ),
        link=link,
    )


def corrected(notes: HiringNotes, chair: Chair) -> Words:
    """To the candidate, when the notes were corrected."""
    link = _page_for(chair, "letter")
    return Words(
        subject=f"The notes from {_day(notes.interview, chair)} interview have a new version",
        body=(
            "Your interviewer has corrected the notes, and says why. The version you "
            f"read before is still there.\n\n{link}\n"
        ),
        link=link,
    )


def withdrawn_to_candidate(notes: HiringNotes, chair: Chair) -> Words:
    """What the candidate hears when notes are taken back."""
    link = _page_for(chair, "letter")
    return Words(
        subject=f"About the notes from {_day(notes.interview, chair)} interview",
        body=(
            "The notes from this interview have been withdrawn. The page says why. What "
            f"you wrote yourself is still there.\n\n{link}\n"
        ),
        link=link,
    )


def none_came(chair: Chair) -> Words:
    """To the candidate, two days after an hour for which nobody has written."""
    link = _page_for(chair, "letter")
    return Words(
        subject="No hiring notes have come yet",
        body=(
            f"No hiring notes have come for {_day(chair.interview, chair)} interview, neither "
            "from your interviewer nor from anybody else. You should not have to guess, so here it "
            "is plainly. We do not know why; a reminder went out a day ago.\n\n"
            "What the hour left is on this page: the parts and hints as they came, the text as it "
            "stood, and your own half. You can also ask once more there. If notes still come, you "
            f"get a letter.\n\n{link}\n"
        ),
        link=link,
    )


def still_waited_for(chair: Chair) -> Words:
    """To the interviewer, because the candidate asked once more."""
    link = _page_for(chair, "write")
    return Words(
        subject="Your notes would still be read gladly",
        body=(
            "The candidate of an hour you gave would still like to read your notes, and "
            "asked us to say so. They need not be complete: two dimensions with something they "
            "said or did, what they did well, and one next step. Everything you have typed is "
            f"kept.\n\n{link}\n"
        ),
        link=link,
    )


def scorecard_waits(chair: Chair) -> Words:
    """To the candidate, whose half is in: a sealed file lies here, and its word opens it."""
    link = _page_for(chair, "scorecard")
    return Words(
        subject="A sealed scorecard waits for its word",
        body=(
            "Your half is written, and a sealed scorecard of the hour lies here. The "
            "word that your interviewer chose opens it; ask for it if you do not have it. From "
            f"there it becomes hiring notes like all others.\n\n{link}\n"
        ),
        link=link,
    )


def withdrawn_to_writer(notes: HiringNotes) -> Words:
    """What whoever wrote them hears when notes are taken back."""
    link = _from_record(notes) if notes.written_by else _page_for(notes.author, "written")
    return Words(
        subject="Your hiring notes have been withdrawn",
        body=(
            "These notes are no longer with the candidate. The page says why. Your own "
            f"text stays with you.\n\n{link}\n"
        ),
        link=link,
    )


def replied(reply: Reply, chair: Chair) -> Words:
    """To the interviewer. A guest, whose link may have run out, gets the words themselves."""
    link = _page_for(chair, "written")
    opening = "The candidate has read your notes and answers you.\n\n"
    if chair.is_guest and settings.MAIL:
        said = [reply.thanks, reply.question and f"They ask: {reply.question}"]
        said.append(reply.will_do and f"They will: {reply.will_do}")
        words = "\n\n".join(one for one in said if one)
        return Words(
            subject="The candidate answers you",
            body=f"{opening}{words}\n\nWhile your link is good, you can answer here.\n\n{link}\n",
            link=link,
            secret=True,
        )
    return Words(subject="The candidate answers you", body=f"{opening}{link}\n", link=link)


def replied_to_stand_in(reply: Reply) -> Words:
    """To the reviewer who wrote from the record."""
    link = _from_record(reply.notes)
    opening = "The candidate has read the notes that you wrote from the record, and answers you."
    return Words(subject="The candidate answers you", body=f"{opening}\n\n{link}\n", link=link)


def answered(reply: Reply, chair: Chair) -> Words:
    """To the candidate, whose question was answered."""
    link = _page_for(chair, "letter") + "#reply"
    writer = "The reviewer" if reply.notes.from_record else "Your interviewer"
    return Words(
        subject="An answer to your question",
        body=f"{writer} has answered the question you asked.\n\n{link}\n",
        link=link,
    )


def a_month_later(chair: Chair) -> Words:
    """To the candidate, once."""
    link = _page_for(chair, "letter") + "#change"
    return Words(
        subject="A month later: did the hour change anything?",
        body=(
            "A month ago you got the notes from a mock interview. If it changed "
            "something, however small, your interviewer would like to hear it. One sentence is "
            f"plenty, and none is fine too.\n\n{link}\n"
        ),
        link=link,
    )


def what_it_changed(reply: Reply, chair: Chair) -> Words:
    """To the interviewer, a month later."""
    link = _page_for(chair, "written")
    opening = "A month ago you gave somebody an hour. Here is what it changed."
    if chair.is_guest and settings.MAIL:
        return Words(
            subject="What your hour changed",
            body=f"{opening}\n\n{reply.change}\n",
            secret=True,
        )
    return Words(subject="What your hour changed", body=f"{opening}\n\n{link}\n", link=link)
