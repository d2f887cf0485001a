"""Who may do what in care and on the way home: needs, penalties, shelter, returns. A part of policy.ACTIONS, in a file
of its own because of its length only; the same rules hold (policy.py).
"""

from accounts.policy_rows import Rights

CARE: dict[str, Rights] = {}
