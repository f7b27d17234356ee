"""What several doors do first."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse

from afterword.kit.unsent import to_sign_in
from afterword.people.middleware import ViewerRequest

Named = ParamSpec("Named")
Door = Callable[Concatenate[ViewerRequest, Named], HttpResponse]


def open_to_guests(view: Door[Named]) -> Door[Named]:
    """A page that a guest's link opens too; strangers are asked to sign in."""

    @wraps(view)
    def door(request: ViewerRequest, /, *args: Named.args, **named: Named.kwargs) -> HttpResponse:
        if request.viewer.person is None and not request.viewer.chairs:
            return to_sign_in(request)
        return view(request, *args, **named)

    return login_not_required(door)
