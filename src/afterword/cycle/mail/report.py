"""What mail was found to tell, in words for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from afterword.cycle.enums import Stage
from afterword.cycle.names import name_key
from afterword.kit.words import plural

MOST_LINES = 400
# Answers with interest come before those one did not get.
FIRST = ("offer", "onsite", "phone", "challenge", "applied", "withdrawn", "rejected")


# Any: the last report of `whole.read_mail`, as JSON.
def in_words(report: Mapping[str, Any], *, everything: bool) -> str:
    """The whole report; `everything` names every event, however many there are."""
    found = report["found"]
    lines = [f"{plural(report['messages'], 'message')}: {plural(len(found), 'event')} to propose."]
    lines += [f"  {count:>5}  {Stage(kind).label}" for kind, count in _counted(found)]
    lines += ["", *_events(found, None if everything else MOST_LINES)]
    lines += ["", "The others:"]
    if report["repeats"]:
        lines.append(f"  {report['repeats']:>5}  say the same again")
    lines += [f"  {count:>5}  {why}" for why, count in report["nothing"].items()]
    if report["unread_count"]:
        lines += [f"  {report['unread_count']:>5}  cannot be read:"]
        lines += [f"         {where}: {why}" for where, why in report["unread"][:20]]
    lines += [f"  {one}." for one in report["remarks"]]
    return "\n".join(lines)


def _counted(found: Sequence[Mapping[str, Any]]) -> list[tuple[str, int]]:  # Any: JSON
    counts = [(kind, sum(one["kind"] == kind for one in found)) for kind in FIRST]
    return [(kind, count) for kind, count in counts if count]


def _events(found: Sequence[Mapping[str, Any]], limit: int | None) -> Iterator[str]:  # Any: JSON
    in_order = sorted(found, key=lambda one: (name_key(one["company"]), one["on"] or "9"))
    for one in in_order[:limit]:
        about = ", ".join(filter(None, [one["company"] or "company not named", one["role"]]))
        doubt = "" if one["sure"] else " (not sure)"
        yield f"{one['on'] or 'day unknown'}  {Stage(one['kind']).label}: {about}{doubt}"
        yield f"            because it says “{one['says']}”"
    if limit is not None and len(found) > limit:
        yield f"… and {len(found) - limit:,} more; --all names them."
