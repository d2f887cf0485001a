"""The matrix of actions in care and on the way home, typed from the rules; letters as in policy_by_hand.py."""

CARE_BY_HAND: dict[str, str] = {}
