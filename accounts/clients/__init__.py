"""Machine clients: programs that act for one organisation, by token only (R-25)."""
