"""What people fill in: the scorecard, the other half, a review, a reply."""

from collections.abc import Iterable
from typing import Any

from django import forms

from afterword.kit.forms import SavedForm, chosen, written
from afterword.notes.content import MOST_EVIDENCE, TEXTS, Content, EvidenceLine, RatingLine
from afterword.notes.document import at, strengths
from afterword.notes.enums import Confidence, Point, Recommendation
from afterword.questions.levels import ask_levels, level_field, level_fields, level_name, levels_in
from afterword.questions.models import Rubric

TOO_MANY_LINES = f"That is more than {MOST_EVIDENCE} lines; keep the ones that matter."
WANTS = [("", "I would rather not say"), ("yes", "Yes"), ("no", "No")]


class ScorecardForm(SavedForm):
    """The whole of hiring notes. Evidence is one piece a line, which may begin with its moment."""

    strengths = written("In your words, one a line", rows=3)
    recommendation = chosen("You would say", Recommendation.choices)
    because = written("Because", rows=3)
    would_have_changed = written("What would have changed it")
    confidence = chosen("How sure are you?", Confidence.choices)
    next_step = written("Something they can do before their next interview")

    # Any: forms.Form's own arguments.
    def __init__(self, rubric: Rubric, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rubric = rubric
        for one in rubric.dimensions:
            self.fields[level_name(one["key"])] = level_field(one)
            self.fields[f"evidence-{one['key']}"] = written("What they said or did, one a line")
            self.fields[f"raise-{one['key']}"] = written(
                "What would have raised it",
                help_text="Needed for “not yet” and “mixed”; welcome above.",
            )

    def clean(self) -> dict[str, Any]:
        """Any: cleaned fields, by name."""
        cleaned = super().clean() or self.cleaned_data
        for name in ("strengths", *(f"evidence-{one['key']}" for one in self.rubric.dimensions)):
            if len(strengths(cleaned.get(name, ""))) > MOST_EVIDENCE:
                self.add_error(name, TOO_MANY_LINES)
        return cleaned

    @classmethod
    def showing(cls, rubric: Rubric, content: Content, *, revision: int) -> "ScorecardForm":
        """The form with words in it."""
        return cls(rubric, initial={**as_fields(content), "revision": revision})

    def content(self) -> Content:
        """What was typed, as one value. Only after is_valid()."""
        words = {name: self.cleaned_data[name] for name in (*TEXTS, "recommendation", "confidence")}
        return Content(**words, ratings=tuple(self._lines()))

    def _lines(self) -> Iterable[RatingLine]:
        for one in self.rubric.dimensions:
            key = one["key"]
            level = self.cleaned_data[level_name(key)]
            said = strengths(self.cleaned_data[f"evidence-{key}"])
            evidence = tuple(EvidenceLine(**line) for line in said)
            raised = self.cleaned_data[f"raise-{key}"]
            yield RatingLine(key, int(level) if level else None, evidence, raised)


def as_fields(content: Content) -> dict[str, str]:
    """Content as the form's own fields: what a second tab is shown when it was overtaken."""
    fields = {name: getattr(content, name) for name in (*TEXTS, "recommendation", "confidence")}
    for line in content.ratings:
        fields |= level_fields({line.dimension: line.level})
        fields[f"evidence-{line.dimension}"] = "\n".join(_evidence(one) for one in line.evidence)
        fields[f"raise-{line.dimension}"] = line.would_have_raised
    return fields


def _evidence(line: EvidenceLine) -> str:
    return f"{at(line.moment)}{' '.join(line.text.split())}"


class LevelsForm(SavedForm):
    """A level for each dimension of a rubric; where it starts, not assessed."""

    # Any: forms.Form's own arguments.
    def __init__(self, rubric: Rubric, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rubric = rubric
        ask_levels(self, rubric.dimensions)

    def ratings(self) -> dict[str, int | None]:
        """The levels by dimension. Only after is_valid()."""
        return levels_in(self, self.rubric.dimensions)


class SecondReadingForm(LevelsForm):
    """What a second reader would have written: levels, a recommendation and its reason."""

    recommendation = chosen("You would say", Recommendation.choices)
    because = written(
        "Because",
        help_text="A line or two. The interviewer and the candidate can read it once it is sent.",
    )

    # Any: forms.Form's own arguments.
    def __init__(self, rubric: Rubric, *args: Any, **kwargs: Any) -> None:
        super().__init__(rubric, *args, **kwargs)
        for one in rubric.dimensions:  # which stand as headings above their evidence
            self.fields[level_name(one["key"])].label = f"{one['name']}: your level"


class NextRoundForm(SavedForm):
    """Would you want a next round with them, and to learn what? The why is private."""

    wants = chosen("Would you want a next round with them?", WANTS)
    to_learn = written("To learn what?", help_text="They read this once both of you have answered.")
    why = written("Why?", help_text="Private: nobody but you ever reads this.")

    def answer(self) -> dict[str, Any]:
        """The answer's own fields. Only after is_valid(). Any: yes, no, neither, or words."""
        wants = {"yes": True, "no": False}.get(self.cleaned_data["wants"])
        words = {name: self.cleaned_data[name] for name in ("to_learn", "why")}
        return {"wants": wants, **words, "takeaway": self.cleaned_data.get("takeaway", "")}


class InterviewersAnswerForm(NextRoundForm):
    """The interviewer is asked one thing more."""

    takeaway = written(
        "What did you see from this chair that you will use yourself?",
        help_text="Private: it goes to your own commitments, and nobody else reads it.",
    )
    field_order = ("takeaway", "wants", "to_learn", "why")


class OwnHalfForm(LevelsForm, NextRoundForm):
    """The candidate's half: the same dimensions, what went well, what they would change."""

    went_well = written("What went well")
    would_change = written("What would you do differently")


class ReviewForm(SavedForm):
    """The checklist, a comment on each line, and words about the whole."""

    checklist = forms.MultipleChoiceField(
        label="The checklist",
        choices=Point.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick what holds. What does not is worth a comment.",
    )
    words = written("About the whole")

    # Any: forms.Form's own arguments.
    def __init__(self, lines: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = dict(lines)
        for line, label in self.lines.items():
            self.fields[f"on-{line}"] = written(f"Comment on {label}", rows=1)

    def comments(self) -> dict[str, str]:
        """The comments by line. Only after is_valid()."""
        return {line: self.cleaned_data[f"on-{line}"] for line in self.lines}


class ReplyForm(SavedForm):
    """Thanks, one question, and what they will do."""

    thanks = written("Thank them")
    question = written("Ask one question", help_text="They may answer it once.")
    will_do = written(
        "What will you do?", help_text="They read it, and it goes to your commitments."
    )


class AnswerForm(forms.Form):
    text = written("Your answer")


class ChangeForm(forms.Form):
    text = written("What did the hour change?", help_text="However small. They read exactly this.")


class BecauseForm(forms.Form):
    because = written("Why do you take them back?", help_text="Both of you will read this.")
