"""One learner: what was seen, by whom, and what is next. First name and initial only."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from inclusion.actions.progress import current_framework, progress_of
from inclusion.models import Learner, Session
from inclusion.permissions import Permission, allow, signed_in
from inclusion.views.field.roster import is_id


@require_safe
@allow(Permission.SEE_LEARNERS)
def learner(request: HttpRequest, pk: UUID) -> HttpResponse:
    user = signed_in(request)
    person = get_object_or_404(Learner.objects.visible_to(user), pk=pk)
    framework = current_framework()
    session = request.GET.get("session", "")
    context = {
        "learner": person,
        "progress": progress_of(person, framework) if framework else None,
        "is_new": "new" in request.GET,
        "session": Session.objects.run_by(user).filter(pk=session).first()
        if is_id(session)
        else None,
        "visits": person.attendances.standing().count(),
    }
    return render(request, "inclusion/field/learner.html", context)
