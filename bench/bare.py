"""The peer of our pages: a bare Django view with one query, no middleware, no template."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from afterword.people.models import Person


def one_query(request: HttpRequest) -> HttpResponse:
    person = Person.objects.order_by("name").first()
    return HttpResponse(f"<!doctype html><title>Bare</title><p>{person}</p>")


urlpatterns = [path("bare/", one_query)]
