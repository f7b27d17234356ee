"""What can be in the way, as facts."""


class LastOrganizer(Exception):
    """A program with members needs an organizer: name a successor first."""


class NoLongerOrganizer(Exception):
    """The organizer lost that role while the page was open."""


class PlaceChanged(Exception):
    """Somebody was quicker: the membership is no longer in the state that the page showed."""


class InvitationUnusable(Exception):
    """Run out, used up, taken back, or not for this person. The page says no more than that."""


class AlreadyMember(Exception):
    """Nothing to accept: the person is in the program."""


class ReportClosed(Exception):
    """Another organizer has answered already."""


class CommitmentMoved(Exception):
    """The commitment is no longer in the state that the page showed."""


class AddressTaken(Exception):
    """Somebody else signs in with this e-mail address."""


class NobodyToLook(Exception):
    """The one whom a report concerns is the only one who could answer it."""


class StillNeeded(Exception):
    """Nobody else runs the server, or organizes a program that others are in."""
