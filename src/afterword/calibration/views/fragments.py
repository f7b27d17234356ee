"""A page, or the part of it that another part's page shows within itself."""

from django.http import HttpResponse
from django.shortcuts import render

from afterword.people.middleware import ViewerRequest


def page_or_fragment(request: ViewerRequest, name: str, context: dict[str, object]) -> HttpResponse:
    """`calibration/<name>.html`; asked for by htmx, only `calibration/_<name>.html` inside it."""
    within = request.headers.get("HX-Request") == "true"
    template = f"calibration/{'_' if within else ''}{name}.html"
    answer = render(request, template, {**context, "within": within})
    answer.headers["Vary"] = "HX-Request"
    return answer
