"""What of a search.json is here already: brought back into the search that it came from."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from afterword.cycle.document import ApplicationPart, CyclePart, Document
from afterword.cycle.models import Application, Import
from afterword.cycle.names import name_key
from afterword.kit.words import plural
from afterword.people.models import Person

# An application keeps the moment at which it was added, wherever it goes.
Same = tuple[datetime, str]


def only_new(person: Person, cycles: list[CyclePart]) -> Iterator[CyclePart]:
    """The cycles without the applications that are here; one that is here whole is left out."""
    there = Application.objects.filter(cycle__person=person, taken_back_at=None)
    here = Counter(there.values_list("created_at", "company_key"))
    for cycle in cycles:
        new = [one for one in cycle.applications if not _found(here, one)]
        if new or not cycle.applications:
            yield cycle.model_copy(update={"applications": new})


def _found(here: "Counter[Same]", part: ApplicationPart) -> bool:
    same = (part.added_at, name_key(part.company))
    if not here[same]:
        return False
    here[same] -= 1
    return True


def restored_in_words(sources: list[Import], document: Document) -> str:
    """What came, and what stays as it is because it was here."""
    new = sum(one.added for one in sources)
    known = sum(len(one.applications) for one in document.cycles) - new
    again = f"{plural(new, 'application')} {_are(new)} here again"
    if not known:
        return f"{again}."
    stay = f"here already, and {'stays' if known == 1 else 'stay'} as {_it(known)}"
    if not new:
        return f"{plural(known, 'application')} {_were(known)} {stay}."
    return f"{again}; {known:,} {_were(known)} {stay}."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _it(count: int) -> str:
    return "it is" if count == 1 else "they are"
