"""Django's settings, wired from `environment.py`."""

from importlib.metadata import version
from typing import Any

from csp.constants import NONCE, NONE, SELF

from afterword.config import environment
from afterword.config.sign_in import sign_in_origins, sign_in_providers
from afterword.kit.logs import WithoutKeys

DATA = environment.folder()
SECRET_KEY = environment.secret_key(DATA)
DEBUG = False

ADDRESSES = environment.addresses()
LOCAL_ADDRESS = environment.local_address(DATA)
STARTED_BY_MAKE = environment.started_by_make()
SECURE = all(one.startswith("https://") for one in ADDRESSES or [LOCAL_ADDRESS])
ALLOWED_HOSTS = environment.allowed_hosts(ADDRESSES)
CSRF_TRUSTED_ORIGINS = ADDRESSES

INSTALLED_APPS = [
    "afterword.people",  # before allauth: our templates come first
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "servestatic.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.github",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "afterword.kit",
    "afterword.journal",
    "afterword.questions",
    "afterword.interviews",
    "afterword.notes",
    "afterword.cycle",
    "afterword.calibration",
    "afterword.debriefs",
    "afterword.home",
    "afterword.host",
    "afterword.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "afterword.kit.middleware.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "afterword.kit.middleware.OnlyOurForms",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "afterword.host.middleware.setup_first",
    "afterword.people.middleware.SignInFirst",
    "allauth.account.middleware.AccountMiddleware",
    "afterword.people.middleware.ViewerMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "afterword.kit.middleware.only_sent_to",
]

ROOT_URLCONF = "afterword.config.urls"
ASGI_APPLICATION = "afterword.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "afterword.config.page.page",
            ],
            "builtins": ["django.templatetags.static"],
        },
    },
]

# --- where things are kept
if _url := environment.text("DATABASE"):
    DATABASES = {
        "default": environment.database(_url),
        "record": environment.database(_url, name_suffix="_record"),
    }
else:
    DATABASES = {
        "default": environment.sqlite(DATA / "afterword.sqlite3"),
        "record": environment.sqlite(DATA / "record.sqlite3"),
    }
DATABASE_ROUTERS = ["afterword.config.routers.RecordRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What one version remembers, the next need not be able to read.
_KEY_PREFIX = f"afterword-{version('afterword')}"
# Any: a cache's options are its own.
CACHES: dict[str, dict[str, Any]]
if _url := environment.text("REDIS"):
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": _url,
            "KEY_PREFIX": _KEY_PREFIX,
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(DATA / "cache"),
            "KEY_PREFIX": _KEY_PREFIX,
            # Beyond this many it throws a third away, tries of passwords and codes among them.
            "OPTIONS": {"MAX_ENTRIES": 5_000},
        }
    }

FORM_RENDERER = "afterword.kit.inputs.Fields"
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "servestatic.storage.CompressedManifestStaticFilesStorage"},
}
SERVESTATIC_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# On the disk that keeps what is sent, so that a mailbox is moved into its place and not copied.
FILE_UPLOAD_TEMP_DIR = environment.folder_within(DATA, "arriving")

# --- later work
_QUEUES = ["default", "slow"]  # what may take minutes has its own: nothing else waits behind it
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": _QUEUES}}
# Who follows the journal, and from which name: config wires, parts never look up.
FOLLOWERS: dict[str, str] = {
    "notes": "notes.follow_interviews",
    "interviews": "interviews.follow_people",
    "calibration": "calibration.follow",
    "cycle": "cycle.follow_people",
}
# Where the steps of an organizer's first week are done, when that is in an upper part.
FIRST_WEEK = {
    "examples": "notes:examples",
    "questions": "questions:bank",
    "book": "interviews:new",
}
# What pages of lower parts show of an upper one, by address: see `{% above %}` in kit.
ABOVE = {
    "letter": "calibration:letter",
    "question": "calibration:question",
    "own numbers": "calibration:mine",
    "own strictness": "calibration:strictness",
    "program's numbers": "calibration:program",
    "who reaches it": "host:setup-reach",
    "leaving": "host:leaving",
    "guest's leaving": "host:guest-leaving",
}
# Sweeps that the worker enqueues, and how many minutes lie between two.
PERIODIC: dict[str, int] = {
    "notes.release_overdue": 5,
    "notes.ask_stand_ins": 15,
    "notes.ask_second_readers": 60,
    "notes.ask_what_changed": 12 * 60,
    "host.forget_finished_work": 24 * 60,
    "host.forget_old_sessions": 24 * 60,
    "host.erase_whoever_left": 60,
    "host.keep_journal_head": 5,
    "host.look_at_tables": 24 * 60,
    "host.forget_what_ran_out": 60,
    "cycle.forget_uploads": 6 * 60,
    "cycle.ask_hindsight": 24 * 60,
    "calibration.catch_up": 24 * 60,
    "interviews.remind": 5,
    "interviews.close_forgotten": 5,
    "interviews.seal_records": 5,
}

# --- mail: without a server every letter is also a link to copy
MAIL = bool(environment.text("SMTP"))
if MAIL:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    globals().update(environment.mail(environment.text("SMTP")))
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM", "Afterword <afterword@localhost>")

# --- signing in
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "afterword.people.passwords.Argon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "afterword.people.sign_in.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "afterword.people.sign_in.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "afterword.people.forms.accounts.SignUpFields"
SIGN_UP_OPEN = environment.switch("SIGN_UP", default=False)
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if MAIL else "none"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = MAIL
ACCOUNT_LOGIN_BY_CODE_ENABLED = MAIL
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # it ends the sessions of every other browser anyway
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
MFA_ADAPTER = "afterword.people.sign_in.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = not MAIL  # where nothing is posted, nothing is verified
MFA_TOTP_ISSUER = "Afterword"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
SOCIALACCOUNT_PROVIDERS = sign_in_providers()
SOCIALACCOUNT_QUERY_EMAIL = True
SOCIALACCOUNT_AUTO_SIGNUP = False  # everybody says what to be called
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False

# --- safety
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https")
    if environment.switch("BEHIND_PROXY", default=False)
    else None
)
# A promise to browsers that only an address with a certificate others vouch for can keep.
SECURE_HSTS_SECONDS = (
    365 * 24 * 3600 if SECURE and ADDRESSES and not LOCAL_ADDRESS.startswith("https:") else 0
)
SECURE_REFERRER_POLICY = "same-origin"  # no-referrer turns Origin into `null` and breaks CSRF
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "afterword.kit.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_FAILURE_VIEW = "afterword.kit.unsent.not_vouched"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 24 * 3600
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, NONCE],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *sign_in_origins()],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

NINJA_PAGINATION_CLASS = "afterword.kit.pages.Pages"

# --- language and time: stored in UTC, shown in each person's own zone
LANGUAGE_CODE = "en"
USE_I18N = False
TIME_ZONE = "UTC"
USE_TZ = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": WithoutKeys, "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"afterword": {"level": "INFO"}},
}
