"""Headers that every answer carries, and a page where there is none to open."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.middleware.csrf import CsrfViewMiddleware, RejectRequest
from django.shortcuts import render

from afterword.kit.unsent import is_sent_again

Answer = Callable[[HttpRequest], HttpResponse]


def headers(get_response: Answer) -> Answer:
    """Pages are nobody else's to keep, and use no device that they did not ask for."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy",
            "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
        )
        return response

    return answer


class OnlyOurForms(CsrfViewMiddleware):
    """Takes what forms send by Django's rules; and what a page of ours kept while nobody was in."""

    def _check_token(self, request: HttpRequest) -> None:
        try:
            super()._check_token(request)  # type: ignore[misc]  # Django's types leave it out
        except RejectRequest:
            if not is_sent_again(request):
                raise


def only_sent_to(get_response: Answer) -> Answer:
    """Opening an address that only takes what a form sends leads on, not to an empty page."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        refused = isinstance(response, HttpResponseNotAllowed) and not response.content
        if request.method != "GET" or not refused:
            return response
        page = render(request, "405.html", status=response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return answer
