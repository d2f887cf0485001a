"""Punishment that should not be: what it is, and what is done against it."""
