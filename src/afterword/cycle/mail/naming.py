"""Which company, and which role: from the sender's name, the subject and the words."""

import re
from collections.abc import Iterator

from afterword.cycle.mail import senders

LONGEST_NAME = 80

_NOT_A_NAME = """
recruiting recruitment recruiter careers career jobs job hiring team talent acquisition people hr human
resources no-reply noreply no reply donotreply do not notification notifications mailer system
support info hello contact office admin via early campus university graduate graduates department
personalabteilung bewerbung karriere bewerbermanagement the your mail service candidate candidates
assessments assessment invitations invitation community workday greenhouse lever ashby icims taleo
jobvite workable smartrecruiters hackerrank codility codesignal hirevue linkedin indeed calendly
docusign apply automated auto reply
"""
_NO_NAMES = frozenset(_NOT_A_NAME.split())
_VIA = re.compile(r"\s*[(|]?\s*\b(?:via|through|powered by)\b.*$", re.IGNORECASE)
_SOMEBODY_AT = re.compile(r"^.{1,40}?\s+(?:@|\bat|\bfrom|\bvon|\bbei)\s+(?P<name>.{2,60})$", re.IGNORECASE)
_LAST_WORDS = re.compile(
    r"(?:[\s,|:/-]+(?:recruiting|recruitment|recruiters?|careers?|jobs?|hiring|team|talent|acquisition|people|"
    r"hr|human resources|talents?|university|campus|early|graduates?|notifications?|no-?reply|"
    r"community|assessments?|group careers|candidate care))+\s*$",
    re.IGNORECASE,
)
_FIRST_WORDS = re.compile(r"^(?:HR|Careers at|Jobs at|Team|Recruiting at|The team at|Jobs) ")
_HEADS = """
Engineer Developer Programmer Analyst Scientist Designer Manager Intern Internship Consultant Architect
Administrator Researcher Associate Specialist Technician Trainee Apprentice Apprenticeship Graduate
Co-op Assistant Coordinator Lead Officer Advocate Writer Tester Director Fellow Operator Representative
Accountant Nurse Teacher Lecturer Editor Strategist Planner Executive Advisor Adviser Scholar SRE SDET
Entwickler Entwicklerin Softwareentwickler Softwareentwicklerin Ingenieur Ingenieurin Werkstudent
Werkstudentin Praktikant Praktikantin Praktikum Berater Beraterin Informatiker Informatikerin
Sachbearbeiter Sachbearbeiterin Auszubildender Auszubildende Fachinformatiker Referent Referentin
"""
_HEAD = "|".join(sorted(_HEADS.split(), key=len, reverse=True))
_TAIL = (
    r"(?:,? (?:I{2,3}|IV|I(?=[,.)]|$)|20\d\d|[1-5]|New Grad(?:uate)?|Intern(?:ship)?|Co-op|Summer|Winter|Fall|Spring|"
    r"Backend|Frontend|Platform|Infrastructure|Mobile|Web|Security|Graduate|Entry Level|Early Career)(?!\w))*"
    r"(?: \((?!R-)[^()\n]{1,30}\))?"
)
_ROLE_WORD = r"[A-ZÄÖÜ0-9][\w+#/&'-]*(?:\.\w+)*"
_JOINERS = r"(?:of|and|&|/|-|–|und|für)"
_GERMAN = r"Entwickler|Entwicklerin|Ingenieur|Ingenieurin|Werkstudent|Werkstudentin|Praktikant|Praktikantin|Praktikum|Berater|Referent|Referentin"
_ROLE = (
    rf"(?:{_ROLE_WORD},? (?:{_JOINERS} )?)" + r"{0,6}?"
    rf"(?:(?:{_GERMAN}) {_ROLE_WORD}(?: {_ROLE_WORD})?|(?:(?:{_HEAD})(?!\w){_TAIL}(?: (?=(?:{_HEAD})(?!\w)))?)+)"
)
_WORD = r"[A-ZÄÖÜ0-9][\w&'’+-]*(?:\.\w+)*"
_NAME = rf"(?P<name>(?:The )?{_WORD}(?:(?: (?:&|and|of|und|de|von|for) | )(?:{_WORD}))" + r"{0,4})"
_SUBJECT = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[Aa]pplying (?:to|at|with)|[Aa]pplication (?:to|at|with)|[Ii]nterest in(?: joining)?|[Ii]nterview (?:with|at)|"
        rf"[Ss]ent to|[Uu]pdate from|[Oo]ffer from|[Cc]areer at|[Tt]hank you from|[Tt]est from|[Jj]oin|bei|interview: |"
        rf"Application Update from|position at|role at) {_NAME}",
        rf"^{_NAME}(?: has invited| invites| sent you|: (?:[Yy]our|[Ii]nterview|[Aa]pplication)|: (?={_ROLE})| - (?:[Aa]pplication|[Ii]nterview|[Aa]ssessment|[Cc]onfirmation|[Uu]pdate)|"
        rf" (?:[Aa]pplication|[Ii]nterview|[Aa]ssessment|[Rr]ecruit\w+|[Oo]ffer)\b)",
    )
)
_TEXT = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[Pp]osition|[Rr]ole|[Jj]ob|[Oo]pening|[Oo]pportunity|[Ii]nternship|[Vv]acancy|[Ii]nterview|[Cc]areer|[Aa]pplication|[Aa]pplying|[Ii]nterest)"
        rf"(?: here)? (?:at|with|to|in joining|from) {_NAME}",
        rf"(?:[Tt]hank(?:s| you) for (?:applying to|your interest in(?: joining)?)|[Jj]oin(?:ing)?|[Ww]elcome to|[Tt]eam at|[Hh]ere at|[Oo]n behalf of|bei der|bei) {_NAME}",
        rf"{_NAME} (?:invites|has invited|has asked|would like you|invited) ",
        rf"{_NAME} (?:[Rr]ecruiting|[Tt]alent|[Hh]iring|[Pp]eople|[Cc]areers|HR) ?(?:[Tt]eam|[Aa]cquisition)?",
    )
)

