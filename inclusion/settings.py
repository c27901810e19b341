"""One settings file. Everything that differs between machines is an environment variable.

With neither DEBUG nor DEMO this is production, and anything missing or unsafe stops the start with one sentence.
"""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
env.read_env(str(BASE_DIR / ".env"), recurse=False)
VAR_DIR = BASE_DIR / "var"
VAR_DIR.mkdir(exist_ok=True)

# What kind of machine this is. DEMO needs DEBUG in the environment, so production can never be a demo;
# the demo itself runs with Django's own DEBUG off, so that it shows the real error pages.
DEVELOPMENT = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
if DEMO and not DEVELOPMENT:
    raise ImproperlyConfigured(
        "DEMO lets anyone sign in as anyone. Take DEMO out of the environment, or set DEBUG too."
    )
DEBUG = DEVELOPMENT and not DEMO

SECRET_KEY = env.str("SECRET_KEY", default="only-for-development" if DEVELOPMENT else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is missing. Make one: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )
# The last few keys, so that changing SECRET_KEY locks nobody out of their second factor.
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
PUBLIC_BASE_URL = env.str(
    "PUBLIC_BASE_URL",
    default=f"http://127.0.0.1:{env.str('PORT', default='8000')}" if DEVELOPMENT else "",
).rstrip("/")
if not DEVELOPMENT and not PUBLIC_BASE_URL.startswith("https://"):
    raise ImproperlyConfigured(
        "PUBLIC_BASE_URL must be the address people type, starting with https://."
    )
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["*"] if DEVELOPMENT else [urlsplit(PUBLIC_BASE_URL).hostname or ""]
)
CSRF_TRUSTED_ORIGINS = [PUBLIC_BASE_URL]

# Where things are kept. A variable that is there and empty is the same as none.
DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{VAR_DIR / 'footbridge.sqlite3'}"
DATABASES = {"default": dict(dj_database_url.parse(DATABASE_URL))}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Measured: with these, eight processes writing at once never see "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-20000;"
        "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by every process, because sign-in limits are counted here.
IN_THE_DATABASE = "django.core.cache.backends.db.DatabaseCache"
CACHES = {"default": {"BACKEND": IN_THE_DATABASE, "LOCATION": "cache"}}

INSTALLED_APPS = [
    "inclusion.apps.InclusionConfig",
    "reports.apps.ReportsConfig",
    "sms.apps.SmsConfig",
    "cms.apps.CmsConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.users",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "django.forms",
    "django.contrib.staticfiles",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "inclusion.views.accounts.locks.Locks",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "inclusion.urls"
WSGI_APPLICATION = "inclusion.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "inclusion.views.frame.frame",
            ],
            "builtins": ["inclusion.templatetags.house"],
        },
    }
]
FORM_RENDERER = "inclusion.forms.fields.HouseRenderer"

# Signing in: an emailed code, by invitation only (notes on each in inclusion/README.md)
AUTH_USER_MODEL = "inclusion.User"
AUTHENTICATION_BACKENDS = ["inclusion.views.accounts.adapter.CodesOnly"]
LOGIN_URL = "/accounts/login/"
WAGTAILADMIN_LOGIN_URL = "/cms/login/"  # ours, in front of Wagtail's: it sends people to LOGIN_URL
LOGIN_REDIRECT_URL = "/start/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_ADAPTER = "inclusion.views.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "inclusion.forms.accounts.SignInForm",
    "confirm_login_code": "inclusion.forms.accounts.EmailedCodeForm",
    "confirm_email_verification_code": "inclusion.forms.accounts.EmailCheckForm",
}
MFA_ADAPTER = "inclusion.views.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "inclusion.forms.accounts.AppCodeForm",
    "reauthenticate": "inclusion.forms.accounts.AppCodeAgainForm",
    "activate_totp": "inclusion.forms.accounts.FirstAppCodeForm",
    "add_webauthn": "inclusion.forms.accounts.AddPasskeyForm",
    "edit_webauthn": "inclusion.forms.accounts.RenamePasskeyForm",
}
MFA_TOTP_ISSUER = "Footbridge"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEVELOPMENT  # a passkey on http://localhost, while developing
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TRUST_ENABLED = False
SESSION_COOKIE_AGE = 90 * 24 * 60 * 60  # last here a season ago, and can still send their work

