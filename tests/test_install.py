"""Installing says how far it is, and why it stops."""

import pytest

from tests import install


def test_pip_stops_with_its_own_words():
    with pytest.raises(SystemExit) as stopped:
        install.install("--no-index", "no-such-package-of-ours")
    words = str(stopped.value)
    assert "No matching distribution found for no-such-package-of-ours" in words
    assert words.endswith("afterword: pip stopped; its words are above.")


def test_every_twentieth_package_is_told(capsys):
    for fetched in range(1, 41):
        install.follow("Collecting django==5.2.13\n", fetched=fetched)
        install.follow("  Downloading django-5.2.13-py3-none-any.whl (8.3 MB)\n", fetched=fetched)
    install.follow("Installing collected packages: django\n", fetched=40)
    assert capsys.readouterr().out.splitlines() == [
        "  20 are here",
        "  40 are here",
        "  all are here; unpacking them, which is half of it",
    ]
