"""How long each case takes: from coming out to the screening, the mission, the travel paper, the departure (O6)."""
