"""The reader apps that people already use: Google Reader's, Fever's and Miniflux's API."""

from tidings.serve.reader.asking import MAX_BODY
from tidings.serve.reader.routes import PLACES, ReaderApps, app_refusal, is_for_reader_apps

__all__ = ["MAX_BODY", "PLACES", "ReaderApps", "app_refusal", "is_for_reader_apps"]
