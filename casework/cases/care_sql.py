"""SQL of who reaches a case because of care: the people of a house, the officers for returns and for law.

It stands on the floor of `case_access`, as sharing_sql.py does; some of the tables it names are of `referrals`.
"""

# A house learns that a bed is asked for, and the name of a person once they are admitted; whoever left is theirs no more.
OF_STAYS = """SELECT s.case_id, CASE WHEN s.status IN ('requested', 'offered') THEN 'bed:' ELSE 'resident:' END || s.team_id,
    NULL FROM unnest(ids) i JOIN referrals_stay s ON s.case_id = i
    WHERE s.status IN ('requested', 'offered', 'admitted', 'temporarily_out', 'transfer_requested')"""

OF_RETURNS = """SELECT c.id, 'return:' || c.team_id, NULL FROM unnest(ids) i JOIN casework_case c ON c.id = i
    WHERE EXISTS (SELECT FROM referrals_return r WHERE r.case_id = c.id AND r.ended_at IS NULL)"""

# A legal service that is still open, a claim, a penalty (a conviction is expunged long after it was served), or a death.
LEGAL_SERVICES = (
    "('legal_counsel', 'non_punishment_support', 'immigration_regularisation', 'asylum_referral', 'compensation',"
    " 'witness_support')"
)
OF_LAW = f"""SELECT c.id, 'legal:' || c.team_id, NULL FROM unnest(ids) i JOIN casework_case c ON c.id = i
    WHERE EXISTS (SELECT FROM casework_penalty p WHERE p.case_id = c.id)
    OR EXISTS (SELECT FROM casework_claim m WHERE m.case_id = c.id AND m.ended_at IS NULL)
    OR EXISTS (SELECT FROM casework_death d WHERE d.case_id = c.id AND d.status <> 'refuted')
    OR EXISTS (SELECT FROM casework_need n WHERE n.case_id = c.id AND n.ended_at IS NULL AND n.kind IN {LEGAL_SERVICES})"""
