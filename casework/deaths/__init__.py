"""A death inside, in custody or in care: what is certain, who is told, who is looked after (P9)."""
