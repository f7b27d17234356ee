from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0003_give_guests_links_of_their_own"),
    ]

    operations = [
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("room", models.UUIDField(unique=True)),
                ("seq", models.BigIntegerField()),
                ("state", models.BinaryField()),
                ("left_out", models.JSONField(default=list)),
                ("waiting", models.JSONField(default=list)),
            ],
        ),
    ]
