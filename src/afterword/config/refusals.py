"""What the API's schema says of answers that are not what was asked for: the same everywhere."""

from typing import Any

from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

# Any: a schema and pydantic's findings are JSON by field.
Json = dict[str, Any]


class Field(Schema):
    """A value that does not fit, by its place in what was sent, and why."""

    at: str
    says: str


class Refusal(Schema):
    """Why nothing was done, in a sentence; and where, if it was about single values."""

    detail: str
    fields: list[Field] = []


NOT_READ = "What was sent cannot be read."
UNSIGNED = "No token came with it, or one that opens nothing."
NOT_YOURS = "The token may not do that, or it is not its owner's to do."
NOT_THERE = "There is nothing here that the token's owner may know of."
MISFIT = "Some values do not fit."
TOO_MANY = "Too many wrong tokens from this address."


class WholeSchemaAPI(NinjaAPI):
    """An API whose schema names every answer that it gives, refusals too."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:  # Any: as Ninja's own
        """The schema with the refusals of each operation."""
        schema = super().get_openapi_schema(**kwargs)
        parts = Refusal.model_json_schema(ref_template="#/components/schemas/{model}")
        schema["components"]["schemas"].update({**parts.pop("$defs"), "Refusal": parts})
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, words in _refusals_of(operation).items():
                    operation["responses"].setdefault(status, _answer(words))
        return schema


def _refusals_of(operation: Json) -> dict[int, str]:
    refusals = {401: UNSIGNED, 403: NOT_YOURS, 429: TOO_MANY}
    asked = operation.get("parameters") or []
    if any(one["in"] == "path" for one in asked):
        refusals[404] = NOT_THERE
    if "requestBody" in operation:
        refusals[400] = NOT_READ
    if asked or "requestBody" in operation:
        refusals[422] = MISFIT
    return refusals


def _answer(words: str) -> Json:
    shape = {"schema": {"$ref": "#/components/schemas/Refusal"}}
    return {"description": words, "content": {"application/json": shape}}


def misfits(found: ValidationError) -> Json:
    """What did not fit, as a refusal: each value by its place, without repeating it."""
    fields = [{"at": _place(one["loc"]), "says": one["msg"]} for one in found.errors]
    return {"detail": MISFIT, "fields": fields}


def _place(where: tuple[str | int, ...]) -> str:
    """Where a value stands: `ratings.0.level`, without Ninja's words for body and argument."""
    kept = where[1:] if where[0] != "body" else where[2:] or where[:1]
    return ".".join(str(one) for one in kept)
