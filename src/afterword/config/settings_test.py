"""Settings for the tests: a folder of their own, quick passwords, mail kept in memory."""

import atexit
import os
import shutil
import tempfile

_place = tempfile.mkdtemp(prefix="afterword-test-")
atexit.register(shutil.rmtree, _place, ignore_errors=True)
os.environ["AFTERWORD_DATA"] = _place
for _name in [name for name in os.environ if name.startswith("AFTERWORD_")]:
    if _name not in {"AFTERWORD_DATA", "AFTERWORD_DATABASE"}:
        del os.environ[_name]

from afterword.config.settings import *  # noqa: E402, F403  the environment comes first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": []}}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

# Files, not memory: the room's writer and its readers are threads with connections of their own.
for _name, _database in DATABASES.items():  # noqa: F405  comes with the star
    if str(_database["ENGINE"]).endswith("sqlite3"):
        _database["TEST"] = {"NAME": f"{_place}/test-{_name}.sqlite3"}
# Most tests have no host; those about setting up put it back.
MIDDLEWARE = [one for one in MIDDLEWARE if not one.endswith(".setup_first")]  # noqa: F405  so does this
STATIC_ROOT.mkdir()  # noqa: F405  nothing is gathered, and nobody warns about it
