"""100,000 messages read for what they say of applications, in bounded memory; beside it the
standard library's `mailbox` and `email`, which only take the subject, the sender and the text."""

import mailbox
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from afterword.cycle.mail.tests.corpora import corpus
from afterword.cycle.mail.whole_mailbox import read_mail
from afterword.kit.confined import confined_stream
from bench import ruler

MESSAGES, PEER_MESSAGES, GOAL, SEED = 100_000, 5_000, 2000, 11
WORDS = """
the meeting report garden delivery invoice please find attached update weekly offer position team
monday weather holiday account your order thank you for interview with regards project deadline call
training street library concert results of and to in application on from ticket number code question
""".split()  # noqa: SIM905  words, as they are read
HOPS = "".join(
    f"Received: from mx{n}.relay.example (mx{n}.relay.example [192.0.2.{n}])\n"
    f"\tby in{n}.mail.example with ESMTPS id q{n}x9 for <ben@okafor.example>;\n"
    "\tMon, 5 Jan 2026 09:30:00 +0000 (UTC)\n"
    for n in range(4)
)
SIGNED = "DKIM-Signature: v=1; a=rsa-sha256; d=mail.example; s=x;\n" + "".join(
    f"\t{'bH' * 34}\n" for _ in range(6)
)


ATTACHMENT = ("QUJD" * 19 + "\n") * 2600


def messages() -> Iterator[bytes]:
    """A mailbox as people have them: two of three sent to many, one of two hundred about a job,
    some with a page beside the text, one of fifty with an attachment."""
    chance = random.Random(SEED)
    about_jobs = [one.message.replace(b"\r\n", b"\n") for one in corpus("tuned")]
    for number in range(MESSAGES):
        day = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=25 * number)
        border = f"From x@mail.example {day:%a %b %d %H:%M:%S %Y}\n".encode()
        if number % 200 == 0:
            yield border + HOPS.encode() + chance.choice(about_jobs) + b"\n"
            continue
        many = chance.random() < 0.66
        head = (
            f"{HOPS}{SIGNED}From: Sender {number % 900} <news@s{number % 900}.example>\n"
            f"To: Ben <ben@okafor.example>\nSubject: {' '.join(chance.choices(WORDS, k=6))}\n"
            f"Date: {format_datetime(day)}\nMessage-ID: <{number}@mail.example>\n"
            + ("List-Unsubscribe: <https://s.example/u>\n" if many else "")
        )
        kind = "attached" if number % 50 == 1 else "page" if many or number % 3 == 0 else ""
        yield border + (head + _body(chance, kind)).encode() + b"\n"


def _body(chance: random.Random, kind: str) -> str:
    lines = [" ".join(chance.choices(WORDS, k=12)) for _ in range(chance.randint(4, 40))]
    text = "Content-Type: text/plain\n\n" + "\n".join(lines) + "\n"
    if kind == "attached":
        more = "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n" + ATTACHMENT
    elif kind == "page":
        cells = "".join(f"<tr><td style='padding:8px'>{one}</td></tr>" for one in lines)
        more = f"Content-Type: text/html\n\n<html><body><table>{cells * 2}</table></body></html>"
    else:
        return text
    top = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=cut\n\n"
    return f"{top}--cut\n{text}--cut\n{more}\n--cut--\n"


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole, part = Path(folder, "all.mbox"), Path(folder, "part.mbox")
        with whole.open("wb") as file, part.open("wb") as some:
            for number, one in enumerate(messages()):
                file.write(one)
                if number < PEER_MESSAGES:
                    some.write(one)
        from bench import search_mail  # by its name: as `__main__` the child would not find it

        begun = time.perf_counter()
        *_, last = confined_stream(search_mail.watched, str(whole), cpu=600, pause=120.0)
        wall = time.perf_counter() - begun
        peer = _peer(part) * MESSAGES / PEER_MESSAGES
    assert last["messages"] == MESSAGES
    ruler.note(
        "search/mail", ours=last["cpu"], peer=peer, seed=SEED,
        goal=f"over {GOAL} messages a second of one core", met=MESSAGES / last["cpu"] > GOAL,
        command="make bench ONLY=search_mail", messages=MESSAGES, found=last["found"],
        a_second=round(MESSAGES / last["cpu"]), wall=round(wall, 1), memory_mb=last["memory"],
        clock=f"CPU of the limited child; the peer's over {PEER_MESSAGES} messages, scaled",
    )  # fmt: skip


def watched(path: str) -> Iterator[dict[str, int | float]]:
    """In the child: the reading, and what it took of the machine."""
    for report in read_mail([("all.mbox", path)], "2026-11-26"):
        used = resource.getrusage(resource.RUSAGE_SELF)
        yield {
            "messages": report["messages"], "found": len(report.get("found", ())),
            "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss // 1024,
        }  # fmt: skip


def _peer(box: Path) -> float:
    begun = time.process_time()
    for message in mailbox.mbox(box):
        str(message["subject"]), str(message["from"])
        for one in message.walk():
            if one.get_content_type() == "text/plain":
                one.get_payload(decode=True)
    return time.process_time() - begun


if __name__ == "__main__":
    run()
