"""What the wordings of statuses tell, by the person's rules, and how often each stands there."""

import re
from collections import Counter
from collections.abc import Mapping as Rules

from afterword.cycle.reading.cells.dates import Found
from afterword.cycle.reading.cells.segments import Segment, segments_of
from afterword.cycle.reading.cells.statuses import UNKNOWN, Status
from afterword.cycle.reading.cells.yes_or_no import only_yes_or_no
from afterword.cycle.reading.plain_text import plain
from afterword.cycle.reading.result import Wording
from afterword.cycle.reading.vocabulary.status_words import NOTHING

LONGEST_WORDS = 200
YES_OR_NO = "a yes or a no, and not to what"
_ANSWER = re.compile(
    r"respon|repl|answer|heard|antwort|rueckmeldung|ruckmeldung|reponse|respuesta|resposta"
)


def is_about_answers(label: str) -> bool:
    """Whether a column says if anybody answered: there a yes and a no say all."""
    return _ANSWER.search(plain(label)) is not None


class Wordings:
    """The statuses of one sheet, counted as they are read."""

    def __init__(self, rules: Rules[str, tuple[str, ...]]) -> None:
        self._rules = rules
        self._told: dict[tuple[str, str], tuple[Segment, ...]] = {}
        self._counts: Counter[tuple[str, str]] = Counter()

    def status(self, text: str, column: str) -> tuple[Segment, ...]:
        """What a status cell tells, by the person's rule if there is one."""
        rule = self._rules.get(plain(text))
        if rule is not None:
            stages = () if rule == (NOTHING,) else rule
            whole = Status(stages, known=True)
            told: tuple[Segment, ...] = (Segment(whole, Found((), (), text), text),)
        elif only_yes_or_no(text) and not is_about_answers(column):
            told = (Segment(UNKNOWN, Found((), (), text), text),)
        else:
            told = tuple(self._ruled(one) for one in segments_of(text))
        self._count(text, column, told)
        return told

    def _ruled(self, told: Segment) -> Segment:
        """A rule for the words also holds where a day stands beside them."""
        rule = self._rules.get(plain(told.words))
        if rule is None:
            return told
        return Segment(Status(() if rule == (NOTHING,) else rule, True), told.dates, told.words)

    def _count(self, text: str, column: str, told: tuple[Segment, ...]) -> None:
        words = (
            text
            if len(told) == 1 and not told[0].dates.dates
            else " · ".join(one.words for one in told)
        )
        wording = (column, words[:LONGEST_WORDS])
        self._told.setdefault(wording, told)
        self._counts[wording] += 1

    def counted(self) -> list[Wording]:
        """Each wording of a status, the most frequent first."""
        found = []
        for (column, words), told in self._told.items():
            stages = tuple(stage for one in told for stage in one.status.stages)
            near = ", ".join(one.status.near for one in told if one.status.near)
            known = all(one.status.known for one in told)
            count = self._counts[column, words]
            found.append(Wording(column, words, count, stages, near, known))
        return sorted(found, key=lambda one: (-one.count, one.column, one.words))
