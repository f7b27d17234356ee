from django.urls import path

from afterword.debriefs.views import (
    cycles,
    exports,
    gathering,
    interviews,
    offering,
    points,
    restoring,
    sharing,
    steps,
)

app_name = "debriefs"
urlpatterns = [
    path("", cycles.overview, name="overview"),
    path("debriefs.json", exports.as_json, name="export-json"),
    path("bring-back/", restoring.bring, name="import"),
    path("bring-back/<uuid:pk>/undo/", restoring.undo, name="import-undo"),
    path("interviews/<uuid:pk>/begin/", interviews.begin, name="interview-begin"),
    path("events/<uuid:pk>/begin/", interviews.begin_of_event, name="event-begin"),
    path("interviews/<uuid:pk>/", interviews.debrief, name="interview"),
    path("interviews/<uuid:pk>/save/", interviews.save, name="interview-save"),
    path("interviews/<uuid:pk>/offer/", offering.offer, name="offer"),
    path("interviews/<uuid:pk>/offer/withdraw/", offering.withdraw, name="offer-withdraw"),
    path("cycles/<uuid:pk>/begin/", cycles.begin, name="begin"),
    path("<uuid:pk>/", cycles.report, name="report"),
    path("<uuid:pk>/end/", cycles.end, name="end"),
    path("<uuid:pk>/reopen/", cycles.reopen, name="reopen"),
    path("<uuid:pk>/take-back/", cycles.take_back, name="take-back"),
    path("<uuid:pk>/bring-back/", cycles.bring_back, name="bring-back"),
    path("<uuid:pk>/next-cycle/", cycles.next_cycle, name="next-cycle"),
    path("<uuid:pk>/share/", sharing.share, name="share"),
    path("links/<uuid:pk>/revoke/", sharing.revoke, name="revoke"),
    path("shared/", sharing.shared, name="shared"),
    path("shared/<str:token>/", sharing.arrive, name="arrive"),
    path("points/<uuid:pk>/", points.rest_on, name="point"),
    path("commitments/<uuid:pk>/", cycles.answer_commitment, name="commitment"),
    path("opening/", cycles.opening, name="opening"),
    path("<uuid:pk>/<slug:step>/", steps.step, name="step"),
    path("<uuid:pk>/<slug:step>/save/", steps.save, name="step-save"),
    path("<uuid:pk>/<slug:step>/gather/", gathering.gather, name="gather"),
]
