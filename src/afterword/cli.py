"""The `afterword` command: reads what was asked and hands it to the part that does it.

Help must answer at once, so nothing of Django is imported before a command is known.
"""

import argparse
import difflib
import importlib
import os
import sys

# Light: it imports nothing slow before it runs, and it needs no Django at all.
from afterword.study.command import ABOUT as ABOUT_CALIBRATE
from afterword.study.command import add_options, run

ABOUT = "Mock interviews whose hiring notes reach the candidate."
AFTER = """AFTERWORD_DATA names the folder that holds everything. Every setting is in
docs/host/settings.md. Developers: `afterword manage` lists Django's own commands."""

OURS = {
    "serve", "worker", "migrate", "check", "demo", "host", "questions", "import", "manage",
    "calibrate", "everything", "forget", "-h", "--help",
}  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """Every command and its options."""
    top = argparse.ArgumentParser(prog="afterword", description=ABOUT, epilog=AFTER)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _add_serve(commands)
    commands.add_parser("worker", help="do later work in a process of its own")
    commands.add_parser("migrate", help="bring the databases up to date")
    check = commands.add_parser("check", help="say how this installation is")
    check.add_argument("--address", metavar="URL", help="also ask this address whether it answers")
    commands.add_parser("demo", help="fill an empty data folder with a fictional club")
    _add_host(commands)
    questions = commands.add_parser("questions", help="import or export the question bank")
    questions.add_argument("rest", nargs=argparse.REMAINDER, metavar="import|export …")
    _add_import(commands)
    _add_leaving(commands)
    add_options(commands.add_parser("calibrate", help=ABOUT_CALIBRATE))
    manage = commands.add_parser("manage", help="Django's own commands, for developers")
    manage.add_argument("rest", nargs=argparse.REMAINDER, metavar="…")
    return top


# Any: argparse names no public type for what add_subparsers() returns.
def _add_serve(commands) -> None:  # type: ignore[no-untyped-def]  # as above
    serve = commands.add_parser("serve", help="answer pages, and do later work beside them")
    serve.add_argument("--host", default="127.0.0.1", help="0.0.0.0 for every network")
    serve.add_argument("--port", type=int, default=8000, help="8000; 0 for any that is free")
    serve.add_argument("--https", action="store_true", help="with a certificate of its own")
    serve.add_argument(
        "--no-worker",
        dest="worker",
        action="store_false",
        help="leave later work to `afterword worker`",
    )


def _add_host(commands) -> None:  # type: ignore[no-untyped-def]  # as above
    host = commands.add_parser("host", help="a way back in for whoever is locked out; a new host")
    acts = host.add_subparsers(dest="act", required=True, metavar="reset|hand-over")
    reset = acts.add_parser("reset", help="make a link that sets a new password, once")
    reset.add_argument("email", nargs="?", default="", help="whose; without it, the host's")
    over = acts.add_parser("hand-over", help="let somebody else look after the server")
    over.add_argument("email", help="who: somebody with an account here")


def _add_leaving(commands) -> None:  # type: ignore[no-untyped-def]  # as above
    along = commands.add_parser("everything", help="print all that is somebody's, as one JSON file")
    along.add_argument("email", help="whose")
    forget = commands.add_parser("forget", help="have somebody's account erased, after a week")
    forget.add_argument("email", help="whose")
    forget.add_argument("--now", action="store_true", help="at once: nothing brings it back")


def _add_import(commands) -> None:  # type: ignore[no-untyped-def]  # as above
    bring = commands.add_parser("import", help="bring in a spreadsheet of applications, or mail")
    bring.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="CSV, TSV, XLSX, or several that join; an mbox, .eml, a folder of it; a search.json",
    )
    bring.add_argument("--mapping", metavar="M", help="a JSON file that says how it is to be read")
    bring.add_argument(
        "--dry-run", action="store_true", help="say what was understood, keep nothing"
    )
    bring.add_argument("--json", action="store_true", help="say it as JSON, row by row")
    bring.add_argument("--all", action="store_true", help="name every cell that was not understood")
    bring.add_argument(
        "--for", dest="email", metavar="EMAIL", help="whose search, if several are here"
    )


def main() -> None:
    """Run one command; say in a sentence what stands in its way."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "afterword.config.settings")
    if len(sys.argv) > 1 and sys.argv[1] not in OURS:
        _django(sys.argv[1:])
        return
    options = parser().parse_args()
    if options.command is None:
        parser().print_help()
    elif options.command == "questions":
        _django(["questions", *options.rest])
    elif options.command == "import":
        # Sets Django up itself, if it keeps anything: a dry run needs no data folder.
        importlib.import_module("afterword.host.commands.bring_in").run(options)
    elif options.command == "calibrate":
        run(options)
    elif options.command == "manage":
        _django(options.rest)
    else:
        _run(options)


def _run(options: argparse.Namespace) -> None:
    # Imported here because they are slow and help must not be: Django is half a second of CPU.
    import django
    from django.core.exceptions import ImproperlyConfigured

    from afterword.host.errors import CannotGoOn

    try:
        if options.command != "serve":  # which first tells the settings its address
            django.setup()
        importlib.import_module(f"afterword.host.commands.{options.command}").run(options)
    except (CannotGoOn, ImproperlyConfigured) as sentence:
        sys.exit(f"afterword: {sentence}")
    except KeyboardInterrupt:
        sys.exit("afterword: stopped.")


def _django(words: list[str]) -> None:
    # Imported here for the same reason.
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line, get_commands

    try:
        django.setup()
    except ImproperlyConfigured as sentence:
        sys.exit(f"afterword: {sentence}")
    word = words[0] if words else "help"
    if word not in {"help", "--version", *get_commands()}:
        near = difflib.get_close_matches(word, [*OURS, *get_commands()], n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        sys.exit(f"afterword: there is no command {word!r}.{meant} `afterword --help` lists them.")
    execute_from_command_line(["afterword", *words])
