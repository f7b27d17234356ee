"""Taking along what one looked back on."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from afterword.debriefs import exporting
from afterword.people.middleware import ViewerRequest


@require_safe
def as_json(request: ViewerRequest) -> HttpResponse:
    """Every debrief of mine, with its points, its commitments and what they rest on."""
    body = exporting.as_json(exporting.whole(request.viewer))
    headers = {
        "Content-Disposition": 'attachment; filename="debriefs.json"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(body, content_type="application/json", headers=headers)
