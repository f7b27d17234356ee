"""What the messages of a mailbox say of each other: whose they are, for what, and how often."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from afterword.cycle.mail.found import Candidate, Found
from afterword.cycle.mail.names import senders
from afterword.cycle.mail.names.company_spellings import is_begun, letters_of
from afterword.cycle.names import name_key

# Who writes for companies of any name.
PASSING_ON = frozenset({senders.TESTS, senders.CALENDARS, senders.CONTRACTS, senders.BOARDS,
                        senders.ANYBODY})  # fmt: skip

BEGIN = 4  # letters that a name and its abbreviation share, by which they are looked for


def seen_together(some: list[Candidate]) -> list[Candidate]:
    """Those that count, with one name a company and the role of each. They are changed in place."""
    kept = _backed(some)
    _name_companies(kept)
    _name_roles(kept)
    return kept


def in_time(one: Found) -> tuple[bool, date, str]:
    return (one.on is None, one.on or date.max, one.key)


def _backed(some: list[Candidate]) -> list[Candidate]:
    """The strong ones, and the weak ones that answer them or come from the same place."""
    strong = [one for one in some if not one.weak]
    names = set().union(*(one.names for one in strong)) if strong else set()
    domains = {one.domain for one in strong if not senders.kind_of(one.domain)}
    companies = {name_key(one.found.company) for one in strong if one.found.company}
    return [
        one
        for one in some
        if not one.weak
        or one.names & names
        or one.domain in domains
        or name_key(one.found.company) in companies
    ]


def _name_companies(some: list[Candidate]) -> None:
    """One spelling a company; and a company for those without, from their threads or words."""
    of_thread = _by_thread(some, lambda one: one.found.company)
    for one in some:
        if not one.found.company:
            one.found.company = next((of_thread[n] for n in one.names if n in of_thread), "")
    _spell_alike(some)
    spelled = Counter(one.found.company for one in some if one.found.company)
    longer = _longer_names(spelled)
    for one in some:
        one.found.company = longer.get(one.found.company, one.found.company)
    known = _known_for_certain(some)
    for one in some:
        if not one.found.company or senders.kind_of(one.domain) in PASSING_ON:
            named = next((name for name in known if name in one.text), "")
            one.found.company = named or one.found.company
        one.found.sure = one.found.sure and bool(one.found.company)


def _spell_alike(some: list[Candidate]) -> None:
    """`Alder Rowe`, guessed from a domain, as the company writes itself elsewhere."""
    best: dict[str, str] = {}
    for one in some:
        key = letters_of(one.found.company)
        best[key] = max(best.get(key, ""), one.found.company, key=lambda name: len(name.split()))
    whole = _abbreviated(best)
    for one in some:
        key = letters_of(one.found.company)
        one.found.company = best[whole.get(key, key)]


def _abbreviated(best: dict[str, str]) -> dict[str, str]:
    """Of names guessed from a domain (`dunmorepay`) the only one whose words begin so."""
    longer: dict[str, list[str]] = defaultdict(list)
    for key, name in best.items():
        if " " in name:
            longer[key[:BEGIN]].append(key)
    found: dict[str, str] = {}
    for key, name in best.items():
        if " " not in name:
            fit = [one for one in longer[key[:BEGIN]] if is_begun(best[one].split(), key)]
            found |= {key: fit[0]} if len(fit) == 1 else {}
    return found


def _known_for_certain(some: list[Candidate]) -> list[str]:
    """Companies that have written themselves, the longest names first."""
    names = {
        one.found.company
        for one in some
        if len(one.found.company) > 3 and senders.kind_of(one.domain) not in PASSING_ON
    }
    return sorted(names, key=len, reverse=True)[:500]


def _longer_names(spelled: Counter[str]) -> dict[str, str]:
    """Which spellings are short for which: `Fernhill` for `Fernhill Labs`, if only one fits."""
    keys: dict[str, str] = {}
    for name, _ in spelled.most_common():
        keys.setdefault(name_key(name), name)
    longer = defaultdict(list)
    for key in keys:
        for at in (place for place, sign in enumerate(key) if sign == " "):
            longer[key[:at]].append(key)
    found = {}
    for name in spelled:
        key = name_key(name)
        whole = longer.get(key, ())
        found[name] = keys[whole[0]] if len(whole) == 1 else keys[key]
    return found


def _name_roles(some: list[Candidate]) -> None:
    """A role for those that name none: their thread's, or that of the company's last news."""
    of_thread = _by_thread(some, lambda one: one.found.role)
    of_company: dict[str, str] = {}
    for one in sorted(some, key=lambda one: in_time(one.found)):
        key = name_key(one.found.company)
        if one.found.company:
            of = re.escape(one.found.company)
            one.found.role = re.sub(rf"^{of}(?:['’]s?)?[ :,-]+|[ ,-]+{of}$", "", one.found.role)
        if not one.found.role:
            of_threads = (of_thread[n] for n in one.names if n in of_thread)
            one.found.role = next(of_threads, of_company.get(key, "") if key else "")
        if one.found.role and key:
            of_company[key] = one.found.role
    for one in some:
        one.found.role = one.found.role or of_company.get(name_key(one.found.company), "")


def _by_thread(some: Iterable[Candidate], named: Callable[[Candidate], str]) -> dict[str, str]:
    """What some message of a thread names, by the name of every message in it."""
    found: dict[str, str] = {}
    for one in some:
        if name := named(one):
            for message in one.names:
                found.setdefault(message, name)
    return found
