"""The site as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from servanda_site.config.warming import warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servanda_site.config.settings")
application = get_wsgi_application()
warm()
