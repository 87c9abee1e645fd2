"""The WSGI entry point: settings in, application out."""

from service.app import create_app
from service.settings import Settings

application = create_app(Settings.from_environment())
