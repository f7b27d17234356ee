"""Bringing in mail: send it, wait for it, say yes or no to what it proposes."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.cycle import access, proposing
from afterword.cycle.actions import mail, proposals
from afterword.cycle.actions.proposals import Accepted
from afterword.cycle.drafts import Draft
from afterword.cycle.enums import GOES_ON
from afterword.cycle.errors import MailRefused, NothingToAccept
from afterword.cycle.models import Mailbox
from afterword.cycle.names import LONGEST
from afterword.cycle.proposing import Group
from afterword.cycle.views.doorways import person_of, say
from afterword.kit.doors import found
from afterword.kit.saving import UNPROCESSABLE
from afterword.kit.words import plural
from afterword.people.middleware import ViewerRequest

GROUPS_A_PAGE = 25
MOST_BYTES = 1024 * 1024 * 1024
MOST_FILES = 90
MOST_PICKED = 500  # of one group, and more than a page shows of it
LONGEST_PAGE = 8  # digits


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: ViewerRequest) -> HttpResponse:
    """Which mail? And the mail that was brought before."""
    problem = ""
    if request.method == "POST":
        try:
            return redirect("cycle:mailbox", pk=_received(request).pk)
        except MailRefused as why:
            problem = str(why)
    boxes = access.own_mailboxes(request.viewer).order_by("-created_at", "pk")
    context = {
        "problem": problem,
        "boxes": boxes.defer("nothing", "unread")[:30],
        "waiting": proposing.unanswered(access.own_proposals(request.viewer)).count(),
    }
    return render(request, "cycle/mail.html", context, status=UNPROCESSABLE if problem else 200)


def _received(request: ViewerRequest) -> Mailbox:
    sent = [one for one in request.FILES.getlist("files") if one.size]
    size = sum(one.size or 0 for one in sent)
    if not sent:
        raise MailRefused("Choose a mailbox, or messages.")
    if len(sent) > MOST_FILES:
        raise MailRefused(f"Up to {MOST_FILES} files come at once. Put more into a zip.")
    if size > MOST_BYTES:
        raise MailRefused("That is more than 1 GB. Compress it, or bring it in in parts.")
    named = [(one.name or "mail", _where(one)) for one in sent]
    return mail.receive(person_of(request), named, size=size)


# Any: what Django types a file by that may be text.
def _where(sent: "UploadedFile[Any]") -> Iterable[bytes] | Path:
    """A large file lies on the disk already: it is moved, so that it never lies there twice."""
    if isinstance(sent, TemporaryUploadedFile):
        return Path(sent.temporary_file_path())
    return sent.chunks()


@require_safe
def mailbox(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """How far has the reading come, and what came of it?"""
    box = _box(request, pk)
    context = {
        "box": box,
        "goes_on": box.state in GOES_ON,
        "percent": min(99, box.done * 100 // box.total) if box.total else 0,
        "waiting": proposing.unanswered(box.proposals.all()).count(),
    }
    return render(request, "cycle/mailbox.html", context)


@require_POST
def stop(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Read no further."""
    if mail.stop(_box(request, pk), by=person_of(request)):
        messages.success(request, "Stopped. Nothing was proposed, and the mail is not kept.")
    else:
        messages.info(request, "It was over already.")
    return redirect("cycle:mail")


def _box(request: ViewerRequest, pk: UUID) -> Mailbox:
    return found(access.own_mailboxes(request.viewer).select_related("imported"), pk=pk)


@require_safe
def review(request: ViewerRequest) -> HttpResponse:
    """What does the mail propose? Answers come before rejections."""
    mine = access.own_proposals(request.viewer)
    groups, noted = _groups(request)
    count = sum(len(one.lines) for one in groups)
    page = Paginator(groups, GROUPS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "groups": proposing.filled_in([*page], access.own_applications(request.viewer)),
        "count": count,
        "more": proposing.unanswered(mine).count() - count - noted,
        "sure": sum(len(one.sure) for one in groups if one.company),
        "noted": noted,
        "dismissed": mine.exclude(dismissed_at=None).order_by("-dismissed_at", "pk")[:50],
        "ever": mine.exists(),
    }
    return render(request, "cycle/proposals.html", context)


def _groups(request: ViewerRequest) -> tuple[list[Group], int]:
    return proposing.groups_of(
        access.own_proposals(request.viewer), access.own_applications(request.viewer)
    )


@require_POST
def accept(request: ViewerRequest) -> HttpResponse:
    """Make events of one proposal, of a group, or of all that are sure."""
    groups, _ = _groups(request)
    if "sure" in request.POST:
        chosen = [one.accepted(one.sure) for one in groups if one.sure and one.company]
    else:
        chosen = [_as_posted(request, group, some) for group, some in _picked(request, groups)]
    count = sum(len(one.proposals) for one in chosen)
    try:
        edit = proposals.accept(person_of(request), chosen, now=timezone.now())
    except NothingToAccept as why:
        messages.info(request, str(why))
    else:
        say(request, f"{plural(count, 'event')} noted.", undo=edit)
    return _back(request)


@require_POST
def dismiss(request: ViewerRequest) -> HttpResponse:
    """These are no events of mine."""
    mine = proposing.unanswered(access.own_proposals(request.viewer))
    some = list(mine.filter(pk__in=_names(request)).values_list("pk", flat=True))
    count = proposals.dismiss(person_of(request), some, now=timezone.now())
    if count:
        they = "It" if count == 1 else "They"
        messages.success(request, f"{count} dismissed. {they} can be brought back below.")
    else:
        messages.info(request, str(NothingToAccept()))
    return _back(request)


@require_POST
def bring_back(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """It may be an event after all."""
    one = found(access.own_proposals(request.viewer), pk=pk)
    proposals.bring_back(one, by=person_of(request))
    return redirect("cycle:proposals")


def _picked(request: ViewerRequest, groups: Sequence[Group]) -> list[tuple[Group, list[UUID]]]:
    """One proposal by its button, or those that are ticked; each within its group."""
    names = _names(request)
    both = [(group, [it.pk for it in group.lines if it.pk in names]) for group in groups]
    return [(group, some) for group, some in both if some]


def _names(request: ViewerRequest) -> set[UUID]:
    one = request.POST.get("one")
    asked = [one] if one else request.POST.getlist("pick")[:MOST_PICKED]
    return {name for name in map(_uuid, asked) if name}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _as_posted(request: ViewerRequest, group: Group, some: list[UUID]) -> Accepted:
    """To the application that is chosen, or to a new one by the names as they are on the page."""
    about = request.POST.get("about", "")
    chosen, mine = _uuid(about), access.own_applications(request.viewer)
    if chosen is not None and mine.filter(pk=chosen).exists():
        return Accepted(some, chosen)
    if about == "" and group.about is not None:
        return Accepted(some, group.about)
    company = _typed(request, "company") or group.company
    role = _typed(request, "role") if "role" in request.POST else group.role
    return Accepted(some, Draft(company or proposing.NO_COMPANY, role=role))


def _typed(request: ViewerRequest, name: str) -> str:
    """A name as it was typed, without the sign that no database keeps."""
    return request.POST.get(name, "").replace("\0", "").strip()[:LONGEST]


def _back(request: ViewerRequest) -> HttpResponse:
    page = request.POST.get("page", "")
    answer = redirect("cycle:proposals")
    if page.isdecimal() and page.isascii() and len(page) < LONGEST_PAGE:
        answer["Location"] += f"?page={int(page)}"
    return answer
