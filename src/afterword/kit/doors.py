"""How a door answers: not found for what you may not know of, refused for what you may not do."""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404

Row = TypeVar("Row", bound=Model)


# Any: look-ups are whatever the row's fields are.
def found(visible: "QuerySet[Row]", **lookup: Any) -> Row:
    """The one row among those this person may see, or 404."""
    row = visible.filter(**lookup).first()
    if row is None:
        raise Http404
    return row


def required(right: bool, why: str = "") -> None:
    """403 unless the person has the right. `why` is a sentence the person will read."""
    if not right:
        raise PermissionDenied(why)
