"""One sheet, line by line: what each says happened, and what it says besides."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from afterword.cycle.enums import ANSWERS_WITH_INTEREST, ENDS, PROGRESS, Source, Stage
from afterword.cycle.reading.cells import (
    addresses,
    history,
    linked,
    says_no,
    says_yes,
    source_of,
    split_in_two,
)
from afterword.cycle.reading.dates import Found, written
from afterword.cycle.reading.days import Day, Days
from afterword.cycle.reading.heads import Sheet, is_heading, is_number, is_totals
from afterword.cycle.reading.lexicon import CLOSED, NOTHING, SHELVED, WAITING
from afterword.cycle.reading.mapping import Mapping
from afterword.cycle.reading.names import Meaning
from afterword.cycle.reading.people import is_people, people_in
from afterword.cycle.reading.plain import plain
from afterword.cycle.reading.sections import sections_of
from afterword.cycle.reading.statuses import Status, read_status, read_told
from afterword.cycle.reading.statuses import Told as ReadTold
from afterword.cycle.reading.understood import (
    APPLICATION,
    EMPTY,
    HEAD_AGAIN,
    HEADING,
    NOT_UNDERSTOOD,
    PART,
    SKIPPED,
    TOTALS,
    Row,
    Told,
    Unread,
    Wording,
)

LONGEST_WORDS = 200
# Looked up once: an enum answers each question slowly, and a file asks many.
STAGES = frozenset(Stage.values)
LABELS = {value: plain(str(label)) for value, label in Stage.choices}
# What makes a line worth reading: without any of these it names no application.
NAMING = ("company", "role", "company and role", "link", "id")
_RESULT = re.compile(r"\b(?:result|results|outcome|ergebnis|resultat|resultado|esito|wynik)\b")
_ANSWER = re.compile(
    r"respon|repl|answer|heard|antwort|rueckmeldung|ruckmeldung|reponse|respuesta|resposta"
)
_YES_AND = re.compile(r"^(?:yes|y|ja|oui|si|sí|sim)\b[\s,:;–-]+(?=\w)", re.IGNORECASE)
WENT_WELL = frozenset({"passed", "pass", "cleared", "good", "went well", "bestanden", "ok"})
_SAYS_NO = re.compile(r"(?:no|nein|non|nee|nao|nej)\b")
HEADING_ABOVE = "the heading above"
REACHED = ("contact email", "contact phone")
_TEXTS = {"place": "place", "salary": "pay"}


class Understanding:
    """Reads the rows of one sheet, knowing what its columns mean."""

    def __init__(
        self,
        sheet: Sheet,
        meanings: Sequence[Meaning],
        *,
        mapping: Mapping,
        today: date,
        file_name: str,
    ) -> None:
        self.sheet, self.meanings, self.mapping = sheet, meanings, mapping
        self.days = Days(sheet, meanings, mapping=mapping, today=today, file_name=file_name)
        self.wordings: dict[tuple[str, str], list[object]] = {}
        self.places: dict[str, list[int]] = {}
        for place, one in enumerate(meanings):
            self.places.setdefault(one.kind, []).append(place)
        self.statuses = sorted(self.places.get("status", ()), key=lambda p: _number(meanings[p].of))
        self.named = any(kind in self.places for kind in ("company", "role", "company and role"))
        self._plain_labels = [label.casefold() for label in sheet.labels]
        self.keeps_days = self._share_filled("applied on") > 0.5
        self._width = _usual_width(sheet.rows)
        self._counts = self._share_counted()
        self.names_people = any(kind in self.places for kind in ("contact", *REACHED))
        self.sections = sections_of(sheet, width=self._width)

    def rows(self) -> list[Row]:
        """Every line, in order."""
        return [self._row(place, cells) for place, cells in enumerate(self.sheet.rows)]

    def _share_filled(self, kind: str) -> float:
        places = self.places.get(kind, ())
        filled = sum(any(row[p] for p in places) for row in self.sheet.rows)
        return filled / max(len(self.sheet.rows), 1)

    def _row(self, place: int, cells: list[str]) -> Row:
        line = self.sheet.lines[place]
        if line in self.mapping.skip_lines:
            return self._no_application(line, cells, SKIPPED, "left out, as you said")
        if place in self.sections.heads:
            return self._no_application(line, cells, HEADING, "a heading between the applications")
        if (other := self._other(cells)) is not None:
            return self._no_application(line, cells, *other)
        return _Line(self, place, cells).row()

    def _no_application(self, line: int, cells: list[str], taken_as: str, why: str) -> Row:
        filled = {label: cell for label, cell in zip(self.sheet.labels, cells, strict=True) if cell}
        return Row(self.sheet.name, line, taken_as, why, cells=filled)

    def _other(self, cells: list[str]) -> tuple[str, str] | None:
        """What a line is, if it is no application."""
        if self._is_head_again(cells):
            return HEAD_AGAIN, "the names of the columns again"
        if is_totals(cells) or self._is_bare_totals(cells):
            return TOTALS, "a line of totals"
        if is_heading(cells):
            return HEADING, "a heading between the applications"
        if not self._names_something(cells):
            return self._unnamed(cells)
        filled = [cell for cell in cells if cell]
        if (
            len(filled) == 1
            and self._width > 2
            and (len(filled[0].split()) > 7 or len(filled[0]) > 80)
        ):
            return NOT_UNDERSTOOD, "one long text and nothing else: no application is named"
        return None

    def _is_bare_totals(self, cells: list[str]) -> bool:
        """Nothing but numbers, where other lines name somebody."""
        first = next(filter(None, cells), "")
        if self._counts >= 0.2 or not first[:1].isdigit():
            return False
        filled = [cell for cell in cells if cell]
        return len(filled) > 2 and all(map(is_number, filled))

    def _share_counted(self) -> float:
        """Which share of the names in this sheet are numbers."""
        places = [p for kind in ("company", "role") for p in self.places.get(kind, ())]
        names = [row[p] for row in self.sheet.rows for p in places if row[p]]
        return sum(map(is_number, names)) / max(len(names), 1)

    def _names_something(self, cells: list[str]) -> bool:
        wanted = NAMING if self.named else (*NAMING, "status")
        return any(
            cells[p] and any(map(str.isalnum, cells[p]))
            for kind in wanted
            for p in self.places.get(kind, ())
        )

    def _unnamed(self, cells: list[str]) -> tuple[str, str]:
        filled = [
            cell
            for p, cell in enumerate(cells)
            if cell
            and self.meanings[p].kind != "number"
            and not says_no(cell)
            and cell not in ("0", "#REF!", "#N/A")
        ]
        if not filled or all(
            says_yes(cell) or self._is_usual(p) for p, cell in enumerate(cells) if cell
        ):
            return EMPTY, "nothing but empty boxes"
        return NOT_UNDERSTOOD, "neither a company nor a role nor a link is in this line"

    def _is_usual(self, place: int) -> bool:
        """A column that says the same in every line, filled or not: a formula, a box."""
        column = [row[place] for row in self.sheet.rows if row[place]]
        return (
            len(set(column)) == 1 < 5 < len(column) and len(column) * 10 > len(self.sheet.rows) * 9
        )

    def _is_head_again(self, cells: list[str]) -> bool:
        first = next(filter(None, cells), "").casefold()
        if first not in self._plain_labels:
            return False
        same = sum(
            bool(cell) and cell.casefold() == label
            for cell, label in zip(cells, self._plain_labels, strict=True)
        )
        return same >= 2 and same * 2 >= sum(map(bool, cells))

    def status(self, text: str, column: str) -> tuple[ReadTold, ...]:
        """What a status cell tells, by the person's rule if there is one."""
        rule = self.mapping.statuses.get(plain(text))
        if rule is not None:
            stages = () if rule == (NOTHING,) else rule
            whole = Status(stages, known=True)
            told: tuple[ReadTold, ...] = (ReadTold(whole, Found((), (), text), text),)
        else:
            told = tuple(self._ruled(one) for one in read_told(text))
        self._count(text, column, told)
        return told

    def _ruled(self, told: ReadTold) -> ReadTold:
        """A rule for the words also holds where a day stands beside them."""
        rule = self.mapping.statuses.get(plain(told.words))
        if rule is None:
            return told
        return ReadTold(Status(() if rule == (NOTHING,) else rule, True), told.dates, told.words)

    def _count(self, text: str, column: str, told: tuple[ReadTold, ...]) -> None:
        words = (
            text
            if len(told) == 1 and not told[0].dates.dates
            else " · ".join(one.words for one in told)
        )
        kept = self.wordings.setdefault((column, words[:LONGEST_WORDS]), [0, told])
        kept[0] = int(str(kept[0])) + 1

    def counted(self) -> list[Wording]:
        """Each wording of a status, the most frequent first."""
        found = []
        for (column, words), (count, told) in self.wordings.items():
            read: tuple[ReadTold, ...] = told  # type: ignore[assignment]  # what _count put there
            stages = tuple(stage for one in read for stage in one.status.stages)
            near = ", ".join(one.status.near for one in read if one.status.near)
            known = all(one.status.known for one in read)
            found.append(Wording(column, words, int(str(count)), stages, near, known))
        return sorted(found, key=lambda one: (-one.count, one.column, one.words))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _usual_width(rows: list[list[str]]) -> int:
    counts = Counter(sum(map(bool, row)) for row in rows)
    return counts.most_common(1)[0][0] if counts else 0


