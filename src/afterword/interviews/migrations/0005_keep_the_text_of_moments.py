from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0004_keep_what_edits_add_up_to"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoodText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("room", models.UUIDField()),
                ("us", models.BigIntegerField()),
                ("text", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("room", "us"), name="one_text_a_moment")
                ],
            },
        ),
    ]
