"""Until there is a host, every page leads to set-up."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


def setup_first(get_response: Answer) -> Answer:
    """Filled in with the set-up pages."""
    return get_response
