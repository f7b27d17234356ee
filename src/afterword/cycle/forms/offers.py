"""What they would give, and what was decided about it."""

from afterword.cycle.forms.fields import Day
from afterword.kit.forms import SavedForm, written


class OfferForm(SavedForm):
    """What an offer says, part by part, and until when it wants an answer."""

    answer_by = Day("They want an answer by", help_text="It comes up on your desk and calendar.")
    work = written("The work", help_text="What you would do there, as they put it.")
    people = written("The people", help_text="Whom you met, and how they spoke with you.")
    mentoring = written("Mentoring", help_text="Who would look at your work, and how often.")
    place = written("The place", help_text="Town, office, hours, the way there.")
    pay = written("The pay", help_text="In any words: pay, shares, leave, a visa, the move.")
    to_ask = written("Still to ask", help_text="One question is a letter; three are a call.")


class DecidedForm(SavedForm):
    """What was decided about an offer, looked back on."""

    because = written("What decided it?", help_text="The one or two things that weighed most.")
    gave_up = written("What did you give up by it?", help_text="There is always something.")
    next_time = written(
        "What do you take from it?",
        help_text="What led here and is worth repeating, or what you would ask earlier.",
    )
