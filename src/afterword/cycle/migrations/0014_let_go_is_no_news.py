from django.db import migrations
from django.db.models import Max, OuterRef, Subquery


def forget_letting_go(apps, schema_editor):
    """The last news of what was let go is what was heard before it."""
    events = apps.get_model("cycle", "Event").objects.filter(taken_back_at=None)
    let_go = events.filter(stage="silence").values("application")
    heard = events.exclude(stage="silence").filter(application=OuterRef("pk")).order_by()
    last = heard.values("application").annotate(last=Max("on")).values("last")
    applications = apps.get_model("cycle", "Application").objects
    applications.filter(pk__in=let_go).update(last_on=Subquery(last))


class Migration(migrations.Migration):

    dependencies = [
        ("cycle", "0013_let_older_code_propose"),
    ]

    operations = [
        migrations.RunPython(forget_letting_go, migrations.RunPython.noop, elidable=True),
    ]
