"""`afterword questions import|export FOLDER`: the bank as a folder of Markdown files."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from afterword.journal.actions import SYSTEM
from afterword.people.models import Program
from afterword.questions import actions, bank, queries
from afterword.questions.errors import QuestionUnreadable, VersionTaken


class Command(BaseCommand):
    help = "Bring questions in from a folder of Markdown files, or write them out to one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["import", "export", "load"])
        parser.add_argument("folder", nargs="?", type=Path)
        parser.add_argument("--program", help="a program's id; without it, the shared bank")

    def handle(self, *args: object, **options: object) -> None:
        folder, program = options["folder"], self._program(options["program"])
        if options["verb"] == "load":
            self.stdout.write(f"{bank.load(now=timezone.now())} questions are new or changed.")
        elif not isinstance(folder, Path):
            raise CommandError("Name the folder: afterword questions import FOLDER")
        elif options["verb"] == "import":
            self._bring_in(folder, program)
        else:
            self._write_out(folder, program)

    def _program(self, name: object) -> Program | None:
        if not name:
            return None
        program = Program.objects.filter(pk=str(name)).first()
        if program is None:
            raise CommandError("There is no program with that id.")
        return program

    def _bring_in(self, folder: Path, program: Program | None) -> None:
        unread = 0
        for file in bank.files(folder):
            try:
                _, new = actions.keep(bank.read(file), program=program, by=SYSTEM)
            except (QuestionUnreadable, VersionTaken, UnicodeDecodeError) as trouble:
                unread += 1
                self.stderr.write(f"{file.name}: {trouble}")
            else:
                self.stdout.write(f"{file.name}: {'brought in' if new else 'known already'}")
        if unread:
            raise CommandError(f"{unread} files could not be brought in; the others were.")

    def _write_out(self, folder: Path, program: Program | None) -> None:
        count = 0
        for version in queries.exported(program):
            place = folder / version.question.kind / f"{version.question.slug}.md"
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("w", newline="", encoding="utf-8") as file:
                file.write(version.source)
            count += 1
        self.stdout.write(f"{count} questions written to {folder}.")
