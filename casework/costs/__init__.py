"""What help cost: in any currency, with receipt or without, approved over a limit by somebody else (P7)."""
