"""A job's page, pasted or sent as a file, becomes an application that is filled in already."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from afterword.cycle.forms import AddForm
from afterword.cycle.reading.confining import NotRead, posting_in
from afterword.cycle.reading.postings import MOST
from afterword.kit.saving import UNPROCESSABLE
from afterword.people.middleware import ViewerRequest


@require_http_methods(["GET", "HEAD", "POST"])
def add_posting(request: ViewerRequest) -> HttpResponse:
    """Paste the page; look over what it says; add it. Nothing is kept by this step."""
    if request.method != "POST":
        return render(request, "cycle/add_posting.html", {})
    page = _page(request)
    try:
        told = posting_in(page)
    except NotRead as why:
        context = {"problem": str(why), "page": page[:100_000]}
        return render(request, "cycle/add_posting.html", context, status=UNPROCESSABLE)
    form = AddForm(initial={"on": timezone.localdate(), **told})
    return render(request, "cycle/add.html", {"form": form, "posted": True})


def _page(request: ViewerRequest) -> str:
    file = request.FILES.get("file")
    if file is None or not file.size:
        return request.POST.get("page", "")
    body: bytes = file.read(MOST + 1)
    return body.decode("utf-8", errors="replace")
