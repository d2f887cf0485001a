"""Wages, compensation and papers that are owed to the person."""
