"""The addresses of a server that posts letters and knows somebody else's sign-in.

Which doors there are is decided when their modules are imported, ours and allauth's. So both are
imported a second time, under the settings that whoever uses this has overridden.
"""

import importlib
import sys
from unittest.mock import patch

from django.urls import include, path

from afterword.config.urls import urlpatterns as real

DECIDED_AT_ONCE = ("allauth.account.urls", "afterword.people.account_urls")

with patch.dict(sys.modules):
    for name in DECIDED_AT_ONCE:
        sys.modules.pop(name, None)
    doors = importlib.import_module("afterword.people.account_urls").urlpatterns

urlpatterns = [
    path("account/", include(doors)),
    *(one for one in real if str(one.pattern) != "account/"),
]
