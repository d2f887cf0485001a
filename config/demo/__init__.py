"""Invented data for the demo. Every person and organisation in it is made up."""