class _Line:
    """One line while it is being read."""

    def __init__(self, of: Understanding, place: int, cells: list[str]) -> None:
        self.of, self.place, self.cells = of, place, cells
        self.events: list[Told] = []
        self.unread: list[Unread] = []
        self.kept: list[tuple[str, str]] = []
        self.remarks: list[str] = []
        self.texts: dict[str, Any] = {}  # Any: texts, which are fields of a row by name
        self.noted_only = False
        self.says_applied: bool | None = None

    def row(self) -> Row:
        self._read_texts()
        days = {kind: self._days(kind) for kind in ("applied on", "noted on", "answered on")}
        self._read_stages()
        self._read_histories()
        self._read_statuses(days["answered on"])
        self._read_answer(days["answered on"])
        self._read_days_to(days["applied on"])
        self._begin(days["applied on"], days["noted on"])
        self._in_order()
        return self._done()

    # --- texts

    def _cells(self, kind: str) -> Sequence[tuple[int, str]]:
        """The filled cells of one meaning. Most sheets have columns of a few meanings only."""
        places = self.of.places.get(kind)
        return [(p, self.cells[p]) for p in places if self.cells[p]] if places else ()

    def _label(self, place: int) -> str:
        return self.of.sheet.labels[place]

    def _keep(self, place: int) -> None:
        self.kept.append((self._label(place), self.cells[place]))

    def _read_texts(self) -> None:
        for place, cell in self._cells("company"):
            self._name("company", place, cell)
        for place, cell in self._cells("role"):
            self._name("role", place, cell)
        for _, cell in self._cells("company and role"):
            company, role = split_in_two(linked(cell)[0])
            self.texts.setdefault("company", company)
            if role:
                self.texts.setdefault("role", role)
        for kind, field in _TEXTS.items():
            for _, cell in self._cells(kind):
                if not says_no(cell):
                    self.texts[field] = "; ".join(filter(None, [self.texts.get(field, ""), cell]))
        for _, cell in self._cells("id"):
            self.texts["id"] = cell
        for place, cell in self._cells("link"):
            self._link(place, cell)
        if self.of.names_people:
            self._read_people()
        self._read_source()
        for place, cell in self._cells("notes"):
            self.kept.append(
                ("" if len(self.of.places["notes"]) == 1 else self._label(place), cell)
            )
        for place, _ in self._cells("keep"):
            self._keep(place)

    def _name(self, field: str, place: int, cell: str) -> None:
        text, address = linked(cell)
        if address:
            self._add_link(address)
        if len(text) > LONGEST_WORDS:
            self._keep(place)
            text = text[: LONGEST_WORDS - 1] + "…"
        self.texts.setdefault(field, " ".join(text.split()))

    def _link(self, place: int, cell: str) -> None:
        found = addresses(cell)
        for one in found:
            self._add_link(one)
        if not found and "." in cell and " " not in cell and len(cell) > 4:
            self._add_link(cell)
        elif len("".join(found)) + 3 < len(cell.strip()) and not linked(cell)[1]:
            self._keep(place)

    def _add_link(self, address: str) -> None:
        self.texts["links"] = "\n".join(filter(None, [self.texts.get("links", ""), address]))

    def _read_people(self) -> None:
        told = [both for both in self._cells("contact") if not says_no(both[1])]
        named = [(p, cell) for p, cell in told if not says_yes(cell) and is_people(cell)]
        reached = [both for kind in REACHED for both in self._cells(kind) if not says_no(both[1])]
        self.texts["people"] = people_in(
            [(self._label(p), cell) for p, cell in named], [cell for _, cell in reached]
        )
        lost = [both for both in told if both not in named]
        for place, _ in [*lost, *(reached if not self.texts["people"] else ())]:
            self._keep(place)

    def _read_source(self) -> None:
        for _, cell in self._cells("source"):
            self.texts["source_words"] = cell
            self.texts["source"] = source_of(cell)
        for place, cell in self._cells("referral"):
            if says_no(cell):
                continue
            who = _YES_AND.sub("", cell)
            if not says_yes(cell):
                if source_of(cell) == Source.OUTBOUND and len(cell) < LONGEST_WORDS:
                    self.texts["referrer"] = who
                else:
                    self._keep(place)
            self.texts["source"] = Source.REFERRAL.value

    # --- days

    def _days(self, kind: str) -> list[date]:
        found: list[date] = []
        for place, cell in self._cells(kind):
            day = self.of.days.at(self.place, place)
            found += day.days
            self._judge(place, cell, day)
        return found

    def _judge(self, place: int, cell: str, day: Day) -> None:
        """Note what a date cell holds besides dates."""
        for why in day.wrong:
            self.unread.append(Unread(self._label(place), cell, why))
        if day.wrong or not day.rest:
            return
        told = read_status(day.rest)
        if told.known and not told.stages:
            return
        if day.days:
            if not (told.known and set(told.stages) <= {Stage.APPLIED, WAITING}):
                self._keep(place)
        elif (
            self.of.meanings[place].kind == "applied on"
            and told.known
            and Stage.NOTED in told.stages
        ):
            self.noted_only = True
        elif says_yes(cell) and self.of.meanings[place].kind == "applied on":
            self.says_applied = True
        else:
            self.unread.append(Unread(self._label(place), cell, "no day that I can read"))

    # --- stages

    def _read_stages(self) -> None:
        for place, cell in self._cells("stage"):
            self._stage(place, cell, self.of.meanings[place].of)
        for place, cell in self._cells("applied"):
            self._applied(place, cell)
        if any(one.on is None for one in self.events):
            self.events = [one for one in self.events if not self._only_its_result(one)]

    def _only_its_result(self, told: Told) -> bool:
        """`Phone result: passed` beside `Phone date`: one call, whose day is known."""
        if told.on is not None or not _RESULT.search(plain(told.column)):
            return False
        return any(one.stage == told.stage and one.on for one in self.events)

    def _stage(self, place: int, cell: str, stage: str) -> None:
        label = self._label(place)
        if says_no(cell) and cell.strip() not in ("✅",):
            return
        words = "" if plain(label) in (stage, LABELS[stage]) else _stage_words(label)
        day = self.of.days.at(self.place, place)
        if day.days:
            self.events += [Told(one, stage, words, label) for one in day.days]
            if day.rest or day.wrong:
                self._beside_day(place, day, stage)
            return
        if day.wrong:
            self.unread += [Unread(label, cell, why) for why in day.wrong]
            self.events.append(Told(None, stage, words, label))
            return
        self._stage_in_words(place, cell, stage, words)

    def _beside_day(self, place: int, day: Day, stage: str) -> None:
        told = read_status(day.rest)
        if told.known and day.rest:
            self.events += [
                Told(None, one, "", self._label(place))
                for one in told.stages
                if one in ENDS and one != stage
            ]
        self._keep(place)

    def _stage_in_words(self, place: int, cell: str, stage: str, words: str) -> None:
        label = self._label(place)
        if says_yes(cell):
            self.events.append(Told(None, stage, words, label))
            return
        told = [self.of.mapping.statuses.get(plain(cell))]
        status = Status(told[0], True) if told[0] is not None else read_status(cell)
        if not status.known:
            self.events.append(Told(None, stage, words, label))
            self._keep(place)
            if not any(map(str.isdigit, cell)):
                self.remarks.append(f"{label}: {cell[:60]!r} was taken to mean that it happened")
            return
        stages = status.stages
        if plain(cell) in WENT_WELL:
            self.events.append(Told(None, stage, words, label))
            return
        if not stages or set(stages) <= {NOTHING, Stage.NOTED}:
            return
        if set(stages) <= {Stage.SILENCE}:
            self.events.append(Told(None, Stage.SILENCE, _words(cell, Stage.SILENCE), label))
            return
        self.events.append(Told(None, stage, words, label))
        for one in stages:
            if one in ENDS and one != stage:
                self.events.append(Told(None, one, _words(cell, one), label))
        if set(stages) & {CLOSED, SHELVED}:
            self._put(CLOSED if CLOSED in stages else SHELVED, None, cell, label)

    def _applied(self, place: int, cell: str) -> None:
        if says_no(cell):
            self.says_applied = False
        elif says_yes(cell) or Stage.APPLIED in read_status(cell).stages:
            self.says_applied = True
        elif Stage.NOTED in read_status(cell).stages:
            self.says_applied = False
        else:
            self._keep(place)

    def _read_histories(self) -> None:
        for place, cell in self._cells("history"):
            entries = history(cell)
            if entries is None:
                self._told_cell(place, cell, [])
                continue
            for words, day in entries:
                self._entry(place, words, day)

    def _entry(self, place: int, words: str, day: str) -> None:
        label = self._label(place)
        days = self.of.days.within(written(day), self.place, place) if day else Day((), (), "")
        for why in days.wrong:
            self.unread.append(Unread(label, f"{words}: {day}", why))
        for told in self.of.status(words, label):
            if not told.status.known:
                self.unread.append(Unread(label, words, "a status that I do not know"))
            self._happened(told, list(days.days), label)

    # --- statuses

    def _read_statuses(self, answered: list[date]) -> None:
        for place in self.of.statuses:
            cell = self.cells[place]
            if not cell:
                continue
            self._told_cell(place, cell, self._days_of_status(place))
        heading = self.of.sections.over.get(self.place, "")
        if heading and not any(self.cells[place] for place in self.of.statuses):
            for told in self.of.status(heading, HEADING_ABOVE):
                self._happened(told, [], HEADING_ABOVE)
        self._days_without_status()

    def _days_of_status(self, place: int) -> list[date]:
        """The day beside a status: its own column's."""
        of = self.of.meanings[place].of
        found: list[date] = []
        for other, cell in self._cells("status on"):
            if self.of.meanings[other].of == of or (
                not self.of.meanings[other].of and of in ("", "1")
            ):
                day = self.of.days.at(self.place, other)
                found += day.days
                self._judge(other, cell, day)
        return found

    def _days_without_status(self) -> None:
        """A day of a status that is not there."""
        told = {self.of.meanings[p].of for p in self.of.statuses if self.cells[p]}
        for place, cell in self._cells("status on"):
            of = self.of.meanings[place].of
            if of not in told and not (not of and told & {"", "1"}):
                self._judge(place, cell, self.of.days.at(self.place, place))
                self._keep(place)

    def _told_cell(self, place: int, cell: str, days: list[date]) -> None:
        label = self._label(place)
        if says_yes(cell) and _ANSWER.search(plain(label)):
            self.events.append(Told(None, Stage.RECRUITER, "an answer", label))
            return
        told = self.of.status(cell, label)
        for at, one in enumerate(told):
            if not one.status.known:
                self.unread.append(Unread(label, cell, "a status that I do not know"))
                for why in one.dates.wrong:
                    self.unread.append(Unread(label, cell, why))
                continue
            inline = self.of.days.within(one.dates, self.place, place)
            if inline.days and not one.status.stages:
                self._only_a_day(label, cell, min(inline.days))
                continue
            for why in inline.wrong:
                self.unread.append(Unread(label, cell, why))
            last = at == len(told) - 1
            self._happened(one, list(inline.days) or (days if last else []), label)
            if one.status.near == plain(one.words) and len(one.words.split()) > 3:
                self._keep(place)

    def _only_a_day(self, label: str, cell: str, day: date) -> None:
        """A day where a status should be: of an answer, if the column is about answers."""
        if _ANSWER.search(plain(label)) and _SAYS_NO.match(plain(cell)):
            self.events.append(Told(day, Stage.REJECTED, "", label))
        elif _ANSWER.search(plain(label)):
            self.events.append(Told(day, Stage.RECRUITER, "an answer", label))
        else:
            self.unread.append(Unread(label, cell, "a day, but not what happened on it"))

    def _happened(self, told: ReadTold, days: list[date], label: str) -> None:
        """Put what a status tells among the events; its day belongs to the last thing it tells."""
        stages = told.status.stages
        for at, stage in enumerate(stages):
            last = at == len(stages) - 1
            mine: list[date | None] = [*days] if last else []
            if len(days) == len(stages) > 1:
                mine = [days[at]]
            words = told.words if len(stages) == 1 and not _spelt(told, stage) else ""
            for day in mine or [None]:
                self._put(stage, day, words, label)

    def _put(self, stage: str, day: date | None, words: str, label: str) -> None:
        if stage in (WAITING, Stage.APPLIED):
            self.says_applied = True
            if stage == Stage.APPLIED and day:
                self.events.append(Told(day, stage, "", label))
        elif stage == Stage.NOTED:
            self.noted_only = True
        elif stage in (CLOSED, SHELVED):
            self._over(stage, day, words, label)
        elif stage in STAGES:
            self._add(Told(day, stage, _words(words, stage), label))

    def _over(self, stage: str, day: date | None, words: str, label: str) -> None:
        """The position went away, or was put away: an end for whoever had applied."""
        if stage == SHELVED and any(one.stage in ENDS for one in self.events):
            return
        ended = Stage.REJECTED if stage == CLOSED else Stage.SILENCE
        self.events.append(Told(day, ended, words or stage, label))
        if stage == SHELVED:
            self.remarks.append(f"{words or stage!r} was taken as let go")

    def _add(self, told: Told) -> None:
        """A status that only repeats what a column of its own said adds nothing."""
        same = [one for one in self.events if one.stage == told.stage]
        other = [one for one in same if one.column != told.column or one.words == told.words]
        if other and (told.on is None or any(one.on == told.on for one in other)):
            return
        if other and all(one.on is None for one in other):
            self.events[self.events.index(other[0])] = told
            return
        further = [
            one for one in self.events if PROGRESS.get(one.stage, 0) >= PROGRESS.get(told.stage, 99)
        ]
        elsewhere = any(one.column != told.column for one in further)
        if told.on is None and told.stage in ANSWERS_WITH_INTEREST and told.column and elsewhere:
            return
        self.events.append(told)

    # --- the first answer

    def _read_answer(self, days: list[date]) -> None:
        marks = [cell for _, cell in self._cells("answered")]
        for place, cell in self._cells("answered"):
            if not says_yes(cell) and not says_no(cell):
                self._told_cell(place, cell, [])
        if not days:
            if any(map(says_yes, marks)) and not any(_answers(one) for one in self.events):
                self.events.append(Told(None, Stage.RECRUITER, "an answer", "answered"))
            return
        self._first_answer(min(days))

    def _first_answer(self, day: date) -> None:
        answers = [one for one in self.events if _answers(one)]
        if any(one.on == day for one in answers):
            return
        only = answers[0] if len(answers) == 1 else None
        undated = only is not None and only.stage == Stage.REJECTED and only.on is None
        if only and undated and not self._says_days_to_rejection():
            self._date(only, day)
            return
        label = self._label(self.of.places["answered on"][0])
        self.events.insert(0, Told(day, Stage.RECRUITER, "first answer", label))

    def _says_days_to_rejection(self) -> bool:
        return any(self.of.meanings[p].of == "rejected" for p, _ in self._cells("days to"))

    def _date(self, event: Told, day: date) -> None:
        self.events[self.events.index(event)] = Told(day, event.stage, event.words, event.column)

    def _read_days_to(self, applied: list[date]) -> None:
        for place, cell in self._cells("days to"):
            stage = self.of.meanings[place].of
            undated = [one for one in self.events if one.stage == stage and one.on is None]
            self._keep(place)
            if applied and undated and cell.isdigit() and int(cell) < 2000:
                day = applied[0] + timedelta(days=int(cell))
                self._date(undated[0], day)
                first = [
                    one for one in self.events if one.words == "first answer" and one.on == day
                ]
                for one in first:
                    self.events.remove(one)

    # --- the beginning

    def _begin(self, applied: list[date], noted: list[date]) -> None:
        """The application itself: the day it was sent, or that it was only noted."""
        there = [one for one in self.events if one.stage == Stage.APPLIED]
        for day in reversed(applied):
            if not self._is_only_noted(applied) and not any(one.on == day for one in there):
                self.events.insert(
                    0, Told(day, Stage.APPLIED, "", self._label(self.of.places["applied on"][0]))
                )
        if there or (applied and not self._is_only_noted(applied)):
            self._begin_noted(noted, beside=True)
            return
        if self._is_only_noted(applied) or not self._was_applied(noted):
            self._begin_noted(noted or applied, beside=False)
            return
        sent = noted[0] if noted and not self.of.places.get("applied on") else None
        if self.of.named or not self.of.places.get("order"):
            self.events.insert(0, Told(sent, Stage.APPLIED, "", ""))

    def _is_only_noted(self, applied: list[date]) -> bool:
        happened = any(one.stage not in (Stage.NOTED,) for one in self.events)
        return not happened and (
            self.says_applied is False or (self.noted_only and not self.says_applied)
        )

    def _was_applied(self, noted: list[date]) -> bool:
        """A line of a list of applications is one, unless the list keeps days and this has none."""
        if self.events or self.says_applied:
            return True
        return not self.of.keeps_days

    def _begin_noted(self, noted: list[date], *, beside: bool) -> None:
        if not beside and not noted:
            self.events.insert(0, Told(None, Stage.NOTED, "", ""))
        for day in noted[:1]:
            if not any(one.on == day for one in self.events):
                self.events.insert(0, Told(day, Stage.NOTED, "", ""))

    # --- the end

    def _in_order(self) -> None:
        """An ending told last stays last: an earlier thing dated after it loses its day, aloud."""
        ends = [at for at, one in enumerate(self.events) if one.stage in ENDS and one.on]
        if not ends:
            self._look_at_applied()
            return
        end = self.events[ends[-1]]
        numbered = len(self.of.statuses) > 1 or bool(self.of.places.get("history"))
        for at, one in enumerate(list(self.events)):
            earlier = at < ends[-1] or not numbered
            later = one.on and end.on and one.on > end.on and one.stage not in ENDS
            if later and earlier and end in self.events:
                self._undate(at, one, end)
        self._look_at_applied()

    def _undate(self, at: int, one: Told, end: Told) -> None:
        """Of two days that cannot both be right, leave one open: the ending's, if the day of
        applying is like those of the lines around it."""
        wrong, other = one, end
        if one.stage == Stage.APPLIED and not self.of.days.stands_out(self.place):
            wrong, other = end, one
        where = self.events.index(wrong)
        self.events[where] = Told(None, wrong.stage, wrong.words, wrong.column)
        relation = "after" if wrong is one else "before"
        why = f"lies {relation} {other.stage} on {other.on}; the day is left open"
        self.unread.append(Unread(wrong.column or wrong.stage, f"{wrong.on}", why))

    def _look_at_applied(self) -> None:
        applied = [one.on for one in self.events if one.stage == Stage.APPLIED and one.on]
        early = [
            one
            for one in self.events
            if one.on and applied and one.on < min(applied) and one.stage != Stage.NOTED
        ]
        for one in early:
            self.remarks.append(
                f"{one.stage} on {one.on} lies before you applied on {min(applied)}"
            )

    def _done(self) -> Row:
        taken_as = APPLICATION if self.of.named else PART
        for one in self.unread:
            if (one.column, one.value) not in self.kept:
                self.kept.append((one.column, one.value))
        notes = "\n".join(
            f"from the file: {name}: {value}" if name else value for name, value in _once(self.kept)
        )
        if not self.texts.get("company") and self.of.named:
            self.remarks.append("no company is named in this line")
        return Row(
            self.of.sheet.name,
            self.of.sheet.lines[self.place],
            taken_as,
            notes=notes,
            events=tuple(dict.fromkeys(self.events)),
            unread=tuple(self.unread),
            remarks=tuple(self.remarks),
            **self.texts,
        )


def _once(kept: list[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return dict.fromkeys(kept)


def _answers(one: Told) -> bool:
    return one.stage in ANSWERS_WITH_INTEREST or one.stage == Stage.REJECTED


def _stage_words(label: str) -> str:
    return label[:LONGEST_WORDS]


def _spelt(told: ReadTold, stage: str) -> bool:
    """Whether the words, mended, are the stage's own: then they say no more than it does."""
    return (
        bool(told.status.near) and plain(told.status.near) in (stage, LABELS[stage])
        if stage in STAGES
        else False
    )


def _words(text: str, stage: str) -> str:
    """A status's words, where they say more than the stage does."""
    same = plain(text) in (stage, LABELS[stage], "")
    return "" if same else " ".join(text.split())[:LONGEST_WORDS]
