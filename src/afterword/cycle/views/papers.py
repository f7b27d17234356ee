"""The papers that went out with an application."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from afterword.cycle import access, actions
from afterword.cycle.actions.papers import TYPES, ending
from afterword.cycle.errors import PaperRefused
from afterword.cycle.forms import PaperForm
from afterword.cycle.views.doorways import own, person_of, say, taken_back, to
from afterword.kit.doors import found
from afterword.people.middleware import ViewerRequest


@require_POST
def paper_add(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """A CV or a letter went out with it."""
    one = own(request, pk)
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.info(request, "Choose a file to keep.")
        return to(one, "papers")
    file = form.cleaned_data["file"]
    try:
        kept = actions.enclose(
            one, kind=form.cleaned_data["kind"], name=file.name, body=file.read(),
            by=person_of(request),
        )  # fmt: skip
    except PaperRefused as why:
        messages.info(request, str(why))
    else:
        say(request, f"{file.name} is kept.", undo=kept.added_in)
    return to(one, "papers")


@require_safe
def paper(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """The file itself, to save and never to open in the page."""
    one = found(access.own_papers(request.viewer), pk=pk)
    answer = HttpResponse(bytes(one.body), content_type=TYPES[ending(one.name)])
    answer.headers["Content-Disposition"] = _attachment(one.name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _attachment(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"


@require_POST
def enclosure_take_back(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """That paper did not go out with this application."""
    mine = access.own_enclosures(request.viewer).select_related("application__cycle")
    one = found(mine, pk=pk)
    return taken_back(request, one, one.application, "The paper is taken back.", "papers")
