"""Pages of the API: a hundred rows at most, and no further than a database can count."""

from ninja import Field, Schema
from ninja.pagination import LimitOffsetPagination

MOST = 100
LAST = 2**31 - 1


class Pages(LimitOffsetPagination):
    """`?limit=…&offset=…`, both within bounds; otherwise 422."""

    class Input(Schema):
        limit: int = Field(MOST, ge=1, le=MOST)
        offset: int = Field(0, ge=0, le=LAST)
