"""Accounts: who comes in, and what is their own: the door, logging in, settings, people."""
