"""A second reading: the record without the ratings, one's own, and then both side by side."""

from collections.abc import Mapping
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afterword.interviews.edits.stood import last_text
from afterword.kit.doors import found
from afterword.kit.errors import Fact
from afterword.kit.saving import CONFLICT, UNPROCESSABLE, kept, not_understood
from afterword.kit.undo import undo_by
from afterword.notes import actions, lists
from afterword.notes.access import second_readings_of, to_read_again
from afterword.notes.behind import SECOND, code_behind
from afterword.notes.document import cited
from afterword.notes.enums import ReadingState
from afterword.notes.errors import AlreadyRead
from afterword.notes.forms import SecondReadingForm
from afterword.notes.hour import stretches
from afterword.notes.models import HiringNotes, SecondReading
from afterword.notes.second import is_drawn_again, without_judgement
from afterword.notes.side_by_side import SideBySide
from afterword.people.middleware import ViewerRequest, person_of
from afterword.people.viewer import Viewer
from afterword.questions.levels import level_fields, level_name

HERS = (ReadingState.ASKED, ReadingState.SENT)
TRIED = 5


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Read the record, say what you would have written; once it is sent, see both."""
    if request.method != "POST":
        return _page(request, found(second_readings_of(request.viewer), pk=pk, state__in=HERS))
    mine = found(second_readings_of(request.viewer), pk=pk)
    if mine.state == ReadingState.LAPSED and request.POST.get("then") == "pass_on":
        return _passed_on(request, pk)  # a second press asks for no more
    form = SecondReadingForm(mine.notes.interview.rubric, request.POST)
    if not form.is_valid():
        return _page(request, mine, form=form, status=UNPROCESSABLE)
    try:
        if mine.state == ReadingState.LAPSED:  # its week ended while she typed
            actions.take_reading_back(mine, by=request.viewer, now=timezone.now())
        _keep(request, mine, form)
        return _handed_on(request, mine)
    except Fact as fact:
        messages.warning(request, str(fact))
        form.upon(_newest(mine)[0])
        return _page(request, mine, form=form, status=CONFLICT)


def _handed_on(request: ViewerRequest, mine: SecondReading) -> HttpResponse:
    """Do what the button says with words that are kept by now."""
    then = request.POST.get("then")
    if then == "pass_on":
        actions.pass_on_reading(mine, by=request.viewer)
        return _passed_on(request, mine.pk)
    if then == "send":
        actions.send_reading(mine, by=request.viewer, now=timezone.now())
        messages.success(request, "Thank you. Here are both readings.")
    return redirect("notes:second-reading", mine.pk)


def _passed_on(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Nobody waits for it, and nobody asks why."""
    undo = undo_by("notes:second-reading-back", pk)
    messages.success(request, "That is fine. Nobody waits for it.", extra_tags=undo)
    return redirect("notes:reviews")


@require_POST
def save(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Keep what a second reader types."""
    mine = found(second_readings_of(request.viewer), pk=pk, state__in=HERS)
    form = SecondReadingForm(mine.notes.interview.rubric, request.POST)
    if not form.is_valid():
        return not_understood(form)
    return kept(
        lambda: _keep(request, mine, form), now=timezone.now(), newest=lambda: _newest(mine)
    )


def _keep(request: ViewerRequest, mine: SecondReading, form: SecondReadingForm) -> SecondReading:
    actions.save_reading(
        mine, by=request.viewer, ratings=form.ratings(),
        recommendation=form.cleaned_data["recommendation"], because=form.cleaned_data["because"],
        revision=form.seen_revision, now=timezone.now(),
    )  # fmt: skip
    return mine


# Any: the fields of the form, by name.
def _newest(mine: SecondReading) -> tuple[int, Mapping[str, Any]]:
    mine.refresh_from_db()
    return mine.revision, _fields(mine)


def _fields(mine: SecondReading) -> dict[str, object]:
    words = {"recommendation": mine.recommendation, "because": mine.because}
    return {**level_fields(mine.ratings), **words}


def _page(
    request: ViewerRequest,
    mine: SecondReading,
    *,
    form: SecondReadingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    if mine.state == ReadingState.SENT:
        from_record = mine.notes.from_record
        context = {
            "reading": mine,
            "about": _about(mine),
            "both": SideBySide(mine),
            "from_record": from_record,
            "writer": "The writer" if from_record else "The interviewer",
        }
        return render(request, "notes/second_reading_sent.html", context, status=status)
    interview = mine.notes.interview
    initial = {**_fields(mine), "revision": mine.revision}
    bound = form or SecondReadingForm(interview.rubric, initial=initial)
    document = without_judgement(mine.version.content)
    said = {one["key"]: one["evidence"] for one in document["dimensions"]}
    context = {
        "reading": mine,
        "about": _about(mine),
        "interview": interview,
        "document": document,
        "hour": stretches(document),
        "codes": _codes(mine),
        "final_text": last_text(interview),
        "form": bound,
        "dimensions": [
            {**one, "levels": bound[level_name(one["key"])], "evidence": said.get(one["key"], [])}
            for one in interview.rubric.dimensions
        ],
    }
    return render(request, "notes/second_reading.html", context, status=status)


def _about(mine: SecondReading) -> str:
    interview = mine.notes.interview
    return lists.about(interview.kind, interview.seniority)


def _codes(mine: SecondReading) -> list[tuple[int, str]]:
    """The code at each moment that these notes cite, where it can be told: (moment, text)."""
    seconds = {us // SECOND for us in cited(mine.version.content)}
    texts = code_behind(mine.notes)
    return [(one * SECOND, text) for one in sorted(seconds) if (text := texts.get(one))]


def _drawn(viewer: Viewer) -> list[HiringNotes]:
    """A few of those that she could read, within the share that the program set."""
    free = to_read_again(viewer).iterator(chunk_size=50)
    return list(islice((notes for notes in free if is_drawn_again(notes.interview)), TRIED))


@require_POST
def take_next(request: ViewerRequest) -> HttpResponse:
    """Read one more of one's own accord. Which one is not chosen: nobody picks whose hour."""
    waiting = second_readings_of(request.viewer).filter(state=ReadingState.ASKED).first()
    if waiting is not None:
        return redirect("notes:second-reading", waiting.pk)
    person, now = person_of(request), timezone.now()
    for notes in _drawn(request.viewer):
        try:
            mine = actions.take_up_reading(notes, by=person, now=now)
        except AlreadyRead:
            continue  # there may be another
        except Fact as fact:
            messages.info(request, str(fact))
            return redirect("notes:reviews")
        return redirect("notes:second-reading", mine.pk)
    messages.info(request, "Nothing is left to read just now. Thank you for asking.")
    return redirect("notes:reviews")


@require_POST
def back(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Undo passing it on, while nobody else has it."""
    mine = found(second_readings_of(request.viewer), pk=pk, state=ReadingState.LAPSED)
    try:
        actions.take_reading_back(mine, by=request.viewer, now=timezone.now())
    except Fact as fact:
        messages.warning(request, str(fact))
        return redirect("notes:reviews")
    return redirect("notes:second-reading", pk)
