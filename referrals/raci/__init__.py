"""Who does what on which way home: the RACI table of each office (C2)."""
