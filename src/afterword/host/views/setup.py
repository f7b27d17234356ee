"""Setting up: an account, two questions, a way that works. Each step can be gone back to."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.host import access, actions, picture, queries, reachable, setup_code
from afterword.host.enums import Purpose, Reach
from afterword.host.errors import HostExists, NotAnswered
from afterword.host.forms import AccountForm, PurposeForm, ReachForm
from afterword.host.models import House
from afterword.kit import address
from afterword.kit.doors import found
from afterword.people.access import programs_organized
from afterword.people.links import link_of
from afterword.people.middleware import ViewerRequest
from afterword.people.models import Person
from afterword.people.queries import time_zones

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def host_of(request: ViewerRequest) -> Person:
    """The host who is looking; nobody else may know that there is something here."""
    person = request.viewer.person
    if person is None or not access.is_host(request.viewer):
        raise Http404
    return person


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def setup(request: ViewerRequest) -> HttpResponse:
    """The first step: the host's account. Later it leads to the step that comes next."""
    if queries.has_host():
        if request.viewer.person is None:  # the host, perhaps, by the link of an earlier start
            return redirect(settings.LOGIN_URL)
        host_of(request)
        return redirect(_next_step(queries.house()))
    form = AccountForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and form.is_valid():
        return _welcome(request, form)
    page = {"form": form, "time_zones": time_zones()}
    return render(request, "host/setup/account.html", page, status=422 if form.errors else 200)


def _welcome(request: HttpRequest, form: AccountForm) -> HttpResponse:
    fields = {name: form.cleaned_data[name] for name in ("email", "password", "name", "time_zone")}
    try:
        host = actions.make_host(**fields)
    except HostExists:
        return redirect(settings.LOGIN_URL)
    setup_code.forget(settings.DATA)
    login(request, host, backend=BACKEND)
    return redirect("host:setup-purpose")


def _next_step(house: House) -> str:
    if house.finished_at:
        return "host:overview"
    if not house.purpose:
        return "host:setup-purpose"
    return "host:setup-way" if house.reach else "host:setup-reach"


@require_http_methods(["GET", "HEAD", "POST"])
def purpose(request: ViewerRequest) -> HttpResponse:
    """The second step: who it is for."""
    host, house = host_of(request), queries.house()
    if house.finished_at:
        return redirect("host:overview")
    given = {"purpose": house.purpose, "program_name": house.program_name}
    form = PurposeForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        chosen = Purpose(form.cleaned_data["purpose"])
        name = _program_name(chosen, form.cleaned_data["program_name"], host)
        actions.answer_purpose(purpose=chosen, program_name=name, by=host)
        return redirect("host:setup-reach")
    page = {"form": form, "choices": _choices(form, "purpose", PurposeForm.ABOUT), "nav": []}
    return render(request, "host/setup/purpose.html", page, status=422 if form.errors else 200)


def _program_name(chosen: Purpose, given: str, host: Person) -> str:
    if chosen == Purpose.PROGRAM:
        return given
    return f"{host.name} and a friend" if chosen == Purpose.FRIEND else ""


@require_http_methods(["GET", "HEAD", "POST"])
def reach(request: ViewerRequest) -> HttpResponse:
    """The third step: who must reach it. Can be answered again at any time."""
    host, house = host_of(request), queries.house()
    form = ReachForm(request.POST or None, initial={"reach": house.reach})
    if request.method == "POST" and form.is_valid():
        chosen = Reach(form.cleaned_data["reach"])
        actions.answer_reach(reach=chosen, by=host, now=timezone.now())
        return redirect("host:setup-way")
    choices = _choices(form, "reach", ReachForm.ABOUT)
    page = {"form": form, "choices": choices, "house": house, **_around(house)}
    return render(request, "host/setup/reach.html", page, status=422 if form.errors else 200)


def _choices(
    form: PurposeForm | ReachForm, name: str, about: dict[Purpose, str] | dict[Reach, str]
) -> list[tuple[object, str]]:
    """Each radio button with the sentence that explains it."""
    return [(button, sentence) for button, sentence in zip(form[name], about.values(), strict=True)]


def _around(house: House) -> dict[str, object]:
    """While setting up, the page leads nowhere else."""
    return {} if house.finished_at else {"nav": []}


@require_safe
def way(request: ViewerRequest) -> HttpResponse:
    """The last step: what to do so that they reach it, and whether that has worked."""
    host_of(request)
    house = queries.house()
    if not house.reach:
        return redirect("host:setup-reach")
    served = reachable.served()
    page = {
        "house": house,
        "served": served,
        "settled": served.is_beyond or house.reach == Reach.MACHINE,
        "command": reachable.command(*reachable.NETWORK_OPTIONS),
        "port": request.get_port(),
        "tunnel": reachable.tunnel_command(),
        "named": reachable.named_command(),
        "caddy": reachable.CADDY,
        **_hello_page(),
        **_around(house),
    }
    return render(request, f"host/setup/way_{house.reach}.html", page)


@require_safe
def reached(request: ViewerRequest) -> HttpResponse:
    """Whether the second device has come through; a fragment that the way's page asks for."""
    host_of(request)
    return render(request, "host/setup/reached.html", _hello_page())


def _hello_page() -> dict[str, object]:
    hello = queries.open_hello(now=timezone.now())
    if hello is None:
        return {"hello": None}
    link = address.link(reverse("host:hello", args=[hello.nonce]))
    return {"hello": hello, "link": link, "qr": picture.qr(link)}


@require_POST
def new_hello(request: ViewerRequest) -> HttpResponse:
    """Another link for the second device."""
    actions.make_hello(by=host_of(request), now=timezone.now())
    return redirect("host:setup-way")


@require_POST
def finish(request: ViewerRequest) -> HttpResponse:
    """Make what was answered, and go where it is used."""
    try:
        house = actions.finish(by=host_of(request), now=timezone.now())
    except NotAnswered:
        return redirect("host:setup")
    if house.purpose == Purpose.FRIEND:
        return redirect("host:friend")
    if house.purpose == Purpose.PROGRAM and house.program is not None:
        return redirect(_first_week(house.program.pk))
    return redirect("cycle:board")


def _first_week(program: object) -> str:
    try:
        return reverse("people:first-week", args=[program])
    except NoReverseMatch:
        return reverse("people:program", args=[program])


@require_safe
def friend(request: ViewerRequest) -> HttpResponse:
    """The link to send to the friend."""
    host_of(request)
    house = queries.house()
    program = found(programs_organized(request.viewer), pk=house.program_id)
    invitation = queries.first_invitation(program)
    link = link_of(invitation) if invitation else ""
    page = {"program": program, "link": link, "served": reachable.served(), "house": house}
    return render(request, "host/setup/friend.html", page)
