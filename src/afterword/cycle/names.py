"""Names of companies and roles, as they compare: `Acme, Inc.` is `ACME`."""

import re
import unicodedata

LONGEST = 200
_FORMS = """
ab ag aps as bv co company corp corporation gmbh inc incorporated kg kk limited llc llp ltd nv oy
plc pty sa sarl sas se spa srl
"""
LEGAL_FORMS = frozenset(_FORMS.split())
_WORD = re.compile(r"[^\W_]+")


def name_key(text: str) -> str:
    """What two spellings of one name have in common; never empty where the name has a sign."""
    flat = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(one for one in flat if not unicodedata.combining(one))
    words = _WORD.findall(plain.replace("'", "").replace("’", "").replace(".", ""))
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return (" ".join(words) or plain.strip())[:LONGEST]


def named(company: str, role: str) -> str:
    """How an application is called."""
    return f"{role}, {company}" if role else company
