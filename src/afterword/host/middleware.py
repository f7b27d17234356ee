"""Until somebody has set the server up, every page leads to set-up."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from afterword.host import queries

Answer = Callable[[HttpRequest], HttpResponse]
ALWAYS_OPEN = ("/setup/", "/hello/", "/static/", "/up", "/return/")


def setup_first(get_response: Answer) -> Answer:
    """To set-up while there is no host; a host who left in the middle is led back from the desk.

    Once set-up is finished this asks the database nothing.
    """
    finished = False

    def answer(request: HttpRequest) -> HttpResponse:
        nonlocal finished
        finished = finished or queries.is_set_up()
        if finished or request.path.startswith(ALWAYS_OPEN):
            return get_response(request)
        if not queries.has_host() or (request.path == "/" and _is_host(request)):
            return redirect("host:setup")
        return get_response(request)

    return answer


def _is_host(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated and getattr(request.user, "is_host", False))
