"""Who may do what in care and on the way home: needs, penalties, shelter, returns. A part of policy.ACTIONS, in a file
of its own because of its length only; the same rules hold (policy.py).
"""

from accounts.policy_rows import DECIDES, OWN_CASE, PREPARES, TEAM_LEAD, Rights, allow, staff
from accounts.rights import Right

R = Right

SEES_STAY = allow(caseworker={R.USER, R.GLASS}, supervisor={R.TEAM, R.GLASS}, child_protection_officer={R.CHILD})

READS_CARE = allow(caseworker={R.USER, R.GLASS}, supervisor={R.TEAM, R.GLASS}, child_protection_officer={R.CHILD})
READS_CHILD = READS_CARE | allow(repatriation_officer={R.RETURN})
# What is needed, in codes and days, is known to all who look after the person; what was said goes by its field groups.
READS_NEEDS = READS_CHILD | allow(shelter_manager={R.RESIDENT}, legal_officer={R.LEGAL})
BY_OFFICER = allow(child_protection_officer={R.CHILD})
# Law and money (P5 to P7, P10): caseworkers and the team's legal officers write, supervisors read and decide.
SEES_LAW = allow(caseworker={R.USER, R.GLASS}, supervisor={R.TEAM, R.GLASS}, legal_officer={R.LEGAL})
DOES_LAW = allow(caseworker={R.USER}, legal_officer={R.LEGAL})
SEES_COST = allow(caseworker={R.USER, R.GLASS}, supervisor={R.TEAM, R.GLASS}, repatriation_officer={R.RETURN})
NOTES_COST = allow(caseworker={R.USER}, repatriation_officer={R.RETURN})
WORKS_OR_LEADS = allow(caseworker={R.USER}, supervisor={R.TEAM})

# A return (workflows.md section 8): its officer plans, somebody else assesses, a supervisor clears.
READS_RETURN = WATCHES = allow(
    caseworker={R.USER},
    supervisor={R.TEAM},
    child_protection_officer={R.CHILD},
    repatriation_officer={R.RETURN},
    legal_officer={R.LEGAL},
)
PLANS = allow(repatriation_officer={R.RETURN})
ASSESSES = allow(caseworker={R.USER}, child_protection_officer={R.CHILD}, repatriation_officer={R.RETURN})
RECEIVES = allow(external_focal_point={R.SHARE}, caseworker={R.USER}, repatriation_officer={R.RETURN})
FOLLOWS = allow(external_focal_point={R.SHARE}, caseworker={R.USER})
NOTES_REMOVAL = allow(caseworker={R.USER}, legal_officer={R.LEGAL})
RIDES = allow(repatriation_officer={R.RETURN}, supervisor={R.TEAM})
READS_WAYS = READS_CHILD | allow(legal_officer={R.LEGAL})
WITH_LAW = OWN_CASE | allow(legal_officer={R.LEGAL})
CALLS = OWN_CASE | allow(external_focal_point={R.SHARE})

