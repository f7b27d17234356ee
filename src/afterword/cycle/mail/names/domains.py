"""A company's name as its domain has it: the part that is a name, and the words in it."""

from functools import lru_cache

from afterword.cycle.mail.lists.lines import phrases_of

LEAST = 3  # letters before a word that names end in


def label_of(domain: str) -> str:
    """The part of a domain that is a name: `mail.cobblefinch-careers.co.uk` is `cobblefinch`."""
    parts = domain.split(".")
    two = len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in {"co", "com", "ac", "org", "gov"}
    label = parts[-3 if two else -2] if len(parts) > 1 else ""
    none = phrases_of("companies.txt")["no name"]
    return "-".join(one for one in label.split("-") if one not in none) or label


def named_by(label: str) -> str:
    """The name that it most likely stands for: `tamariskhealth` is Tamarisk Health."""
    words = label.split("-")
    return " ".join(words if len(words) > 1 else _parted(label)).title()


def _parted(word: str) -> list[str]:
    for last in _last_words():
        if word.endswith(last) and len(word) >= len(last) + LEAST:
            return [word.removesuffix(last), last]
    return [word]


@lru_cache(maxsize=1)
def _last_words() -> list[str]:
    return sorted(phrases_of("companies.txt")["last words"], key=len, reverse=True)
