"""Journeys for groups."""
