"""What people's part does later."""

from django_tasks import task

from afterword.people import post
from afterword.people.models import Letter


@task()
def post_letter(letter_id: str) -> None:
    """Post one letter; harmless when run twice."""
    letter = Letter.objects.filter(pk=letter_id).first()
    if letter is not None:
        post.post(letter)
