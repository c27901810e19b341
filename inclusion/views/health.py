"""Is the machine well? For whoever watches it."""

import datetime as dt
import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inclusion.models import Heartbeat
from inclusion.permissions import public

WORKER_IS_LATE_AFTER = dt.timedelta(minutes=2)
LEAST_FREE_BYTES = 500 * 1024 * 1024


@never_cache
@require_safe
@public
def healthz(request: HttpRequest) -> JsonResponse:
    """200 with the state of database, worker, disk and texts in words; 503 if the database does not answer."""
    database = database_state()
    body = {
        "database": database,
        "worker": worker_state() if database == "ok" else "unknown",
        "disk": disk_state(),
    }
    for name, path in settings.HEALTH_ALSO.items():
        body[name] = import_string(path)() if database == "ok" else "unknown"
    return JsonResponse(body, status=200 if database == "ok" else 503)


def database_state() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "not answering"
    return "ok"


def worker_state() -> str:
    """ok, late, or never seen. Texts wait while it is not ok; nothing is lost."""
    newest = Heartbeat.objects.filter(part__startswith="work").order_by("-at").first()
    if newest is None:
        return "never seen"
    return "late" if timezone.now() - newest.at > WORKER_IS_LATE_AFTER else "ok"


def disk_state() -> str:
    return "ok" if shutil.disk_usage(settings.VAR_DIR).free >= LEAST_FREE_BYTES else "nearly full"