# Safe by default
STRICT = not DEVELOPMENT
SECURE_SSL_REDIRECT = STRICT
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
)
# Sign-in limits count by address: with no proxy of ours in front, X-Forwarded-For is anybody's word.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE_PROXY_SSL_HEADER else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if STRICT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = STRICT
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = STRICT
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/cms/",),  # Wagtail's own admin pages carry inline scripts
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Words, time and files
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# In production the web server hands out /media/images/ itself, unless there is none in front.
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=DEVELOPMENT)
PLAIN_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
HASHED_FILES = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_FILES if DEBUG else HASHED_FILES},
}
OWN_MAIL = "console:" if DEVELOPMENT else "smtp://localhost:25"
vars().update(env.dj_email_url("EMAIL_URL", default=OWN_MAIL))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Footbridge <noreply@localhost>")

# The text channel. With no Twilio variables the built-in handset is the provider.
TWILIO_ACCOUNT_SID = env.str("TWILIO_ACCOUNT_SID", default="")
TWILIO_AUTH_TOKEN = env.str("TWILIO_AUTH_TOKEN", default="")
# The token before it, while it may still be in use; and shared keys that sign webhooks: id=secret,id=secret.
TWILIO_AUTH_TOKEN_FORMER = env.str("TWILIO_AUTH_TOKEN_FORMER", default="")
TWILIO_SHARED_KEYS: dict[str, str] = env.dict("TWILIO_SHARED_KEYS", default={})
TWILIO_FROM = env.str("TWILIO_FROM", default="")
TWILIO_MESSAGING_SERVICE_SID = env.str("TWILIO_MESSAGING_SERVICE_SID", default="")
TWILIO_API_BASE_URL = env.str("TWILIO_API_BASE_URL", default="")
# What our sender may send, in parts; 0 for no limit. Twilio's slowest kind of number may send one.
TWILIO_PARTS_PER_SECOND = env.int("TWILIO_PARTS_PER_SECOND", default=1)
# A course and the weeks after it in which somebody may ask or complain. /data-protection/ says so to everybody.
TEXT_WORDS_KEPT_DAYS = env.int("TEXT_WORDS_KEPT_DAYS", default=120)
TEXT_PENCE_A_PART = env.decimal("TEXT_PENCE_A_PART", default=None)  # else as in sms/prices.py
NOTIFY: dict[str, str] = env.dict("NOTIFY", default={})  # GOV.UK Notify: key, template, token
CSRF_FAILURE_VIEW = "inclusion.views.errors.stale_form"

# What `manage.py work` does again and again. Each is called with the time, and says how many things it did.
WORKER_CLOCK = "sms.made_up_time.moment"  # what says the time to them
WORKER_JOBS = [
    "inclusion.actions.notices.owe_session_reminders",
    "inclusion.actions.notices.owe_word_to_those_missed",
    "inclusion.actions.feedback.owe_the_question",
    "reports.certificates.issue_earned",
    "reports.subscriptions.send_due",
    "sms.reading.read_left_over",
    "sms.timers.fire_due",
    "sms.openings.begin_due",
    "sms.nudges.nudge_due",
    "sms.dispatch.send_due",
    "sms.handset_calls.bring_due",
    "sms.retention.rub_out_old_words",
    "sms.charges.ask_due",
]
# What else /healthz says. Each name is called for one word.
HEALTH_ALSO = {"texts": "sms.carriers.health"}
# What else is rubbed out with learners, and moves when one record is merged into another, in the same transaction.
FORGET_ALSO = ["reports.erasure.forget", "sms.erasure.forget"]
MERGE_ALSO = ["reports.merging.merge", "sms.merging.merge"]
# Which texts left us from one moment up to another: rows with `organisation`, `learner` and `queued_at`.
TEXTS_SENT = "sms.totals.texts_sent"
# What `manage.py demo` dresses, in order. Each is called with a World.
DEMO_PARTS = [
    "inclusion.management.demo.programme.dress",
    "reports.management.demo.dress",
    "sms.management.demo.dress",
    "cms.management.demo.dress",
    "sms.management.demo_feedback.dress",
    "sms.management.demo_groups.dress",
]

WAGTAIL_SITE_NAME = "Footbridge"
WAGTAILADMIN_BASE_URL = PUBLIC_BASE_URL
WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_WORKFLOW_ENABLED = False  # an editor publishes alone
WAGTAIL_PRIVATE_PAGE_OPTIONS = WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
# No SVG, which can carry script; nothing so big that opening it fills the memory.
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.forms.PictureForm"
WAGTAILDOCS_EXTENSIONS = ["pdf"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Who changed which page is kept in the database; the search index says a line or four a save.
    "loggers": {name: {"level": "WARNING"} for name in ("wagtail", "django_tasks", "pikepdf")},
}
