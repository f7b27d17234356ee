from django.apps import AppConfig


class CalibrationConfig(AppConfig):
    name = "afterword.calibration"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are there only now.
        from afterword.calibration import departures

        departures.register()
