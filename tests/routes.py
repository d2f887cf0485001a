"""Every route of the product, written by hand, with what fills its address. Read by tests/test_withheld.py."""

from tests.casework.interviews.planting import ROUTES as INTERVIEWS
from tests.casework.needs.planting import CARE_ROUTES
from tests.casework.penalties.planting import LAW_ROUTES
from tests.referrals.after.planting import AFTER_ROUTES
from tests.referrals.directory.planting import DIRECTORY_ROUTES
from tests.referrals.letters.planting import LETTER_ROUTES
from tests.referrals.missions.routes import MISSION_ROUTES
from tests.referrals.movements.planting import MOVEMENT_ROUTES
from tests.referrals.planting import REFERRAL_ROUTES
from tests.referrals.returns.planting import RETURN_ROUTES
from tests.referrals.services.planting import SERVICE_ROUTES
from tests.referrals.shelter.planting import SHELTER_ROUTES

# route name -> its arguments, by hand. A new route must be added here, with what fills its address.
ROUTES = {
    "my_work": {}, "healthz": {}, "readyz": {}, "case_list": {}, "case_search": {}, "case_new": {}, "glass_break": {},
    "offer_answer": {"pk": "offer", "word": "accept"}, "glass_list": {}, "glass_review": {"pk": "glass"},
    "named_list": {"reference": "case"}, "named_new": {"reference": "case"},
    "named_end": {"reference": "case", "pk": "named"}, "conflict_check": {"reference": "case", "pk": "block"},
    "block_list": {}, "block_raise": {}, "event_list": {},
    "case_detail": {"reference": "case"}, "case_edit": {"reference": "case"},
    "case_step": {"reference": "case", "name": "start"}, "case_offer": {"reference": "case"},
    "case_assign": {"reference": "case"}, "health_grant": {"reference": "case"}, "conflict_list": {"reference": "case"},
    "conflict_raise": {"reference": "case"}, "conflict_lift": {"reference": "case", "pk": "any"},
    "case_history": {"reference": "case"}, "case_looks": {"reference": "case"}, "person_detail": {"reference": "case"},
    "person_edit": {"reference": "case", "section": "name"}, "person_safe": {"reference": "case"},
    "person_reveal": {"reference": "case"}, "person_row_new": {"reference": "case", "kind": "names"},
    "person_row_edit": {"reference": "case", "kind": "names", "pk": "name"},
    "person_row_remove": {"reference": "case", "kind": "names", "pk": "name"}, "consent_list": {"reference": "case"},
    **INTERVIEWS,
    "consent_new": {"reference": "case"}, "consent_not_possible": {"reference": "case"},
    "consent_detail": {"reference": "case", "pk": "consent"}, "consent_answer": {"reference": "case", "pk": "consent"},
    "consent_withdraw": {"reference": "case", "pk": "consent"}, "consent_confirm": {"reference": "case", "pk": "consent"},
    "consent_correct": {"reference": "case", "pk": "consent"}, "consent_ended": {"reference": "case", "pk": "consent"},
    "consent_sheet": {"reference": "case", "pk": "consent"},
    "journey_detail": {"reference": "case"}, "journey_facts": {"reference": "case"},
    "journey_new": {"reference": "case", "kind": "stops"},
    "journey_edit": {"reference": "case", "kind": "stops", "pk": "leg"},
    "journey_move": {"reference": "case", "pk": "leg"},
    "journey_remove": {"reference": "case", "kind": "money", "pk": "money"},
    "api_journey": {"reference": "case", "kind": "stops"},
    "api_journey_row": {"reference": "case", "kind": "work", "pk": "work"},
    "api_journey_move": {"reference": "case", "kind": "stops", "pk": "leg", "way": "up"},
    "screening_home": {"reference": "case"}, "screening_answers": {"reference": "case", "number": 1},
    "screening_flags": {"reference": "case", "number": 1}, "screening_outcome": {"reference": "case", "number": 1},
    "screening_step": {"reference": "case", "number": 1, "name": "stop"}, "api_screenings": {}, "api_evaluate": {},
    "api_screening": {"pk": "screening"}, "api_screening_step": {"pk": "screening", "step": "stop"},
    **DIRECTORY_ROUTES,
    "raci_home": {}, "raci_history": {}, "raci_new": {}, "raci_export": {}, "raci_import": {}, "raci_edit": {"pk": "any"},
    "raci_remove": {"pk": "any"}, "api_raci_rows": {}, "api_raci_export": {}, "api_raci_row": {"pk": "any"}, "clock_home": {}, "clock_target_new": {}, "clock_target_edit": {"pk": "any"},
    "clock_target_remove": {"pk": "any"},
    "language_list": {}, "language_detail": {"tag": "th"}, "language_lead_end": {"pk": "any"},
    **REFERRAL_ROUTES, **MISSION_ROUTES,
    **SERVICE_ROUTES,
    **SHELTER_ROUTES,
    **RETURN_ROUTES,
    **MOVEMENT_ROUTES,
    **AFTER_ROUTES,
    **LETTER_ROUTES,
    **LAW_ROUTES,
    **CARE_ROUTES,
    "todo_mine": {}, "todo_list": {"reference": "case"}, "todo_new": {"reference": "case"},
    "todo_edit": {"reference": "case", "pk": "todo"}, "todo_done": {"reference": "case", "pk": "todo"},
    "todo_reopen": {"reference": "case", "pk": "todo"}, "review_queue": {}, "review_detail": {"pk": "screening"},
    "file_list": {"reference": "case"}, "file_add": {"reference": "case"}, "file_totals": {},
    "file_download": {"reference": "case", "pk": "file"},
    "api_schema": {}, "api_code_list": {"name": "countries"}, "api_cases": {}, "api_case": {"reference": "case"},
    "api_case_step": {"reference": "case", "step": "start"}, "api_people": {}, "api_person": {"pk": "person"},
    "api_person_reveal": {"pk": "person"}, "api_person_rows": {"person": "person", "kind": "names"},
    "api_person_row": {"person": "person", "kind": "names", "pk": "name"}, "api_consents": {},
    "api_consent": {"pk": "consent"}, "api_consent_step": {"pk": "consent", "step": "withdraw"},
    "account_login": {}, "demo_sign_in": {}, "account_home": {}, "account_reauthenticate": {},
    "account_change_password": {}, "account_set_password": {}, "account_reset_password": {}, "account_reset_password_done": {},
    "account_reset_password_from_key_done": {}, "account_reset_password_from_key": {"uidb36": "1", "key": "x-y"},
    "invitation": {"uidb36": "1", "key": "x-y"}, "account_sessions": {}, "session_end": {"pk": "any"},
    "account_drafts": {}, "draft_save": {}, "draft_discard": {"pk": "any"}, "stay": {}, "cover_names": {},
    "account_pin": {}, "unlock": {}, "kept_form": {"mark": "0" * 32},
    "staff_home": {}, "organisation_list": {}, "organisation_new": {}, "organisation_edit": {"pk": "any"},
    "team_new": {"pk": "any"}, "team_edit": {"pk": "any"}, "user_list": {}, "user_invite": {}, "user_edit": {"pk": "any"},
    "client_list": {}, "client_new": {}, "client_detail": {"pk": "any"}, "client_change": {"pk": "any"},
    "client_rotate": {"pk": "any"}, "client_end": {"pk": "any"},
    "client_answer": {"kind": "grant", "pk": "any", "word": "approve"},
    "api_token": {}, "api_token_secret": {}, "api_changes": {},
    "user_link": {"pk": "any"}, "user_disable": {"pk": "any"}, "role_request": {"pk": "any"},
    "role_approve": {"pk": "any"}, "role_refuse": {"pk": "any"}, "role_end": {"pk": "any"}, "help": {},
}  # fmt: skip
