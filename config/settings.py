"""Settings from the environment, safe by default. What would be unsafe is refused at the start (S-64)."""

from pathlib import Path

import environ
from csp.constants import NONCE  # noqa: F401  (kept here so that a missing django-csp fails at the start)
from django.utils.translation import gettext_lazy as _

from config.enums import ENUMS
from config.headers import POLICY
from config.secrets import file_scanner, refuse_unsafe, secret, vault_keys, whole_days

ROOT = BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

STATE_DIR = Path(env.str("CASEWORK_STATE", str(ROOT / "var")))
DEMO = env.bool("CASEWORK_DEMO", False)
DEBUG = env.bool("CASEWORK_DEBUG", False)
ALLOWED_HOSTS = env.list("CASEWORK_HOSTS", default=[])
SECRET_KEY = secret("CASEWORK_SECRET_KEY")
VAULT_KEYS = vault_keys(secret("CASEWORK_VAULT_KEYS"))
refuse_unsafe(SECRET_KEY, VAULT_KEYS, ALLOWED_HOSTS, debug=DEBUG, demo=DEMO)

SITE_NAME = env.str("CASEWORK_SITE_NAME", "Daybook")
LEAVE_URL = env.str("CASEWORK_LEAVE_URL", "https://www.bbc.com/weather")
# Countries for whose nationals a lawyer talks with the person before any referral to their mission (workflows.md 6).
LEGAL_ADVICE_FIRST = env.list("CASEWORK_LEGAL_ADVICE_FIRST", default=["MM"])
# Days for which lists and reports are kept that missions send of people they look for (docs/missions.md).
SOUGHT_DAYS = whole_days("CASEWORK_SOUGHT_DAYS", env.str("CASEWORK_SOUGHT_DAYS", "180"))
SITE_URL = env.str("CASEWORK_URL", f"https://{ALLOWED_HOSTS[0]}" if ALLOWED_HOSTS else "").rstrip("/")

INSTALLED_APPS = [
    "config",
    "casework",
    "screening",
    "referrals",
    "accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "guardian",
    "simple_history",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "oauth2_provider",
    "allauth",
    "allauth.account",
    "axes",
    "csp",
    "django_htmx",
    "django_celery_beat",
]
MIDDLEWARE = [
    "config.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.logs.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "accounts.signin.csrf.CsrfMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.signin.middleware.SessionLimitsMiddleware",
    "accounts.signin.middleware.PreferencesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.requests.ActorMiddleware",
    "accounts.signin.middleware.LockMiddleware",
    "accounts.signin.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "config.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "config.frame.frame",
            ],
        },
    }
]

# --- database: one role for each kind of process (R-10) -------------------------------------------------------------
PROCESS = env.str("CASEWORK_PROCESS", "web")
APP_URL = {"web": "DATABASE_URL", "worker": "DATABASE_WORKER_URL"}[PROCESS]


def database(name, **more):
    """One alias from its variable (or NAME_FILE), with connections kept and checked."""
    return {**env.db_url_config(secret(name)), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, **more}


DATABASES = {
    "default": database(APP_URL, TEST={"MIRROR": "owner"}),
    "auditor": database("DATABASE_AUDITOR_URL", TEST={"MIRROR": "owner"}),
}
if secret("DATABASE_OWNER_URL", ""):
    DATABASES["owner"] = database("DATABASE_OWNER_URL", TEST={"DEPENDENCIES": []}, CONN_MAX_AGE=0)

# --- people, passwords, sessions ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.signin.backend.StandingBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.signin.passwords.ContextWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my_work"
LOGOUT_REDIRECT_URL = "account_login"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_IDLE_SECONDS, SESSION_ABSOLUTE_SECONDS, SESSIONS_PER_PERSON = 15 * 60, 10 * 3600, 3
SESSION_LOCKED_SECONDS = 2 * 3600  # how long a PIN opens a locked session again (accounts/signin/lock.py)
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"

ACCOUNT_ADAPTER = "accounts.signin.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"login": "accounts.signin.forms.SignInForm"}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": False,
}  # failures: django-axes, by name and address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody is told about this site because a stranger typed their address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.bool("CASEWORK_PROXY", False))
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "accounts.signin.lockout.locked"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # a guesser who goes on does not keep the owner out for ever
AXES_DISABLE_ACCESS_LOG = True
AXES_CLIENT_IP_CALLABLE = "accounts.signin.addresses.client_address"

SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # django-guardian stores grants; policy and case_access answer questions
GUARDIAN_RAISE_403 = False
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False

