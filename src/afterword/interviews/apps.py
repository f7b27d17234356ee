from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    name = "afterword.interviews"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are there only now.
        from afterword.interviews import departures, reporting

        reporting.register()
        departures.register()
