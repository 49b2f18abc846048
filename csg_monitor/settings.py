"""Settings, read from the environment; ``.env.example`` explains each variable.

Safe by default: without any variable the product refuses to start rather than run unprotected.
``LOCAL_DEMO=true`` is the one switch that loosens what a laptop without TLS cannot satisfy.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from csg_monitor.colours import what_is_wrong_with

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

LOCAL_DEMO: bool = env.bool("LOCAL_DEMO", default=False)
DEBUG: bool = env.bool("DEBUG", default=False)


def demo_secret_key() -> str:
    """The key of the local demo, made once and kept out of the repository."""
    kept = VAR_DIR / "secret_key"
    if not kept.exists():
        VAR_DIR.mkdir(exist_ok=True)
        kept.write_text(secrets.token_urlsafe(50))
        kept.chmod(0o600)
    return kept.read_text()


def secret_key() -> str:
    given = env.str("SECRET_KEY", default="")
    if given:
        return given
    if LOCAL_DEMO:
        return demo_secret_key()
    raise ImproperlyConfigured(
        "Set SECRET_KEY to a long random text, or LOCAL_DEMO=true to try the product on this machine; "
        "see .env.example."
    )


SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"] if LOCAL_DEMO else [])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# The council that runs the product.
COUNCIL_NAME: str = env.str("COUNCIL_NAME", default="Your council")
COUNCIL_COLOUR: str = env.str("COUNCIL_COLOUR", default="#1d3557")
if advice := what_is_wrong_with(COUNCIL_COLOUR):
    raise ImproperlyConfigured(advice)
SUPPORT_EMAIL: str = env.str("SUPPORT_EMAIL", default="")

INSTALLED_APPS = [
    "contracts",
    "kpis",
    "reports",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "axes",
    "csp",
    "django_filters",
    "django_tables2",
    "simple_history",
    "csg_monitor",
]

MIDDLEWARE = [
    "csg_monitor.requests.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "csg_monitor.sign_in.SignInFirstMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "csg_monitor.headers.PrivacyHeadersMiddleware",
    "csg_monitor.sessions.SessionLimitsMiddleware",
    "csg_monitor.second_factor.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "csg_monitor.urls"
WSGI_APPLICATION = "csg_monitor.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csg_monitor.context.council",
            ],
        },
    }
]
FORM_RENDERER = "csg_monitor.forms.Renderer"
DJANGO_TABLES2_TEMPLATE = "components/table.html"

# Database.
CONN_MAX_AGE: int = env.int("CONN_MAX_AGE", default=600)
BUSY_SECONDS = 20


def database() -> dict:
    """SQLite in ``var`` unless ``DATABASE_URL`` names PostgreSQL."""
    url = env.str("DATABASE_URL", default="") or f"sqlite:///{VAR_DIR / 'csg_monitor.sqlite3'}"
    settings = env.db_url_config(url)
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        return {
            **settings,
            "OPTIONS": {
                # A writer takes its lock at once, so two writers wait instead of failing half-way.
                "transaction_mode": "IMMEDIATE",
                "timeout": BUSY_SECONDS,
                "init_command": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;",
            },
        }
    # Without persistent connections a page on PostgreSQL takes seven times as long.
    return {**settings, "CONN_MAX_AGE": CONN_MAX_AGE, "CONN_HEALTH_CHECKS": True}


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People and sessions.
AUTH_USER_MODEL = "contracts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
CSRF_FAILURE_VIEW = "csg_monitor.pages.csrf_failure"

# Sign-in (allauth): by e-mail address; administrators make the accounts.
ACCOUNT_ADAPTER = "csg_monitor.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_FORMS = {
    "login": "csg_monitor.account_forms.LoginForm",
    "reauthenticate": "csg_monitor.account_forms.ReauthenticateForm",
    "reset_password": "csg_monitor.account_forms.ResetPasswordForm",
    "reset_password_from_key": "csg_monitor.account_forms.ResetPasswordKeyForm",
    "change_password": "csg_monitor.account_forms.ChangePasswordForm",
    "set_password": "csg_monitor.account_forms.SetPasswordForm",
}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "CSG Monitor: "
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": ""}  # counted by django-axes instead, for all workers together

# Second step at sign-in: an app's codes, and recovery codes.
MFA_ADAPTER = "csg_monitor.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "csg_monitor.account_forms.AuthenticateForm",
    "reauthenticate": "csg_monitor.account_forms.ReauthenticateByCodeForm",
    "activate_totp": "csg_monitor.account_forms.ActivateForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_REQUIRED: bool = env.bool("MFA_REQUIRED", default=False)

# Single sign-on, where the council has it.
SOCIALACCOUNT_ADAPTER = "csg_monitor.adapters.SocialAccountAdapter"
OIDC_SERVER_URL: str = env.str("OIDC_SERVER_URL", default="")
OIDC_ORIGIN = urlsplit(OIDC_SERVER_URL)._replace(path="", query="").geturl()
OIDC = {
    "provider_id": "council",
    "name": env.str("OIDC_NAME", default="Council account"),
    "client_id": env.str("OIDC_CLIENT_ID", default=""),
    "secret": env.str("OIDC_CLIENT_SECRET", default=""),
    "settings": {
        "server_url": OIDC_SERVER_URL,
        "verified_email": env.list("OIDC_VERIFIED_DOMAINS", default=[]),
    },
}
if OIDC_SERVER_URL:
    # It brings a client for the web, some 5 MB in every worker: only where there is something to ask.
    INSTALLED_APPS.append("allauth.socialaccount.providers.openid_connect")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": [OIDC] if OIDC_SERVER_URL else [], "OAUTH_PKCE_ENABLED": True}
}

# Lockout after repeated failures.
AXES_FAILURE_LIMIT: int = env.int("LOCKOUT_FAILURES", default=5)
AXES_COOLOFF_TIME = timedelta(minutes=env.int("LOCKOUT_MINUTES", default=15))
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_USERNAME_CALLABLE = "csg_monitor.lockout.account_name"
AXES_CLIENT_IP_CALLABLE = "csg_monitor.lockout.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "code", "csrfmiddlewaretoken"]
AXES_VERBOSE = False

# Sessions.
SESSION_COOKIE_AGE: int = env.int("SESSION_HOURS", default=12) * 3600
SESSION_IDLE_SECONDS: int = env.int("SESSION_IDLE_MINUTES", default=60) * 60

# Transport and cookies.
SECURE_COOKIES = not LOCAL_DEMO
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE_COOKIES
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 0 if LOCAL_DEMO else env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL_DEMO
SECURE_REFERRER_POLICY = "same-origin"
BEHIND_TLS_PROXY: bool = env.bool("BEHIND_TLS_PROXY", default=False)
if BEHIND_TLS_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT: int = env.int("TRUSTED_PROXY_COUNT", default=int(BEHIND_TLS_PROXY))
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        # Browsers count the provider's page, to which the sign-in form leads, as the form's target too.
        "form-action": ["'self'", *filter(None, [OIDC_ORIGIN])],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# A sheet of month entry has eight fields for each KPI: room for a service area of a thousand.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Language and time.
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"

# Static files: our own, and the front-end packages' as npm installed them.
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("govuk", BASE_DIR / "node_modules" / "govuk-frontend" / "dist" / "govuk"),
    ("plotly", BASE_DIR / "node_modules" / "plotly.js-cartesian-dist-min"),
]
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
HASHED_STATIC = "whitenoise.storage.CompressedManifestStaticFilesStorage"
# Files that people attach, and documents that are published: handed out by views to those who may read them,
# never by the web server.
EVIDENCE_DIR: str = env.str("EVIDENCE_DIR", default="")
PUBLICATIONS_DIR: str = env.str("PUBLICATIONS_DIR", default="")


def private_store(folder: Path | str) -> dict:
    """A folder whose files only the product itself can read."""
    options = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700, "location": folder}
    return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}


# Documents wait there to be fetched, for some days. All web workers and the process that makes them share it.
DOCUMENTS_DIR = Path(env.str("DOCUMENTS_DIR", default="") or VAR_DIR / "documents")
DOCUMENT_MAKER_LOCK = DOCUMENTS_DIR / "maker.lock"
START_DOCUMENT_MAKER: bool = env.bool("START_DOCUMENT_MAKER", default=True)
WORD_TEMPLATE: str = env.str("WORD_TEMPLATE", default="")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "evidence": private_store(EVIDENCE_DIR or VAR_DIR / "evidence"),
    "publications": private_store(PUBLICATIONS_DIR or VAR_DIR / "publications"),
    "documents": private_store(DOCUMENTS_DIR),
    "staticfiles": {"BACKEND": PLAIN_STATIC if LOCAL_DEMO or DEBUG else HASHED_STATIC},
}
WHITENOISE_USE_FINDERS = LOCAL_DEMO

# E-mail.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", default="csg-monitor@localhost")

# Log: one plain line each on stderr, with the request's name and no personal data.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "csg_monitor.requests.RequestIdFilter"}},
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name} [{request_id}] {message}", "style": "{"}
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "filters": ["request_id"], "formatter": "plain"}
    },
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "axes": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},  # it tells of every step, and of every rule meant for browsers
    },
}
