"""Authentication and accounts: logging in, a person's settings, the owner's page of people."""
