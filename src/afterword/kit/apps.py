from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "afterword.kit"
