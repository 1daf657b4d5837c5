"""The JSON API: what the pages show and do, for programs. Its description is /api/openapi.json."""
