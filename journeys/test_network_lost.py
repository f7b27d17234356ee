"""The network goes away for twenty seconds while both type: nothing of it is lost."""

from collections.abc import Callable

from journeys import steps
from journeys.conftest import Site
from playwright.sync_api import Page, expect

AWAY = 20_000  # as long as the promise says
NOTE = "Went on typing while the line was gone"


def test_losing_the_network_for_twenty_seconds_loses_nothing(
    site: Site, visitor: Callable[..., Page]
) -> None:
    ada, ben = visitor("Ada"), visitor("Ben")
    steps.friends_in_a_room(ada, ben, site.setup_link)
    steps.type_at_end(ben, "# before\n")
    steps.same_text(ada, ben, has=["# before"])

    ben.context.set_offline(True)
    ada.context.set_offline(True)
    for page in (ada, ben):
        line = page.get_by_role("region", name="Code").get_by_role("status")
        expect(line).to_have_text("Reconnecting. What you type is kept.")
    for number in range(5):
        steps.type_at_end(ben, f"ben_types_{number} = True\n")
        steps.type_at_end(ada, f"ada_types_{number} = True\n")
        ben.wait_for_timeout(AWAY / 5)
    steps.note_privately(ada, NOTE, says="Kept on this device until it is saved")
    assert "ada_types_4" not in steps.text_of(ben)

    ben.context.set_offline(False)
    ada.context.set_offline(False)
    typed = [f"{who}_types_{number} = True" for who in ("ada", "ben") for number in range(5)]
    text = steps.same_text(ada, ben, has=["# before", *typed])
    assert sorted(text.split()) == sorted(f"# before {' '.join(typed)}".split())

    # What is on the server is the same: somebody who comes back sees it all.
    ben.reload()
    assert steps.same_text(ada, ben, has=typed) == text
    expect(ada.locator("[data-private-state]")).to_have_text("Saved")
    ada.reload()
    expect(ada.get_by_role("textbox", name="Private note at")).to_have_value(NOTE)
