from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "afterword.people"
    default_auto_field = "django.db.models.BigAutoField"
