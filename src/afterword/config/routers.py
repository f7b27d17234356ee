"""The record lives in its own database."""

from django.db.models import Model

RECORD = {"entry", "batch", "snapshot", "stoodtext", "textreading"}


class RecordRouter:
    """Sends the room's entries and what is made from them to `record`, the rest elsewhere."""

    def _is_record(self, part: str, model: str | None) -> bool:
        return part == "interviews" and model in RECORD

    def db_for_read(self, model: type[Model], **hints: object) -> str | None:
        return "record" if self._is_record(model._meta.app_label, model._meta.model_name) else None

    db_for_write = db_for_read

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: object
    ) -> bool:
        return (db == "record") == self._is_record(app_label, model_name)
