"""Each test begins with nobody over a limit."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_limit_reached() -> None:
    cache.clear()
