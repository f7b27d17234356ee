from django.apps import AppConfig


class CalibrationConfig(AppConfig):
    name = "afterword.calibration"
    default_auto_field = "django.db.models.BigAutoField"
