"""What can be filled in about a search."""

from afterword.cycle.forms.applications import AboutForm, AddForm, EventForm, LineForm, about
from afterword.cycle.forms.company_interviews import ChangeInterviewForm, InterviewForm
from afterword.cycle.forms.contacts import ContactForm
from afterword.cycle.forms.endings import AngryForm, HindsightForm, ReasonForm
from afterword.cycle.forms.importing import RulesForm
from afterword.cycle.forms.offers import DecidedForm, OfferForm
from afterword.cycle.forms.papers import PaperForm
from afterword.cycle.forms.personal import CycleForm, WishesForm
from afterword.cycle.forms.table import TableFilter, TogetherForm

__all__ = [
    "AboutForm", "AddForm", "AngryForm", "ChangeInterviewForm", "ContactForm", "CycleForm",
    "DecidedForm", "EventForm", "HindsightForm", "InterviewForm", "LineForm", "OfferForm",
    "PaperForm", "ReasonForm", "RulesForm", "TableFilter", "TogetherForm", "WishesForm", "about",
]  # fmt: skip
