"""Who is who in the library."""
