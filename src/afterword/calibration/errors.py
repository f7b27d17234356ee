"""Why nothing was fitted, as facts that a person can read."""

from afterword.kit.errors import Fact


class NothingTold(Fact):
    """These ratings carry nothing that could be estimated; the text says why."""
