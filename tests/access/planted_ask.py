"""The real addresses, but an ask seats whoever holds it, also when the chair has been taken."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from afterword.config.urls import urlpatterns as real
from afterword.interviews.links import link_by_token
from afterword.people.middleware import SESSION_CHAIRS


@login_not_required
def forgetful_door(request: HttpRequest, token: str) -> HttpResponse:
    """Opens the chair by the ask, as if it were the guest's own link."""
    link = link_by_token(token, now=timezone.now())
    if link is not None:
        request.session[SESSION_CHAIRS] = [str(link.chair_id)]
    return redirect("home:desk")


urlpatterns = [path("guest/<str:token>/", forgetful_door), *real]
