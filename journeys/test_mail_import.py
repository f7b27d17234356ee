"""Ben drops a mailbox: what it tells is proposed; he notes some, dismisses one, and undoes it."""

import re
from collections.abc import Callable
from pathlib import Path

from journeys import steps
from journeys.conftest import Site
from playwright.sync_api import Page, expect

FROM_ATS = "no-reply@greenhouse.io"
MAIL = (
    (FROM_ATS, "Fernhill Labs", "Thank you for applying",
     "We have received your application for Backend Engineer.", 2),
    (FROM_ATS, "Osterly Bank", "Your application",
     "We regret to inform you that you have not been selected for the Data Analyst position.", 5),
    (FROM_ATS, "Fernhill Labs", "Next steps",
     "We would like to invite you to a phone interview for Backend Engineer.", 9),
    ("sale@shop.example", "Shop", "A special offer for you", "Everything must go by Sunday.", 9),
    ("jobs@cobble.example", "Cobble", "Your application",
     "Thank you for applying to Cobble as Web Developer.", 10),
)  # fmt: skip


def mailbox(folder: Path) -> Path:
    made = folder / "job search.mbox"
    made.write_text(
        "".join(
            f"From x@mail.example Mon Nov {day} 09:00:00 2026\nFrom: {name} <{address}>\n"
            f"To: ben@example.org\nSubject: {subject}\nMessage-ID: <{number}@mail.example>\n"
            f"Date: {day} Nov 2026 09:00:00 +0000\n\n{text}\n\n"
            for number, (address, name, subject, text, day) in enumerate(MAIL)
        )
    )
    return made


def test_a_mailbox_proposes_events_that_are_noted_dismissed_and_undone(
    site: Site, visitor: Callable[..., Page], tmp_path: Path
) -> None:
    ben = visitor("Ben")
    steps.set_up(ben, site.setup_link, host=steps.BEN, purpose="Just me")

    ben.goto(f"{site.url}/search/mail/")
    ben.get_by_label("The mail").set_input_files(mailbox(tmp_path))
    steps.press(ben, "Read it")
    expect(ben.locator("#mailbox .sentence")).to_contain_text(
        "5 messages read; 4 tell something new."
    )

    # Answers come before rejections, each with the sentence that tells it.
    steps.follow(ben, "See what it proposes")
    steps.reads(ben, "What your mail proposes")
    expect(ben.get_by_role("heading", level=2)).to_have_text(
        ["Fernhill Labs, Backend Engineer", "Cobble, Web Developer", "Osterly Bank, Data Analyst"]
    )
    expect(ben.get_by_role("main")).to_contain_text("“We have received your application for")

    # Both of one company, dismiss another, and the rest stays to be answered.
    steps.press(ben, re.compile("Note what is ticked.*Fernhill"))
    steps.told(ben, "2 events noted.")
    steps.press(ben, re.compile("Dismiss.*applied at Cobble"))
    expect(ben.get_by_role("main")).to_contain_text("1 event, not noted yet.")
    ben.goto(f"{site.url}/search/")
    expect(ben.get_by_role("main")).to_contain_text("Fernhill Labs")

    # All that came from the mailbox goes again; what was dismissed stays dismissed.
    ben.goto(f"{site.url}/search/mail/")
    steps.follow(ben, "job search.mbox")
    steps.press(ben, "Undo all that came from it")
    ben.goto(f"{site.url}/search/mail/proposals/")
    expect(ben.get_by_role("main")).to_contain_text("3 events, none of them noted yet.")