CARE: dict[str, Rights] = {
    # needs, the plan, the safety plan, conferences (P2, P8): coded needs are routing, words go by their groups
    "need.list": READS_NEEDS,
    "need.view": READS_NEEDS,
    "need.add": OWN_CASE,
    "need.edit": OWN_CASE,
    "need.session": OWN_CASE,
    "need.arrange": OWN_CASE,
    "need.begin": OWN_CASE,
    "need.finish": OWN_CASE,
    "need.not_wanted": OWN_CASE,
    "need.not_possible": OWN_CASE,
    "need.reopen": OWN_CASE,
    # My work: one's own open needs
    "need.mine": allow(caseworker={R.USER}, supervisor={R.TEAM}),
    "plan.view": READS_CARE,
    "plan.edit": OWN_CASE,
    "plan.agree": OWN_CASE,
    "plan.disagree": OWN_CASE,
    "plan.replace": OWN_CASE,
    "safety.view": READS_CARE,
    "safety.edit": OWN_CASE,
    "conference.view": READS_CARE,
    "conference.edit": OWN_CASE,
    "conference.decide": OWN_CASE,
    # children (P4, P11; workflows.md section 9)
    "child.view": READS_CHILD,
    "child.list": READS_CHILD,
    "child.edit": OWN_CASE,
    "child.age": BY_OFFICER,
    "child.birth": allow(caseworker={R.USER}),
    "interests.list": READS_CHILD,
    "interests.view": READS_CHILD,
    "interests.open": OWN_CASE,
    "interests.edit": OWN_CASE,
    "interests.finish": BY_OFFICER,
    "interests.need": BY_OFFICER,
    "interests.convene": BY_OFFICER,
    "interests.back": BY_OFFICER,
    "interests.sign_supervisor": TEAM_LEAD,
    "interests.sign_officer": BY_OFFICER,
    "interests.review": BY_OFFICER,
    # shelters and stays (P1, workflows.md section 7). A house is kept by a team; its managers are members of it with
    # that role. Where it is: three roles, on demand, with a reason (R26)
    "shelter.list": staff("caseworker", "supervisor", "child_protection_officer", "shelter_manager"),
    "shelter.board": staff("shelter_manager"),
    "shelter.edit": staff("shelter_manager"),
    "shelter.reveal": staff("shelter_manager"),
    "stay.reveal": allow(caseworker={R.USER}, supervisor={R.TEAM}),
    "stay.list": SEES_STAY,
    "stay.view": SEES_STAY | allow(shelter_manager={R.BED, R.RESIDENT}),
    "stay.ask": allow(caseworker={R.USER}),
    "stay.offer": allow(shelter_manager={R.BED}),
    "stay.decline": allow(shelter_manager={R.BED}),
    "stay.take_back": allow(shelter_manager={R.BED}),
    "stay.admit": allow(shelter_manager={R.BED}),
    "stay.refuse": allow(caseworker={R.USER}, shelter_manager={R.BED}),
    "stay.cancel": allow(caseworker={R.USER}),
    "stay.go_out": allow(shelter_manager={R.RESIDENT}),
    "stay.come_back": allow(shelter_manager={R.RESIDENT}),
    "stay.leave": allow(shelter_manager={R.RESIDENT}),
    "stay.ask_transfer": allow(caseworker={R.USER}, shelter_manager={R.RESIDENT}),
    "stay.stay_on": allow(caseworker={R.USER}, shelter_manager={R.RESIDENT}),
    "stay.transfer": allow(caseworker={R.USER}, shelter_manager={R.RESIDENT}),
    "stay.exit": allow(shelter_manager={R.RESIDENT}),
    "stay.protect": allow(child_protection_officer={R.CHILD}),
    "stay.rearrange": allow(shelter_manager={R.RESIDENT}),
    # custody is no stay (R10); whom somebody must not meet is no house's to know (C-11)
    "custody.view": SEES_STAY | allow(legal_officer={R.LEGAL}),
    "custody.note": allow(caseworker={R.USER}),
    "custody.end": allow(caseworker={R.USER}),
    "apart.view": allow(caseworker={R.USER}, supervisor={R.TEAM}),
    "apart.note": allow(caseworker={R.USER}, supervisor={R.TEAM}),
    "apart.end": allow(supervisor={R.TEAM}),
    # penalties (P5, workflows.md section 10): the letter is drafted by the legal officer, approved by a supervisor, and
    # sent like every other letter; visits to who is held (P10)
    "penalty.list": SEES_LAW,
    "penalty.view": SEES_LAW,
    "penalty.add": DOES_LAW,
    "penalty.edit": DOES_LAW,
    "penalty.visit": DOES_LAW | allow(supervisor={R.TEAM}),
    "penalty.draft": allow(legal_officer={R.LEGAL}),
    "penalty.approve": DECIDES | allow(data_protection_officer={R.ORG}),
    "penalty.send": PREPARES,
    "penalty.take_back": PREPARES | TEAM_LEAD,
    "penalty.wait": DOES_LAW,
    "penalty.waive": DOES_LAW,
    "penalty.reduce": DOES_LAW,
    "penalty.uphold": DOES_LAW,
    "penalty.pardon": DOES_LAW,
    "penalty.expunge": DOES_LAW,
    "penalty.appeal": DOES_LAW,
    "hearing.view": SEES_LAW,
    "hearing.add": DOES_LAW,
    "hearing.edit": DOES_LAW,
    # claims (P6)
    "claim.list": SEES_LAW,
    "claim.view": SEES_LAW,
    "claim.add": DOES_LAW,
    "claim.edit": DOES_LAW,
    "claim.file": DOES_LAW,
    "claim.grant": DOES_LAW,
    "claim.receive": DOES_LAW,
    "claim.refuse": DOES_LAW,
    "claim.appeal": DOES_LAW,
    "claim.withdraw": DOES_LAW,
    # costs (P7): over the limit of the office a supervisor approves, never who spent it
    "cost.list": SEES_COST,
    "cost.view": SEES_COST,
    "cost.add": NOTES_COST,
    "cost.receipt": NOTES_COST,
    "cost.approve": TEAM_LEAD,
    "cost.refuse": TEAM_LEAD,
    "cost.take_back": NOTES_COST | TEAM_LEAD,
    "cost.totals": TEAM_LEAD,
    "funding.view": staff("caseworker", "supervisor", "repatriation_officer"),
    "funding.edit": staff("supervisor"),
    # deaths (P9): a supervisor confirms; whether a mission is told that was refused or feared, supervisor and legal
    # officer decide together
    "death.view": SEES_LAW,
    "death.note": WORKS_OR_LEADS,
    "death.edit": allow(caseworker={R.USER}),
    "death.confirm": TEAM_LEAD,
    "death.refute": TEAM_LEAD,
    "death.lead_says": TEAM_LEAD,
    "death.law_says": allow(legal_officer={R.LEGAL}),
    "death.tell": WORKS_OR_LEADS,
    # returns and removals (T1 to T3, T7; workflows.md section 8); nobody from outside opens one (R15)
    "return.list": READS_RETURN,
    "return.view": READS_RETURN,
    "return.wish": allow(caseworker={R.USER}),
    "return.plan": PLANS,
    "return.assess": PLANS,
    "return.file": ASSESSES,
    "return.factor": WATCHES,
    "return.measure": WATCHES,
    "return.block": ASSESSES | TEAM_LEAD,
    "return.clear": TEAM_LEAD,
    "return.renew": TEAM_LEAD,
    "return.reassess": allow(supervisor={R.TEAM}, legal_officer={R.LEGAL}),
    "return.advise": allow(legal_officer={R.LEGAL}),
    "return.own_choice": TEAM_LEAD,
    "return.own_way": allow(caseworker={R.USER}, supervisor={R.TEAM}),
    "return.ready": PLANS,
    "return.book": PLANS,
    "return.unbook": PLANS,
    "return.depart": PLANS,
    "return.paper": ASSESSES,
    "return.line": WATCHES,
    "return.mark": ASSESSES | allow(legal_officer={R.LEGAL}),
    "return.ask_again": ASSESSES,
    "return.stop": WATCHES,
    "return.suspend": WATCHES,
    "return.resume": PLANS,
    "return.arrive": RECEIVES,
    "return.receive": RECEIVES,
    "return.follow_up_1m": FOLLOWS,
    "return.follow_up_3m": FOLLOWS,
    "return.follow_up_6m": FOLLOWS,
    "return.follow_up_12m": FOLLOWS,
    "return.complete": TEAM_LEAD,
    "return.figures": TEAM_LEAD,
    "removal.list": READS_RETURN,
    "removal.view": READS_RETURN,
    "removal.note": NOTES_REMOVAL,
    "removal.change": NOTES_REMOVAL,
    "removal.tell": allow(caseworker={R.USER}),
    "removal.lift": NOTES_REMOVAL,
    "removal.leave": NOTES_REMOVAL,
    "removal.arrive": RECEIVES,
    "removal.receive": RECEIVES,
    "removal.follow_up_1m": FOLLOWS,
    "removal.follow_up_3m": FOLLOWS,
    "removal.follow_up_6m": FOLLOWS,
    "removal.follow_up_12m": FOLLOWS,
    "removal.complete": TEAM_LEAD,
    # movements (T4): the team's officers for returns plan, a supervisor of the team approves; who is on one stands on
    # the cases, and a removal is put on by who may read it (T7). Legal officers read no journeys (section 4)
    "movement.list": staff("caseworker", "supervisor", "repatriation_officer"),
    "movement.view": staff("caseworker", "supervisor", "repatriation_officer"),
    "movement.open": staff("repatriation_officer"),
    "movement.edit": staff("repatriation_officer"),
    "movement.propose": staff("repatriation_officer"),
    "movement.place": staff("repatriation_officer"),
    "movement.plan": staff("repatriation_officer"),
    "movement.approve": staff("supervisor"),
    "movement.book": staff("repatriation_officer"),
    "movement.depart": staff("repatriation_officer"),
    "movement.arrive": staff("repatriation_officer"),
    "movement.close": staff("repatriation_officer"),
    "movement.cancel": staff("repatriation_officer"),
    "movement.manifest": staff("repatriation_officer", "supervisor"),
    "movement.day": staff("caseworker", "supervisor", "repatriation_officer"),
    "traveller.view": RIDES | allow(caseworker={R.USER}),
    "traveller.add": RIDES,
    "traveller.change": RIDES,
    "traveller.drop": RIDES,
    "traveller.tick": RIDES | allow(caseworker={R.USER}),
    "traveller.miss": RIDES | allow(caseworker={R.USER}),
    # the ways on that are no return (T6): as a return is, with the legal officer beside
    "ways.view": READS_WAYS,
    "ways.talk": OWN_CASE,
    "ending.view": READS_WAYS,
    "ending.begin": OWN_CASE,
    "ending.edit": WITH_LAW | TEAM_LEAD,
    "ending.advise": WITH_LAW,
    "ending.agree": OWN_CASE,
    "ending.ask": WITH_LAW,
    "ending.grant": WITH_LAW,
    "ending.refuse": WITH_LAW,
    "ending.appeal": WITH_LAW,
    "ending.close": TEAM_LEAD,
    "ending.stop": WITH_LAW,
    # after the way home (T5; workflows.md section 11)
    "reintegration.view": READS_CARE | allow(repatriation_officer={R.RETURN}),
    "reintegration.write": OWN_CASE,
    "reintegration.agree": OWN_CASE,
    "reintegration.start": OWN_CASE,
    "reintegration.review": OWN_CASE,
    "reintegration.rewrite": OWN_CASE,
    "reintegration.complete": OWN_CASE | TEAM_LEAD,
    "reintegration.end": OWN_CASE,
    "followup.list": READS_CARE | allow(repatriation_officer={R.RETURN}),
    "followup.view": READS_CARE | allow(repatriation_officer={R.RETURN}, external_focal_point={R.SHARE}),
    "followup.theirs": allow(external_focal_point={R.SHARE}),
    "followup.mine": OWN_CASE,
    "followup.schedule": OWN_CASE,
    "followup.give": OWN_CASE,
    "followup.talk": CALLS,
    "followup.miss": CALLS,
    "followup.put_off": CALLS,
    "followup.lapse": OWN_CASE | TEAM_LEAD,
    "followup.call_off": CALLS,
    "followup.end": CALLS | TEAM_LEAD | allow(data_protection_officer={R.ORG}),
    # somebody was here before: only who may see both cases joins them (C-11)
    "earlier.view": READS_CARE,
    "earlier.note": OWN_CASE,
}
