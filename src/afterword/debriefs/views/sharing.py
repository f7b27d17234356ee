"""A debrief for a mentor's eyes: chosen sections, by a link that can be revoked."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.debriefs import access
from afterword.debriefs.actions import cycles as actions
from afterword.debriefs.errors import NothingToShare
from afterword.debriefs.forms import ShareForm
from afterword.debriefs.models import ShareLink
from afterword.debriefs.sections import sections
from afterword.kit.address import link as whole_link
from afterword.kit.doors import found
from afterword.kit.saving import UNPROCESSABLE
from afterword.kit.tokens import digest
from afterword.people.middleware import ViewerRequest, zone_of

SESSION_SHARED = "shared_debrief"


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Choose sections and make a link. It is shown this once."""
    debrief = found(access.own_cycle_debriefs(request.viewer), pk=pk)
    form = ShareForm(debrief, request.POST or None)
    token = ""
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data["days"]
        try:
            token = actions.open_link(
                debrief, sections=form.sections(), days=days, now=timezone.now()
            )
        except NothingToShare as fact:
            form.add_error(None, str(fact))
    context = {
        "debrief": debrief,
        "form": form,
        "link": whole_link(reverse("debriefs:arrive", args=[token])) if token else "",
    }
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, "debriefs/share.html", context, status=status)


@require_POST
def revoke(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Close a link."""
    mine = ShareLink.objects.filter(debrief__in=access.own_cycle_debriefs(request.viewer))
    link = found(mine.select_related("debrief__cycle__person"), pk=pk)
    actions.revoke_link(link, now=timezone.now())
    messages.success(request, "The link opens nothing any more.")
    return redirect("debriefs:report", link.debrief_id)


@login_not_required
@require_safe
def arrive(request: ViewerRequest, token: str) -> HttpResponse:
    """Come by a link: its token goes out of the address at once."""
    link = access.open_links(now=timezone.now()).filter(digest=digest(token)).first()
    if link is None:
        return render(request, "debriefs/link_closed.html", status=404)
    request.session[SESSION_SHARED] = str(link.pk)
    return redirect("debriefs:shared")


@login_not_required
@require_safe
def shared(request: ViewerRequest) -> HttpResponse:
    """What a mentor reads."""
    now = timezone.now()
    link = access.shared_with(request.session.get(SESSION_SHARED), now=now).first()
    if link is None:
        return render(request, "debriefs/link_closed.html", status=404)
    debrief = link.debrief
    with timezone.override(zone_of(debrief.cycle.person)):  # its days are the author's
        today = timezone.localdate()
        shown = sections(debrief, link.sections, today=today, link=link)
    context = {
        "debrief": debrief,
        "mentor": True,
        "author": debrief.cycle.person,
        "sections": shown,
        "draws": any(one.laid.draws for one in shown),
        "link": link,
        "today": today,
    }
    return render(request, "debriefs/shared.html", context)
