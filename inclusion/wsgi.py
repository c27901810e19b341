"""Where a web server enters."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inclusion.settings")
application = get_wsgi_application()
# Every page's code is read in now, so that the first person to come does not wait most of a second for it.
reverse("inclusion:health")
