from django.urls import path

from afterword.interviews.views import room

app_name = "interviews"
urlpatterns = [
    path("<uuid:interview_id>/room/", room.room, name="room"),
]
