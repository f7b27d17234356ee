"""Guests who came by the old links keep them as their own; links nobody opened become asks."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_what_was_opened(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    links = apps.get_model("interviews", "GuestLink").objects.exclude(first_used_at=None)
    seated = set()
    for link in links.order_by("-created_at"):
        if link.chair_id not in seated:
            seated.add(link.chair_id)
            link.own = True
            link.save(update_fields=["own"])


class Migration(migrations.Migration):
    dependencies = [("interviews", "0002_say_where_guests_live_and_who_cancelled")]
    operations = [
        migrations.AddField("guestlink", "own", models.BooleanField(default=False)),
        migrations.RunPython(keep_what_was_opened, migrations.RunPython.noop),
        migrations.AddConstraint(
            "guestlink",
            models.UniqueConstraint(
                fields=["chair"], condition=models.Q(own=True), name="a_chair_is_taken_once"
            ),
        ),
    ]
