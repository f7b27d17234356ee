"""The doors of somebody else's sign-in, where the other side may send nothing of use."""

import logging
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from requests import RequestException

Door = Callable[..., HttpResponseBase]
UNAUTHORIZED = 401
# A provider that is away, and one whose answer lacks what it promises: allauth lets both through.
OF_NO_USE = (RequestException, LookupError, TypeError, ValueError)
logger = logging.getLogger(__name__)


def kindly(door: Door) -> Door:
    """The same door, with a page that says what to do where the other side is of no use."""

    @wraps(door)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return door(request, *args, **kwargs)
        except OF_NO_USE as trouble:
            logger.warning("a sign-in elsewhere: %s", trouble, exc_info=True)
            page = "socialaccount/authentication_error.html"
            return render(request, page, status=UNAUTHORIZED)

    return opened
