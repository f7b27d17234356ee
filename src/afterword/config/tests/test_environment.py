"""What hosts write into settings, and what becomes of it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from afterword.config import environment


def test_addresses_may_stand_apart_and_end_in_a_slash(monkeypatch):
    monkeypatch.setenv("AFTERWORD_ADDRESS", " https://a.example/ , https://b.example:8443")
    assert environment.addresses() == ["https://a.example", "https://b.example:8443"]


def test_what_is_no_address_is_refused_loudly(monkeypatch):
    monkeypatch.setenv("AFTERWORD_ADDRESS", "a.example")
    with pytest.raises(ImproperlyConfigured, match="write it like"):
        environment.addresses()


def test_a_server_answers_to_the_number_of_its_address_too():
    assert "[2001:db8::1]" in environment.allowed_hosts(["https://[2001:db8::1]:8443"])
