from django.apps import AppConfig


class CycleConfig(AppConfig):
    name = "afterword.cycle"
    default_auto_field = "django.db.models.BigAutoField"