_EXPLICIT = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[Pp]osition|[Rr]ole|[Pp]ost|[Jj]ob|[Vv]acancy)(?: title)? ?(?:of|as|for|:|-) ?(?:an? |the |our )?(?P<role>{_ROLE})",
        rf"(?:applied|apply|applying|application|interview|candidacy|considered|offer|test|forward) (?:for|as) (?:an? |the |our )?(?:position of |role of |post of )?(?P<role>{_ROLE})",
        rf"(?:the|our|an?|your) (?P<role>{_ROLE}) (?:role|position|opening|vacancy|job|opportunity|programme|program|internship|team|interview)",
        rf"(?:als|Stelle:?|Position:?) (?P<role>{_ROLE})",
    )
)
_ANY_ROLE = re.compile(rf"(?<![\w-])(?P<role>{_ROLE})")
_IS_ROLE = re.compile(rf" (?:{_HEAD})$")
_ENDS_WRONG = re.compile(r"(?: (?:at|with|in|for|of|and|und|bei|to|the|on|is|has))+$|[\s,;:.&/-]+$")
_BEGINS_WRONG = re.compile(
    r"^(?:(?:Hi|Hello|Dear|Hey|The|Our|Your|Re|Fwd|Update|Application|Thank|Thanks|Position|Role|Job|Offer|Invitation|"
    r"Interview|You|We|For|Received|Submitted|Confirmed|Reminder|Indeed|Vacancy|Next|To|At|As|An?|Is|In|R-?\d+|"
    r"\d[\d-]*|JR\d+)[\s,:-]+)+"
)
_CODE = re.compile(r"(?:\b[Rr]ef(?:erence)?\.?:? )?\b(?:R-?\d{3,}|JR-?\d{3,}|REQ-?\d+|20\d\d-\d{3,}|[A-Z]{2,4}-\d{3,})\b[\s:,-]*")


def company_of(sender: tuple[str, str], subject: str, text: str) -> str:
    """The company that writes, or nothing."""
    domain = senders.domain_of(sender[1])
    between = senders.kind_of(domain) in senders.BETWEEN or senders.kind_of(domain) == senders.ANYBODY
    label = "" if between else _label(domain)
    signed = _clean(sender[0])
    if label and _squashed(signed).startswith(_squashed(label)):
        return signed
    if label and (spelled := _spelled(label, f"{sender[0]}\n{subject}\n{text}")):
        return spelled
    for found in _candidates(sender, subject, text, between=between):
        if name := _clean(found):
            return name
    return label.replace("-", " ").title() if label else _from_local(sender[1], domain)


