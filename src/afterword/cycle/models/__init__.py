"""The rows of a job search. All of them are their person's alone.

An `Edit` is one thing that the person did. Rows that say what happened are added in an edit and
taken back in one, never overwritten; so an edit can be undone exactly, and history stays.
"""

from afterword.cycle.models.applications import Application, Event, Origin
from afterword.cycle.models.bringing import Mailbox, Proposal, Upload
from afterword.cycle.models.company_interviews import CompanyInterview
from afterword.cycle.models.contacts import Contact
from afterword.cycle.models.cycles import Cycle, Edit, Import, Kept
from afterword.cycle.models.offers import Offer, Wish
from afterword.cycle.models.papers import Enclosure, Paper
from afterword.cycle.models.reasons import AngryLine, Hindsight, HindsightAnswer, Reason
from afterword.cycle.models.sharing import Feed, Seat, Sharing

__all__ = [
    "AngryLine",
    "Application",
    "CompanyInterview",
    "Contact",
    "Cycle",
    "Edit",
    "Enclosure",
    "Event",
    "Feed",
    "Hindsight",
    "HindsightAnswer",
    "Import",
    "Kept",
    "Mailbox",
    "Offer",
    "Origin",
    "Paper",
    "Proposal",
    "Reason",
    "Seat",
    "Sharing",
    "Upload",
    "Wish",
]
