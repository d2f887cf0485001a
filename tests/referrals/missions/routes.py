"""Routes of the rooms around missions and authorities, by hand, for tests/test_withheld.py."""

ONE = {"reference": "case", "number": "referral"}
MISSION_ROUTES = {
    "exemption_list": {"reference": "case"}, "exemption_new": {"reference": "case"},
    "exemption_detail": {"reference": "case", "number": "exemption"},
    "exemption_step": {"reference": "case", "number": "exemption", "name": "refuse"},
    "demand_list": {}, "demand_new": {}, "demand_detail": {"number": "demand"},
    "demand_step": {"number": "demand", "name": "propose"},
    "sought_sent": {}, "sought_new": {"kind": "report"}, "sought_list": {}, "sought_detail": {"number": "sought"},
    "sought_match": {"number": "sought", "pk": "sought_person"},
    "rescue_list": {"reference": "case"}, "rescue_new": {"reference": "case"},
    "rescue_prolong": {"reference": "case", "number": "rescue"},
    "rescue_step": {"reference": "case", "number": "rescue", "name": "renew"},
    "arrival_queue": {}, "arrival_expected": {}, "arrival_received": {"number": "arrival"},
    "arrival_home": {"reference": "case"}, "arrival_new": {"reference": "case"},
    "arrival_edit": {"reference": "case", "number": "arrival"},
    "arrival_step": {"reference": "case", "number": "arrival", "name": "arrived"},
    "meeting_list": {"reference": "case"}, "meeting_new": {"reference": "case"},
    "meeting_correct": {"reference": "case", "pk": "meeting"},
    "consular_group": {}, "consular_group_list": {"number": "group"}, "consular_waiting": {},
    "stateless_step": {"reference": "case", "name": "close"}, "consular_next": ONE, "consular_talk": ONE,
    "consular_talk_off": ONE, "portal_group": {"number": "group"},
}  # fmt: skip
