"""What a point is, and what it was seen in."""

from collections.abc import Iterator, Mapping
from typing import Any, cast
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundWidget
from django.http import QueryDict

from afterword.cycle.forms.fields import Day
from afterword.cycle.queries import known_at
from afterword.debriefs import ties
from afterword.debriefs.models import CycleDebrief
from afterword.debriefs.points import SeenPoint, Sight
from afterword.debriefs.ties import Listed, Seen
from afterword.kit.forms import PlainSelect, written

NOT_HERE = "Choose something of your own search that is still there."
NO_COMPANY = "No application of this search is to a company so called."
NO_DAY = "Say on which day that was."
THOUGHT = "not tied yet: keep it as a thought"


class SeenForm(forms.Form):
    """What the lists do not have: any application, by its company, and any day."""

    text = written("In a line")
    company = forms.CharField(
        required=False, max_length=200, label="Another application, by its company"
    )
    on = Day("A day")
    happened = forms.CharField(required=False, max_length=200, label="What happened on it")

    # Any: forms.Form's own arguments.
    def __init__(self, debrief: CycleDebrief, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.debrief = debrief

    @property
    def opens(self) -> bool:
        """Something beyond the lists was typed, or was not understood."""
        names = ("company", "on", "happened")
        return any(self[name].value() or self.errors.get(name) for name in names)

    # Any: what the other fields have come to.
    def clean(self) -> dict[str, Any]:
        """What happened, happened on a day."""
        cleaned = self.cleaned_data
        if cleaned.get("happened") and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", NO_DAY)
        return cleaned

    def clean_company(self) -> Seen | None:
        """The application that is meant by a company's name."""
        named = self.cleaned_data["company"]
        if not named:
            return None
        found = known_at(ties.applications_of(self.debrief), named).first()
        if found is None:
            raise forms.ValidationError(NO_COMPANY)
        return Seen(application=found.pk)

    def beyond(self) -> list[Seen]:
        """What was named beyond the lists. Only after is_valid()."""
        cleaned = self.cleaned_data
        found = [cleaned["company"]] if cleaned["company"] else []
        day = Seen(on=cleaned["on"], words=cleaned["happened"].strip()) if cleaned["on"] else None
        return [*found, day] if day else found

    def _meant(self, key: str) -> Seen:
        found = ties.seen_by(key, self.debrief)
        if found is None:
            raise forms.ValidationError(NOT_HERE)
        return found


class PointForm(SeenForm):
    """Something to repeat or to do differently, and the first thing it was seen in."""

    seen_in = forms.CharField(required=False, label="What did you see it in?")
    field_order = ("text", "seen_in")

    # Any: forms.Form's own arguments.
    def __init__(self, debrief: CycleDebrief, *args: Any, **kwargs: Any) -> None:
        super().__init__(debrief, *args, **kwargs)
        there = [(kind, some) for kind, some in ties.listed(debrief).items()]
        self.fields["seen_in"].widget = PlainSelect(choices=[("", THOUGHT), *there])

    def clean_seen_in(self) -> Seen | None:
        """What was chosen, listed or not."""
        key = self.cleaned_data["seen_in"]
        return self._meant(key) if key else None

    def seen(self) -> list[Seen]:
        """All that it rests on. Only after is_valid()."""
        chosen = self.cleaned_data["seen_in"]
        return [*([chosen] if chosen else []), *self.beyond()]


class AnyKeys(forms.MultipleChoiceField):
    """Keys of a list that may have moved on since it was shown: the form says which are known."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: object) -> bool:
        return True


class TieForm(SeenForm):
    """All that a point rests on: what it is tied to already, and what may be added."""

    seen_in = AnyKeys(required=False, label="What did you see it in?")
    shown = AnyKeys(required=False, widget=forms.MultipleHiddenInput)
    over = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    # Any: forms.Form's own arguments.
    def __init__(self, point: SeenPoint, debrief: CycleDebrief, *args: Any, **kwargs: Any) -> None:
        self._ties = {f"tie:{one.tie}": one for one in point.sights}
        tied = list(self._ties)
        kwargs["initial"] = {
            "text": point.text, "over": point.text, "seen_in": tied, "shown": tied,
        }  # fmt: skip
        super().__init__(debrief, *args, **kwargs)
        self._groups = list(_grouped(self._ties, ties.listed(debrief)))
        field = self.fields["seen_in"]
        assert isinstance(field, AnyKeys)  # noqa: S101  declared above
        field.choices = self._groups

    def groups(self) -> list[tuple[str, list[BoundWidget]]]:
        """The ticks under the names of their kinds, for the page."""
        ticks = iter(self["seen_in"].subwidgets)
        return [(kind, [next(ticks) for _ in some]) for kind, some in self._groups]

    def clean_seen_in(self) -> list[Seen | UUID]:
        """What is new, and the names of ties that are kept; one that is gone by now is not."""
        chosen = [key for key in self.cleaned_data["seen_in"] if key in self._ties]
        new = [key for key in self.cleaned_data["seen_in"] if not key.startswith("tie:")]
        return [*(self._ties[key].tie for key in chosen), *map(self._meant, new)]

    def clean_over(self) -> str:
        """The words that were shown; a page from before this was asked has nothing here."""
        return str(self.cleaned_data["over"] or self["over"].initial)

    def upon(self, newest: str) -> None:
        """Shown again over newer words: whoever sends theirs once more means it."""
        data = cast(QueryDict, self.data).copy()
        data["over"] = newest
        self.data = data

    def untied(self) -> set[UUID]:
        """The ties that were shown and are ticked no more; what another tab tied since stays.

        Only after is_valid().
        """
        shown = {self._ties[key].tie for key in self.cleaned_data["shown"] if key in self._ties}
        return shown - {one for one in self.cleaned_data["seen_in"] if isinstance(one, UUID)}

    def seen(self) -> list[Seen]:
        """What is new. Only after is_valid()."""
        new = [one for one in self.cleaned_data["seen_in"] if isinstance(one, Seen)]
        return [*new, *self.beyond()]


def _grouped(
    tied: Mapping[str, Sight], listed: Mapping[str, Listed]
) -> Iterator[tuple[str, Listed]]:
    """What it is tied to first, then what else there is."""
    there = {one.key for one in tied.values()}
    if tied:
        yield "Tied already", [(key, one.name) for key, one in tied.items()]
    for kind, some in listed.items():
        if rest := [(key, name) for key, name in some if key not in there]:
            yield kind, rest
