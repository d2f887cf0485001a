"""A way home that is safe and wanted."""
