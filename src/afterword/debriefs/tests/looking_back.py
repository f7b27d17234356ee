"""What Ben types when he looks back, and where."""

from django.urls import reverse

WORDS = {
    "asked": "Seats.", "went_well": "Asked first.", "could_better": "Time.",
    "next_time": "Say the edges.", "interviewer_was": "Kind.", "to_learn": "Graphs.",
}  # fmt: skip


def page_of(debrief):
    return reverse("debriefs:interview", args=[debrief.pk])


def offer(client, debrief, bank, **changed):
    words = {"title": "Seats", "text": "Two friends.", "own_words": "on", "bank": bank, **changed}
    return client.post(reverse("debriefs:offer", args=[debrief.pk]), words)
