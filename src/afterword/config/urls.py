"""Every address, by the part that answers it."""

from django.urls import include, path

from afterword.config import api
from afterword.kit import views as kit

urlpatterns = [
    path("", include("afterword.home.urls")),
    path("", include("afterword.host.urls")),
    path("", include("afterword.people.urls")),
    path("questions/", include("afterword.questions.urls")),
    path("", include("afterword.interviews.urls")),
    path("notes/", include("afterword.notes.urls")),
    path("search/", include("afterword.cycle.urls")),
    path("numbers/", include("afterword.calibration.urls")),
    path("debriefs/", include("afterword.debriefs.urls")),
    path("account/", include("afterword.people.account_urls")),
    path("api/", api.urls()),
    path("design/", kit.design, name="design"),
    path("up", kit.up, name="up"),
]
