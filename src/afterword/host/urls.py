from django.urls import path

from afterword.host.views import guests, host, leaving, links, setup

app_name = "host"
urlpatterns = [
    path("setup/", setup.setup, name="setup"),
    path("setup/for", setup.purpose, name="setup-purpose"),
    path("setup/reach", setup.reach, name="setup-reach"),
    path("setup/way", setup.way, name="setup-way"),
    path("setup/way/reached", setup.reached, name="setup-reached"),
    path("setup/way/again", setup.new_hello, name="new-hello"),
    path("setup/finish", setup.finish, name="setup-finish"),
    path("setup/friend", setup.friend, name="friend"),
    path("hello/<str:nonce>", links.hello, name="hello"),
    path("return/<str:token>", links.come_back, name="come-back"),
    path("host/", host.overview, name="overview"),
    path("host/outbox", host.outbox, name="outbox"),
    path("host/sign-up", host.sign_up, name="sign-up"),
    path("host/hand-over/", host.hand_over, name="hand-over"),
    path("settings/leaving/", leaving.leaving, name="leaving"),
    path("settings/leaving/stay/", leaving.stay, name="stay"),
    path("settings/everything.json", leaving.everything, name="everything"),
    path("interviews/<uuid:interview_id>/leaving/", guests.leaving, name="guest-leaving"),
    path("interviews/<uuid:interview_id>/leaving/stay/", guests.stay, name="guest-stays"),
    path(
        "interviews/<uuid:interview_id>/everything.json", guests.everything, name="guest-everything"
    ),
]
