"""The wheel holds everything a server needs, and nothing that only we need."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONG = os.environ.get("FORTRESS") == "yes"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return next(place.glob("afterword-*.whl"))


def test_the_wheel_holds_pages_questions_and_the_built_front_end(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "afterword/cli.py",
        "afterword/kit/static/built/app.css",
        "afterword/kit/static/built/app.js",
        "afterword/kit/static/built/room.js",
        "afterword/kit/static/built/icons.svg",
        "afterword/kit/templates/kit/base.html",
        "afterword/host/templates/host/setup/account.html",
        "afterword/host/migrations/0001_know_the_house.py",
        "afterword/questions/bank/coding/hut-bunks.md",
        "afterword/notes/examples/audio-guides-lean-no-hire.yaml",
    ):
        assert needed in names
    assert [name for name in names if name.endswith(".woff2")]
    assert [name for name in names if name.endswith("/licenses/LICENSE")]


def test_the_wheel_holds_no_tests_and_nothing_of_this_machine(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert [
        name for name in names if "/tests/" in name or name.startswith(("data", "journeys"))
    ] == []
    assert [name for name in names if not name.startswith("afterword")] == []


@pytest.mark.parametrize("name", ["wheel", "server"])
def test_what_a_server_installs_builds_nothing(name):
    pinned = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert [tool for tool in ("nodejs", "hatchling", "editables") if tool in pinned] == []


@pytest.mark.skipif(not LONG, reason="installs every dependency anew: part of `make fortress`")
def test_an_installed_wheel_serves_a_page(wheel, tmp_path):
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    pip = [tmp_path / "venv" / "bin" / "pip", "install", "--quiet"]
    lock = ROOT / "requirements" / "wheel.txt"
    subprocess.run([*pip, "--require-hashes", "-r", lock], check=True)
    subprocess.run([*pip, "--no-deps", wheel], check=True)
    command = tmp_path / "venv" / "bin" / "afterword"
    shown = subprocess.run([command, "--help"], capture_output=True, text=True, check=True)
    assert "serve" in shown.stdout
    said = tmp_path / "said"
    environment = {"AFTERWORD_DATA": str(tmp_path / "data"), "PATH": os.environ["PATH"]}
    with said.open("w") as out:
        server = subprocess.Popen([command, "serve", "--port", "0"], env=environment, cwd=tmp_path,
                                  stdout=out, stderr=subprocess.STDOUT)  # fmt: skip
    try:
        end = time.monotonic() + 120
        while not (found := re.search(r"Afterword is at (\S+)", said.read_text())):
            assert time.monotonic() < end, said.read_text()
            time.sleep(0.2)
        page = urllib.request.urlopen(f"{found[1]}/setup/").read().decode()
        assert "Make this server yours" in page
        style = re.search(r'href="(/static/built/app\.[^"]+\.css)"', page)
        assert style is not None
        assert urllib.request.urlopen(found[1] + style[1]).status == 200
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0
