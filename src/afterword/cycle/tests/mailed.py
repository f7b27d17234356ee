"""Mail that Ben brings, and what was made of it."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from afterword.cycle import access, tasks
from afterword.cycle.actions import mail
from afterword.cycle.models import Mailbox, Proposal
from afterword.people.models import Person
from afterword.people.viewer import Viewer


def message(number: int, sender: str, subject: str, text: str, day: int = 3) -> str:
    return (
        f"From x@mail.example Mon Nov  {day} 09:00:00 2026\nFrom: {sender}\n"
        f"To: Ben <ben@example.org>\nSubject: {subject}\nMessage-ID: <{number}@mail.example>\n"
        f"Date: {day} Nov 2026 09:00:00 +0000\n\n{text}\n\n"
    )


BOX = "".join(
    [
        message(1, "Fernhill Labs <no-reply@greenhouse.io>", "Thank you for applying",
                "We have received your application for Backend Engineer.", 3),
        message(2, "Osterly Bank <osterly@myworkday.com>", "Your application for Data Analyst",
                "We regret to inform you that you have not been selected for Data Analyst.", 4),
        message(3, "Fernhill Labs <no-reply@greenhouse.io>", "Next steps with Fernhill Labs",
                "We would like to invite you to a phone interview for Backend Engineer.", 9),
        message(4, "Shop <sale@shop.example>", "A special offer", "Everything must go.", 9),
        message(5, "Cobble <jobs@cobble.example>", "Your application for Web Developer",
                "Thank you for applying. We have received your application for Web Developer.", 10),
    ]
)  # fmt: skip


def url(name: str, *args: object) -> str:
    return reverse(f"cycle:{name}", args=args)


def bring(browser: Client, text: str | bytes = BOX, name: str = "job search.mbox") -> Mailbox:
    """Send a mailbox and have it read, as the worker does; the mailbox as it is then."""
    body = text if isinstance(text, bytes) else text.encode()
    answer = browser.post(url("mail"), {"files": SimpleUploadedFile(name, body)})
    assert answer.status_code == 302, answer.content.decode()
    box = Mailbox.objects.latest("created_at")
    tasks.read_mailbox.func(str(box.pk))
    box.refresh_from_db()
    return box


def events_of(person: Person) -> list[tuple[str, str, str]]:
    mine = access.own_events(Viewer(person=person, chairs=frozenset()))
    return sorted(mine.values_list("application__company", "application__role", "stage"))


def proposal(company: str, stage: str) -> Proposal:
    return Proposal.objects.get(company=company, stage=stage)


def told_by(person: Person, count: int, company: str) -> list[Proposal]:
    """So many proposals of one company, each of a role of its own."""
    found = [
        {"key": str(number), "kind": "applied", "company": company, "says": "Thanks", "sure": True,
         "role": f"{number:x} {number * 7919:x} engineer of {number * 104729:x}", "subject": "",
         "sender": "", "on": (date(2026, 1, 1) + timedelta(days=number % 300)).isoformat()}
        for number in range(count)
    ]  # fmt: skip
    told = {"found": found, "repeats": 0, "nothing": {}, "unread": [], "unread_count": 0,
            "remarks": [], "messages": count, "total": 1}  # fmt: skip
    return list(mail.propose(person, told, name="all of it").proposals.all())
