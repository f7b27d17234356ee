"""The words for setting up."""

from django.db import models


class Purpose(models.TextChoices):
    """Who it is for."""

    ME = "me", "Just me"
    FRIEND = "friend", "Me and a friend"
    PROGRAM = "program", "A program"


class Reach(models.TextChoices):
    """Who must reach it."""

    MACHINE = "machine", "This machine"
    NETWORK = "network", "This network"
    ANYONE = "anyone", "Anyone"
