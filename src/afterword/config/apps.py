from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "afterword.config"
    label = "config"
