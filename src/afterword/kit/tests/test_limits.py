"""Promises about limits: every try is counted, and each place on its own."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import override_settings

from afterword.kit.limits import Limit

FILES = "django.core.cache.backends.filebased.FileBasedCache"
MEMORY = "django.core.cache.backends.locmem.LocMemCache"


@pytest.mark.parametrize("backend", [FILES, MEMORY])
def test_tries_that_come_at_once_are_all_counted(backend: str, tmp_path: Path) -> None:
    limit = Limit("at-once", most=200, seconds=24 * 3600)
    place = {"default": {"BACKEND": backend, "LOCATION": str(tmp_path / "cache")}}
    with override_settings(CACHES=place), ThreadPoolExecutor(8) as threads:
        cache.clear()
        list(threads.map(limit.count, ["here"] * 199))
        assert not limit.reached("here")

        limit.count("here")

        assert limit.reached("here")
        assert not limit.reached("there")
