"""To which company that is there mail belongs, under whatever name it writes."""

import pytest

from afterword.cycle.models import Application
from afterword.cycle.spellings import Spellings, spellings_of
from afterword.cycle.tests.making import applied
from afterword.cycle.tests.test_mail_pages import bring, message, proposal, url

THERE = ("fernhill labs", "git hub", "meta", "northernlights energy", "alder labs", "alder group")


@pytest.mark.parametrize(
    ("mail", "there"),
    [
        ("fernhill labs", "fernhill labs"),
        ("fernhill", "fernhill labs"),
        ("github", "git hub"),
        ("meta technologies", "meta"),
        ("northern", "northern"),  # a name that only begins so
        ("northernlights", "northernlights energy"),
        ("fernhill capital", "fernhill capital"),  # another that begins so
        ("alder", "alder"),  # either may be meant
    ],
)
def test_one_company_under_two_names(mail, there):
    assert Spellings(THERE).of(mail) == there


@pytest.mark.django_db
def test_a_posting_tells_by_its_domain_whose_mail_it_is_and_a_board_does_not(cast):
    applied(cast.ben, "Alphabet", links="https://careers.lettersoup.example/1")
    applied(cast.ben, "Osterly", links="https://boards.greenhouse.io/osterly/1")
    spelled = spellings_of(Application.objects.all())
    assert spelled.of("lettersoup") == "alphabet"
    assert spelled.of("greenhouse") == "greenhouse"


@pytest.mark.django_db
def test_mail_under_another_spelling_goes_to_the_application_that_is_there(cast, signed_in):
    browser = signed_in(cast.ben)
    there = applied(cast.ben, "Fern Hill Labs Ltd.", ("applied", 1), role="Backend Engineer")
    bring(browser, message(
        3, "Fernhill Labs <no-reply@greenhouse.io>", "Next steps with Fernhill Labs",
        "We would like to invite you to a phone interview for Backend Engineer.", 9,
    ))  # fmt: skip
    words = browser.get(url("proposals")).content.decode()
    assert "which is here already" in words
    browser.post(url("proposals-accept"), {"pick": [proposal("Fernhill Labs", "phone").pk]})
    assert there.events.filter(stage="phone").exists()
