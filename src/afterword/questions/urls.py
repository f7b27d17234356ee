from django.urls import path

from afterword.questions import views

app_name = "questions"
urlpatterns = [
    path("", views.bank, name="bank"),
    path("<uuid:pk>/", views.question, name="question"),
    path("<uuid:pk>/read/", views.read, name="read"),
    path("<uuid:pk>/unread/", views.unread, name="unread"),
    path("<uuid:pk>/source.md", views.source, name="source"),
    path("<uuid:pk>/retire/", views.retire, name="retire"),
    path("of/<uuid:program>/bring-in/", views.bring_in, name="bring-in"),
    path("of/<uuid:program>/questions.zip", views.export, name="export"),
    path("of/<uuid:program>/rubrics/<slug:kind>/", views.rubric, name="rubric"),
    path(
        "of/<uuid:program>/rubrics/<slug:kind>/default/",
        views.default_rubric,
        name="default-rubric",
    ),
]
