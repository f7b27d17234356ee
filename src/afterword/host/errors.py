"""What stands in the way of a command, each said in one sentence to whoever typed it."""


class CannotGoOn(Exception):
    """The command stops here; the message says why and what to do."""


class PortTaken(CannotGoOn):
    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"something else answers on {host}:{port} already. Stop it, or choose another port:"
            f" afterword serve --port {port + 1}"
        )


class NoSuchAddress(CannotGoOn):
    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"cannot listen on {host}:{port}: {reason}.")


class AlreadyServed(CannotGoOn):
    def __init__(self, place: object) -> None:
        super().__init__(
            f"another Afterword is serving the data folder {place} already. One folder, one server."
        )


class NewerData(CannotGoOn):
    def __init__(self, place: object, unknown: str) -> None:
        super().__init__(
            f"the data in {place} was written by a newer Afterword (it knows {unknown}, this one"
            " does not). Nothing was changed. Install that version, or choose another folder with"
            " AFTERWORD_DATA."
        )


class NotOurs(CannotGoOn):
    def __init__(self, place: object, reason: str) -> None:
        super().__init__(f"cannot use the database {place}: {reason}. Nothing was changed.")


class UpgradeStopped(CannotGoOn):
    def __init__(self, reason: str, *, restored: bool) -> None:
        after = "The data is as it was before." if restored else "Restore the copy you made before."
        super().__init__(f"the data could not be brought up to date: {reason}. {after}")


class NotPrepared(CannotGoOn):
    def __init__(self) -> None:
        super().__init__("it could not be made ready to serve; what is printed above says why.")


class NoSuchPerson(CannotGoOn):
    def __init__(self, email: str) -> None:
        super().__init__(
            f"there is no account for {email}." if email else "there is no host yet: open /setup/."
        )


class StillHere(CannotGoOn):
    """An account that cannot be erased just now."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the account stays for now: {why}. Nothing was changed.")


class NotUpToDate(CannotGoOn):
    def __init__(self) -> None:
        super().__init__("the databases are not up to date. Run `afterword migrate` first.")


class CannotHost(Exception):
    """Only the host hands the server over, and to somebody who stays."""


class HostExists(Exception):
    """Somebody else was quicker: this server has a host."""


class NotAnswered(Exception):
    """Set-up cannot end before both questions are answered."""


class LinkSpent(Exception):
    """The link has run out, or it was used."""


class NotForADemo(CannotGoOn):
    def __init__(self, place: object) -> None:
        super().__init__(
            f"the data folder {place} has people in it already. The fictional club needs an empty"
            " one: choose it with AFTERWORD_DATA."
        )
