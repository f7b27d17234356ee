from django.apps import AppConfig


class HostConfig(AppConfig):
    name = "afterword.host"
    default_auto_field = "django.db.models.BigAutoField"
