"""SQLite is told how many rows there are, and begins with the few."""

import pytest
from django.db import connection
from django.utils import timezone

from afterword.cycle.access import own_interviews
from afterword.cycle.models import Application, CompanyInterview, Cycle
from afterword.host import planning
from afterword.people.viewer import Viewer

pytestmark = pytest.mark.django_db(databases=["default", "record"])


def test_a_long_search_is_not_walked_for_its_few_interviews(cast):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL looks by itself")
    now = timezone.now()
    cycle = Cycle.objects.create(person=cast.ben, name="A search", started_on=now.date())
    sent = Application.objects.bulk_create(
        Application(cycle=cycle, company=f"Company {n}", company_key=f"company {n}")
        for n in range(600)
    )
    CompanyInterview.objects.create(application=sent[0], starts_at=now)
    planning.look_at_tables()
    plan = own_interviews(Viewer(cast.ben)).explain()
    assert "SEARCH cycle_application USING INDEX sqlite_autoindex_cycle_application_1" in plan
