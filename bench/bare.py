"""The peer of our pages: a bare Django view with one query and nothing around it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import path

from afterword.people.models import Person


def one_query(request: HttpRequest) -> HttpResponse:
    person = Person.objects.order_by("name").first()
    return HttpResponse(f"<!doctype html><title>Bare</title><p>{person}</p>")


urlpatterns = [path("bare/", one_query)]


def alone(get_response: Callable[[HttpRequest], HttpResponse]) -> object:
    """The only middleware: answers from this file's address and no other."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return get_response(request)

    return answer
