"""How well one part of the corpus is recognised: precision and recall of each kind."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from afterword.cycle.mail.gathering import Gathered
from afterword.cycle.mail.messages.mailboxes import Raw
from afterword.cycle.mail.tests.corpora import PARTS, corpus
from afterword.cycle.mail.tests.learning import WHOLE, without
from afterword.cycle.names import name_key

TODAY = date(2026, 11, 26)
_WHO_MAY = re.compile(r"\((?:[mwfdx]/){1,2}[mwfdx]\)")
KINDS = ("applied", "challenge", "phone", "onsite", "offer", "rejected", "withdrawn", "none")


@dataclass(frozen=True)
class Measured:
    """Counts of (what it is, what it was taken for); and what those that are right name."""

    pairs: Counter[tuple[str, str]]
    companies: int
    roles: int
    sure: int
    sure_and_right: int

    def true(self, kind: str) -> int:
        """How many are of this kind."""
        return sum(count for (is_, _), count in self.pairs.items() if is_ == kind)

    def taken(self, kind: str) -> int:
        """How many were taken for it."""
        return sum(count for (_, taken), count in self.pairs.items() if taken == kind)

    def precision(self, kind: str) -> float:
        """How many of those that were taken for this kind are of it."""
        return self.pairs[kind, kind] / (self.taken(kind) or 1)

    def recall(self, kind: str) -> float:
        """How many of this kind were taken for it."""
        return self.pairs[kind, kind] / self.true(kind)

    @property
    def right_events(self) -> int:
        return sum(self.pairs[kind, kind] for kind in KINDS if kind != "none")

    @property
    def overall(self) -> tuple[float, float]:
        """Precision and recall of all events together."""
        events = sum(self.true(kind) for kind in KINDS if kind != "none")
        proposed = sum(self.taken(kind) for kind in KINDS if kind != "none")
        return self.right_events / proposed, self.right_events / events


def measured(part: str) -> Measured:
    """One part, read as the mailbox of one person. Its messages are told apart by their days."""
    ones = corpus(part)
    gathered = Gathered(TODAY)
    for number, one in enumerate(ones):
        gathered.take(Raw(str(number), one.message))
    told = {one.on: one for one in gathered.told()}
    both = [(one, told.get(one.day)) for one in ones]
    right = [(one, found) for one, found in both if found and found.kind == one.kind]
    sure = [(one, found) for one, found in both if found and found.sure]
    return Measured(
        Counter((one.kind, found.kind if found else "none") for one, found in both),
        companies=sum(name_key(one.company) == name_key(found.company) for one, found in right),
        roles=sum(_role_key(one.role) == _role_key(found.role) for one, found in right),
        sure=len(sure),
        sure_and_right=sum(one.kind == found.kind for one, found in sure),
    )


def _role_key(role: str) -> str:
    """As roles compare: who may apply (`m/w/d`) is no part of what they are called."""
    return name_key(_WHO_MAY.sub("", role))


def table(part: str) -> str:
    """The numbers of one part, as docs/use/mail.md prints them."""
    found = measured(part)
    lines = [f"| {part} | messages | precision | recall |", "|---|---|---|---|"]
    for kind in KINDS:
        numbers = f"{found.precision(kind):.2f} | {found.recall(kind):.2f}"
        lines.append(f"| {kind} | {found.true(kind)} | {numbers} |")
    precision, recall = found.overall
    events = sum(found.true(kind) for kind in KINDS if kind != "none")
    lines.append(f"| **all events** | {events} | **{precision:.2f}** | **{recall:.2f}** |")
    lines.append(
        f"\nOf the {found.right_events} that are right, {found.companies} name the company and "
        f"{found.roles} the role; {found.sure_and_right} of the {found.sure} marked sure are right."
    )
    return "\n".join(lines)


def tables() -> Iterator[str]:
    """Every part as it is read; and each that was learnt from, as if it had not been."""
    yield from map(table, PARTS)
    for part in WHOLE:
        with without(part):
            yield f"Not learnt from:\n\n{table(part)}"


if __name__ == "__main__":
    sys.stdout.write("\n\n".join(tables()) + "\n")
