"""The real addresses and one door without a rule, to see that the tests notice."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from afterword.config.urls import urlpatterns as real
from afterword.interviews.models import PrivateNote


@login_not_required
def open_door(request: HttpRequest, pk: str) -> HttpResponse:
    """Shows the interviewer's private notes to whoever asks."""
    note = PrivateNote.objects.filter(chair__interview=pk).first()
    return HttpResponse(note.text if note else "")


urlpatterns = [
    *real,
    path("planted/", include(([path("<uuid:pk>/", open_door, name="open")], "planted"))),
]
