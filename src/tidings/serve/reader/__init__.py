"""The APIs that reader apps speak: Google Reader, Fever, Miniflux."""

from tidings.serve.reader.asking import MAX_BODY
from tidings.serve.reader.routes import PLACES, ReaderApps, app_refusal, is_for_reader_apps

__all__ = ["MAX_BODY", "PLACES", "ReaderApps", "app_refusal", "is_for_reader_apps"]
