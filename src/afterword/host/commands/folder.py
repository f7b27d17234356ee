"""Opening the data folder for a command that may do without one."""

from afterword.host.errors import CannotGoOn


def open_folder() -> None:
    """Set Django up, and with it a data folder: only what keeps something needs it.

    Raises CannotGoOn.
    """
    # Slow: it loads every part.
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        raise CannotGoOn(str(wrong)) from wrong