def _candidates(
    sender: tuple[str, str], subject: str, text: str, *, between: bool
) -> Iterator[str]:
    name = _VIA.sub("", sender[0]).strip(" \"'")
    somebody = _SOMEBODY_AT.match(name)
    kind = senders.kind_of(senders.domain_of(sender[1]))
    if somebody:
        yield somebody["name"]
    elif kind == senders.HIRING:
        yield name
    for pattern in _SUBJECT:
        if found := pattern.search(subject):
            yield found["name"]
    for pattern in _TEXT:
        if found := pattern.search(text):
            yield found["name"]
    if kind not in {senders.BOARDS, senders.TESTS, senders.CALENDARS, senders.ANYBODY}:
        yield name
    elif between and name and kind in {senders.TESTS, senders.CONTRACTS}:
        yield name


def _clean(name: str) -> str:
    name = _VIA.sub("", name).strip(" \"'.,;:!-|()")
    shorter = _FIRST_WORDS.sub("", _LAST_WORDS.sub("", name)).strip(" ,.-|:")
    words = [one for one in re.findall(r"[\w&.'-]+", shorter.casefold()) if one not in _NO_NAMES]
    if not words or shorter.isdigit() or _IS_ROLE.search(shorter):
        return ""
    return shorter[:LONGEST_NAME]


def _label(domain: str) -> str:
    """The part of a domain that is a name: `mail.cobblefinch.co.uk` is `cobblefinch`."""
    parts = domain.split(".")
    ends = 3 if len(parts) > 2 and parts[-2] in {"co", "com", "ac", "org", "gov", "net"} and len(parts[-1]) == 2 else 2
    return parts[-ends] if len(parts) >= ends else ""


def _spelled(label: str, text: str) -> str:
    """The name as people write it whose letters begin with those of the domain."""
    squashed = _squashed(label)
    if len(squashed) < 3:
        return ""
    for line in text.split("\n")[:60]:
        words = re.findall(r"\S+", line)[:120]
        for at in range(len(words)):
            if (name := _begins_with(words, at, squashed)) is not None:
                return name
    return ""


def _begins_with(words: list[str], at: int, squashed: str) -> str | None:
    """The words from `at` on that spell these letters, with a legal form after them if one is."""
    if not words[at][:1].isupper() and not words[at][:1].isdigit():
        return None
    letters = ""
    for end in range(at, min(at + 5, len(words))):
        letters += _letters(words[end])
        if letters == squashed:
            tail = words[end + 1 : end + 3]
            legal = next((n for n in (2, 1) if len(tail) >= n and _is_legal(tail[:n])), 0)
            name = " ".join(words[at : end + 1 + legal])
            return name.strip("\"'.,;:!?()<>*|-")
        if not squashed.startswith(letters):
            return None
    return None


_LEGAL = frozenset("gmbh ag se kg inc ltd llc plc labs".split())


def _is_legal(words: list[str]) -> bool:
    return len(words) == 1 and _letters(words[0]) in _LEGAL and words[0][:1].isupper()


def _squashed(name: str) -> str:
    return "".join(map(_letters, name.split())).removeprefix("the")


def _letters(word: str) -> str:
    folded = word.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    return re.sub(r"[^a-z0-9]", "", folded) if folded not in {"&", "and"} else ""


def _from_local(address: str, domain: str) -> str:
    """Workday writes as the company: `osterly@myworkday.com`."""
    if senders.kind_of(domain) != senders.HIRING:
        return ""
    local = re.split(r"[+.]", address.split("@")[0])[0]
    return local.replace("-", " ").title() if _clean(local) else ""


def role_of(subject: str, text: str) -> str:
    """The role it is about, or nothing."""
    text = text[:6000]
    for pattern in _EXPLICIT:
        for source in (subject, text):
            if (found := pattern.search(source)) and (role := _tidy(found["role"])):
                return role
    for source in (subject, text):
        for found in _ANY_ROLE.finditer(source):
            if (role := _tidy(found["role"])) and " " in role:
                return role
    return ""


def _tidy(role: str) -> str:
    role = _CODE.sub("", " ".join(role.split()))
    while (shorter := _ENDS_WRONG.sub("", _BEGINS_WRONG.sub("", role))) != role:
        role = shorter
    return role.replace(" ()", "")[:LONGEST_NAME]
