"""The addresses of interviews; a guest's link stands on its own, short enough to be read out."""

from django.urls import path

from afterword.interviews.views import (
    booking,
    guests,
    interview,
    listing,
    private_notes,
    questions,
    room,
)

app_name = "interviews"
urlpatterns = [
    path("guest/<str:token>/", guests.guest, name="guest"),
    path("interviews/", listing.interviews, name="list"),
    path("interviews/new/", booking.new, name="new"),
    path("interviews/ask/", booking.ask, name="ask"),
    path("interviews/<uuid:interview_id>/", interview.interview, name="interview"),
    path("interviews/<uuid:interview_id>/accept/", interview.accept, name="accept"),
    path("interviews/<uuid:interview_id>/times/", interview.times, name="times"),
    path("interviews/<uuid:interview_id>/cancel/", interview.cancel, name="cancel"),
    path("interviews/<uuid:interview_id>/uncancel/", interview.uncancel, name="uncancel"),
    path("interviews/<uuid:interview_id>/missed/", interview.missed, name="missed"),
    path("interviews/<uuid:interview_id>/swap/", interview.swap, name="swap"),
    path("interviews/<uuid:interview_id>/calendar.ics", interview.calendar, name="calendar"),
    path("interviews/<uuid:interview_id>/message/", booking.message, name="message"),
    path("interviews/<uuid:interview_id>/link/renew/", interview.renew_link, name="renew-link"),
    path("interviews/<uuid:interview_id>/link/revoke/", interview.revoke_link, name="revoke-link"),
    path("interviews/<uuid:interview_id>/link/mine/", guests.keep_own_link, name="own-link"),
    path("interviews/<uuid:interview_id>/other-half/", guests.other_half, name="other-half"),
    path("interviews/<uuid:interview_id>/claim/", guests.claim, name="claim"),
    path("interviews/<uuid:interview_id>/question/", questions.question, name="question"),
    path("interviews/<uuid:interview_id>/question/suggest/", questions.suggest, name="suggest"),
    path("interviews/<uuid:interview_id>/room/", room.room, name="room"),
    path("interviews/<uuid:interview_id>/second-half/", room.second_half, name="second-half"),
    path(
        "interviews/<uuid:interview_id>/private-notes/",
        private_notes.private_notes,
        name="private-notes",
    ),
]