# --- machine clients: client credentials for ten minutes, tokens kept as their SHA-256 only -------------------
OAUTH2_PROVIDER_APPLICATION_MODEL = "accounts.Client"
OAUTH2_PROVIDER = {
    "OAUTH2_SERVER_CLASS": "oauthlib.oauth2.BackendApplicationServer",
    "OAUTH2_VALIDATOR_CLASS": "accounts.clients.oauth.ClientValidator",
    "SCOPES_BACKEND_CLASS": "accounts.clients.oauth.ClientScopes",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 600,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
}

# --- web ------------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {"DIRECTIVES": POLICY}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"
if env.bool("CASEWORK_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Files of cases: sealed while they arrive, in a folder of their own that web and worker share.
FILES_DIR = STATE_DIR / "files"
FILES_PER_CASE = 100
FILE_SCANNER = file_scanner(env.str("CASEWORK_SCANNER", "builtin" if DEMO else ""), ALLOWED_HOSTS)
FILE_UPLOAD_HANDLERS = ["casework.files.uploads.SealedUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 10
STATIC_URL = "static/"
STATIC_ROOT = env.str("CASEWORK_STATIC_ROOT", None)
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_DIR},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

# --- language and time ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("th", _("Thai")),
    ("my", _("Burmese")),
    ("km", _("Khmer")),
    ("lo", _("Lao")),
    ("vi", _("Vietnamese")),
    ("zh-hans", _("Chinese")),
    ("id", _("Indonesian")),
]
LOCALE_PATHS = [ROOT / "locale"]
USE_TZ, TIME_ZONE = True, "UTC"

# --- mail, tasks, API, logs -----------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.str("CASEWORK_MAIL_FROM", "no-reply@localhost")
EMAIL_FILE_PATH = STATE_DIR / "mail"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_TIMEOUT = 20  # seconds; accounts/outbox/delivery.py counts on it
if secret("CASEWORK_MAIL_URL", ""):
    vars().update(env.email_url_config(secret("CASEWORK_MAIL_URL")))

REDIS_URL = secret("REDIS_URL", "")
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER, CELERY_ACCEPT_CONTENT = "json", ["json"]
CELERY_TASK_TIME_LIMIT, CELERY_TASK_SOFT_TIME_LIMIT = 1800, 1700
# A broker that does not answer holds no save up for longer than these seconds (S-91).
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_connect_timeout": 2, "socket_timeout": 5}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "drop-ended-access": {"task": "accounts.tasks.drop_ended_access", "schedule": 3600.0},
    "scan-waiting-files": {"task": "casework.files.tasks.scan_waiting", "schedule": 60.0},
    "sweep-blobs": {"task": "casework.files.tasks.sweep_blobs", "schedule": 86400.0},
    "clear-old-traces": {"task": "accounts.tasks.clear_old_traces", "schedule": 86400.0},
    "clear-old-drafts": {"task": "accounts.tasks.clear_old_drafts", "schedule": 86400.0},
    "clear-sessions": {"task": "accounts.tasks.clear_sessions", "schedule": 86400.0},
    "tell-ended-consents": {"task": "casework.cases.tasks.tell_ended_consents", "schedule": 300.0},
    "sweep-outbox": {"task": "accounts.outbox.tasks.sweep_outbox", "schedule": 60.0},
    "clear-outbox": {"task": "accounts.outbox.tasks.clear_outbox", "schedule": 86400.0},
    "go-on-with-letters": {"task": "referrals.letters.tasks.go_on_with_letters", "schedule": 120.0},
    "drop-old-sought": {"task": "referrals.sought.tasks.drop_old_sought", "schedule": 86400.0},
    "suspend-fallen-returns": {"task": "referrals.returns.tasks.suspend_fallen_returns", "schedule": 600.0},
    "remind-of-directory": {"task": "referrals.directory.tasks.remind_of_directory", "schedule": 86400.0},
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.clients.tokens.TokenAuthentication",
        "accounts.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["accounts.parsers.PlainJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "accounts.schema.Schema",
    "EXCEPTION_HANDLER": "accounts.problems.refuse",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Casework",
    "DESCRIPTION": "The same rooms, rules and redaction as the pages.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PREPROCESSING_HOOKS": ["accounts.schema.addresses_apart"],
    "ENUM_NAME_OVERRIDES": ENUMS,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
}
SIMPLE_HISTORY_ENABLED = True
LOGGING_CONFIG = "config.logs.configure"
LOGGING = {"level": env.str("CASEWORK_LOG_LEVEL", "INFO")}
