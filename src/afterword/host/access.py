"""Who may look after the server."""

from afterword.people.viewer import Viewer


def is_host(viewer: Viewer) -> bool:
    """Whether the viewer runs this server."""
    return viewer.person is not None and viewer.person.is_host and viewer.person.is_active
