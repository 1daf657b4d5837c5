"""Who is who and where in the library, over time, and what a person says of them."""
