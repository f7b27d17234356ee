"""A fictional club for looking around: people, interviews at every stage, and job searches."""

from afterword.host.club.founding import HOST, MEMBERS, found

__all__ = ["HOST", "MEMBERS", "found"]
