"""Wiring: settings, addresses, worker, embedded services, and the pages that join storeys."""
