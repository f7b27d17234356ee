"""The interviewer's private lines. They go to nobody else, and never into the record."""

import json
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from afterword.interviews import actions
from afterword.interviews.access import may_write_private_notes
from afterword.interviews.errors import NotesAreClosed, TooManyLines
from afterword.interviews.queries import private_lines
from afterword.interviews.views.seated import Table, seated
from afterword.kit.doors import required
from afterword.people.middleware import ViewerRequest

LONGEST = 4000
DAY = 24 * 3600 * 1_000_000


class Unreadable(ValueError):
    """Not a line; the message says what a line is."""


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def private_notes(request: ViewerRequest, table: Table) -> HttpResponse:
    """GET gives one's own lines; POST keeps, changes or (empty text) takes away one of them."""
    required(may_write_private_notes(table.mine))
    if request.method != "POST":
        lines = private_lines(table.mine).values("line", "moment", "text")
        return JsonResponse({"lines": list(lines)})
    try:
        line, moment, text = _read(request.body)
        _keep(table, line=line, moment=moment, text=text)
    except Unreadable as trouble:
        return JsonResponse({"message": str(trouble)}, status=400)
    except (NotesAreClosed, TooManyLines) as refused:
        return JsonResponse({"message": refused.sentence}, status=409)
    return JsonResponse({"line": str(line)})


def _keep(table: Table, *, line: UUID, moment: int, text: str) -> None:
    now = timezone.now()
    if text:
        actions.write_private_note(table.mine, line=line, moment=moment, text=text, now=now)
    else:
        actions.delete_private_note(table.mine, line=line, now=now)


def _read(body: bytes) -> tuple[UUID, int, str]:
    try:
        words = json.loads(body)
        line, moment, text = UUID(words["line"]), words["moment"], words["text"].strip()
        text.encode()  # half of a surrogate pair is no text, though JSON can spell it
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unreadable('Send {"line": uuid, "moment": microseconds, "text": words}.') from None
    if type(moment) is not int or not -DAY <= moment <= DAY:
        raise Unreadable("A moment is whole microseconds since the interview started.")
    if len(text) > LONGEST or "\x00" in text:
        raise Unreadable(f"A line has at most {LONGEST} characters.")
    return line, moment, text
