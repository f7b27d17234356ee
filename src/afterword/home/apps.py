from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "afterword.home"
    default_auto_field = "django.db.models.BigAutoField"
