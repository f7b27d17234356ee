from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "afterword.notes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are there only now.
        from afterword.interviews import next_steps
        from afterword.notes.steps import next_step, reported
        from afterword.people import reportable

        next_steps.register(next_step)
        reportable.register("hiringnotes", "hiring notes", reported)
