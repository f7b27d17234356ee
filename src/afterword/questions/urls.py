from django.urls import path

from afterword.questions.views import alone, bank, retellings

app_name = "questions"
urlpatterns = [
    path("", bank.bank, name="bank"),
    path("<uuid:pk>/", bank.question, name="question"),
    path("<uuid:pk>/read/", bank.read, name="read"),
    path("<uuid:pk>/unread/", bank.unread, name="unread"),
    path("<uuid:pk>/source.md", bank.source, name="source"),
    path("<uuid:pk>/retire/", bank.retire, name="retire"),
    path("<uuid:pk>/alone/", alone.begin, name="practise"),
    path("alone/", alone.practices, name="practices"),
    path("alone/<uuid:pk>/", alone.practice, name="practice"),
    path("alone/<uuid:pk>/save/", alone.save, name="practice-save"),
    path("alone/<uuid:pk>/take-back/", alone.take_back, name="practice-take-back"),
    path("alone/<uuid:pk>/bring-back/", alone.bring_back, name="practice-bring-back"),
    path("retellings/", retellings.here, name="retellings-here"),
    path("retellings/<uuid:pk>/", retellings.answer, name="retelling-answer"),
    path("retellings/<uuid:pk>/draft.md", retellings.draft_file, name="retelling-draft"),
    path("of/<uuid:program>/retellings/", retellings.of_program, name="retellings"),
    path("of/<uuid:program>/bring-in/", bank.bring_in, name="bring-in"),
    path("of/<uuid:program>/questions.zip", bank.export, name="export"),
    path("of/<uuid:program>/rubrics/<slug:kind>/", bank.rubric, name="rubric"),
    path(
        "of/<uuid:program>/rubrics/<slug:kind>/default/",
        bank.default_rubric,
        name="default-rubric",
    ),
]
