"""Which role a message is about."""

import re
from functools import lru_cache

from afterword.cycle.mail.lists.lines import phrases_of

LONGEST = 80
READ = 6000  # letters of a message in which it is looked for

_WORD = r"(?:i(?=OS\b)|[A-ZÄÖÜ0-9])[\w+#/&'-]*(?:\.\w+)*"
_JOINED = r"(?:of|and|&|/|und|für)"
# What it is about, after a comma, up to where the name plainly ends: `Engineer, Clinical Data`.
_ENDS_PLAINLY = (
    r"(?=\s*(?:$|\n)|[.!)\]]|,? (?:\(|(?:at|with|role|position|opening|job|vacancy|has|is|team)\b))"
)
_FIELD = rf"(?:, {_WORD}(?: (?:{_JOINED} )?{_WORD}){{0,2}}{_ENDS_PLAINLY})?"
# Who signs, which is no role that somebody applied for.
_WHO_SIGNS = re.compile(r"^(?:\w+ )?(?:Recruit|Talent|HR |Hiring|Human Res|People )")
_CODE = re.compile(
    r"(?:\b[Rr]ef(?:erence)?\.?:? )?"
    r"\b(?:R-?\d{3,}|JR-?\d{3,}|REQ-?\d+|20\d\d-\d{3,}|[A-Z]{2,4}-\d{3,})\b[\s:,-]*"
)
_APPLICATION = re.compile(
    r"^Application (?=(?:Support|Developer|Engineer|Security|Specialist|Manager|Architect)\b)"
)
_STEP = re.compile(
    r"^.*\b(?:Screen|Interview|Offer|Test|Assessment|Call|Invitation|Challenge)[,:] (?=[A-Z])"
)
_NUMBERED = re.compile(r" \([^()]*\d[^()]*\)?$")
_ENDS_WRONG = re.compile(r"(?: (?:at|with|in|for|of|and|und|bei|to|the|on|is|has))+$|[\s,;:.&/-]+$")


def _any_of(heading: str) -> str:
    """One of the words under a heading, the longest first."""
    words = sorted(phrases_of("roles.txt")[heading], key=len, reverse=True)
    return "|".join(map(re.escape, words))


@lru_cache(maxsize=1)
def role_pattern() -> str:
    """A role: words with capitals, up to the word that ends one, and what belongs to it after."""
    more = rf"(?:,? (?:20\d\d|{_any_of('after')}|I(?=[,.)]|$))(?!\w))*"
    after = rf"{more}(?: \((?!R-)[^()\n]{{1,30}}\))?"
    german_end = (
        r"[A-ZÄÖÜ][\w-]*(?:[Ee]ntwickler|[Ii]ngenieur|[Ll]eiter|[Aa]rchitekt|[Aa]dministrator|"
        r"[Tt]echniker|[Aa]nalyst|[Ii]nformatiker|[Bb]erater|[Ss]pezialist|[Mm]anager)(?:in)?"
    )
    english = rf"(?:{_any_of('english')}|{german_end})(?!\w)"
    only = rf"(?:{_any_of('level')}) (?:{_WORD} ){{0,2}}?(?:{_any_of('english')})(?!\w)"
    last = rf"(?!{only}){english}"
    field = rf"(?!(?:Sie|Ihre?|Herrn?|Frau|Wir|Bei|Im|In|Am|Für|Zum?)\b){_WORD}"
    german = rf"(?:{_any_of('german')}) {_WORD}(?: {_WORD})?|{german_end} {field}"
    small = (
        r"(?: (?:de|en|del|des) [\w+#-]+| (?!chez|au|à|dans|at|en\b|in\b|et\b|y\b|\w['’])[\w+#-]+)"
    )
    romance = rf"(?:{_any_of('romance')}){small}{{1,2}}"
    return (
        rf"(?:{_WORD},? (?:{_JOINED} )?){{0,6}}?"
        rf"(?:{romance}|{german}|(?:{last}{after}(?: (?={last}))?)+{_FIELD})"
    )


@lru_cache(maxsize=1)
def _said() -> tuple[re.Pattern[str], ...]:
    """How a message says that this is the role, the surest first."""
    role = rf"(?P<role>{role_pattern()})"
    noun = r"(?:[Pp]osition|[Rr]ole|[Pp]ost|[Jj]ob|[Vv]acancy)"
    deed = (
        r"(?:applied|apply|applying|application|interview|candidacy|considered|offer|test|forward)"
    )
    thing = (
        r"(?:role|position|opening|vacancy|job|opportunity|programme|program|internship|team|"
        r"interview)"
    )
    ways = (
        rf"{noun}(?: title)? ?(?:of|as|for|:|-) ?(?:an? |the |our )?{role}",
        rf"{deed} (?:for|as) (?:an? |the |our )?(?:position of |role of |post of )?{role}",
        rf"(?:[Tt]he|[Oo]ur|[Aa]n?|[Yy]our) {role} {thing}",
        rf"(?:als|Stelle:?|Position:?|poste de|puesto de|oferta de|functie|functie van) {role}",
        # Whatever has capitals after these words, whether or not it is a role that is known.
        rf"{noun} (?:of|as) (?:an? |the )?(?P<role>{_WORD}(?: (?:{_JOINED} )?{_WORD}){{0,5}})",
    )
    return tuple(re.compile(one) for one in ways)


@lru_cache(maxsize=1)
def _anywhere() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<role>{role_pattern()})")


@lru_cache(maxsize=1)
def _begins_wrong() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{_any_of('before')}|R-?\d+|\d[\d-]*|JR\d+)[\s,:-]+)+")


@lru_cache(maxsize=1)
def _is_role() -> re.Pattern[str]:
    return re.compile(rf" (?:{_any_of('english')})$")


def role_of(subject: str, text: str) -> str:
    """The role it is about, or nothing."""
    text = text[:READ]
    for pattern in _said():
        for source in (subject, text):
            if (found := pattern.search(source)) and (role := _tidy(found["role"])):
                return role
    for source in (subject, text):
        for found in _anywhere().finditer(source):
            role = _tidy(found["role"])
            if " " in role and (source is subject or not _WHO_SIGNS.match(role)):
                return role
    return ""


def ends_as_role(name: str) -> bool:
    """Whether what looks like the name of a company is a role."""
    return bool(_is_role().search(name))


def _without_beginning(role: str) -> str:
    return role if _APPLICATION.match(role) else _begins_wrong().sub("", role)


def _tidy(role: str) -> str:
    role = _STEP.sub("", _CODE.sub("", " ".join(role.split())))
    while (shorter := _ENDS_WRONG.sub("", _without_beginning(role))) != role:
        role = shorter
    return _NUMBERED.sub("", role).replace(" ()", "")[:LONGEST]
