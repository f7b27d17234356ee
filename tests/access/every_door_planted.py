"""The same with one door more: a letter with somebody's code, for whoever asks."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from afterword.people.models import Letter
from tests.access.every_door import urlpatterns as real


@login_not_required
def letter_of_a_candidate(request: HttpRequest) -> HttpResponse:
    """Shows what was posted to somebody, to anybody."""
    return HttpResponse(Letter.objects.get(person__email="candidate@example.org").body)


urlpatterns = [*real, path("planted/letter/", letter_of_a_candidate, name="planted_letter")]
