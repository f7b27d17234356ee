from django.urls import path

from afterword.calibration.views import beside, own, program
from afterword.kit.views import how_we_know

PAGES = "agreement enough fit growth large laplace levels second-opinion shares"
SUMS = {"among": frozenset(PAGES.split()), "of": "Numbers", "back": "calibration:mine"}

app_name = "calibration"
urlpatterns = [
    path("", own.mine, name="mine"),
    path("ability/", own.ability, name="ability"),
    path("strictness/", own.strictness, name="strictness"),
    path("numbers.json", own.as_json, name="json"),
    path("letters/<uuid:interview_id>/", beside.letter, name="letter"),
    path("questions/<uuid:pk>/", beside.question, name="question"),
    path("programs/<uuid:pk>/", program.program, name="program"),
    path("how-we-know/<slug:name>/", how_we_know, SUMS, name="how-we-know"),
]
