"""The room "Return", the list of the officers, and removals, in the browser of each who may."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting
from casework.cases.actions import open_case
from casework.children import actions as children
from casework.children.models import Assent, Guardian
from casework.models import Case
from referrals.models import Removal, Return, RiskFactor
from referrals.returns import actions
from tests.casework.children.conftest import Way, as_child
from tests.cast import browser_of, loaded
from tests.referrals.returns.conftest import Home, with_lawyer
from tests.referrals.returns.test_return_suspends import assessment_ends, take_back

S = Return.Status


def at(name, home, *more):
    return reverse(name, args=[home.case.reference, *more])


def boxes(name, day):
    """A day as three boxes."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def read(browser, url):
    answer = browser.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_a_caseworker_notes_the_wish_and_nothing_else_begins_a_return(home, office):
    amina = browser_of(office.amina)
    empty = read(amina, at("return_home", home))
    assert "own wish" in empty and at("return_wish", home) in empty
    sent = {"to_country": "VN", "wish_language": "vie", **boxes("wished_on", timezone.localdate())}
    refused = amina.post(at("return_wish", home), sent)
    assert refused.status_code == 422 and "own wish begins a return" in refused.content.decode()
    assert amina.post(at("return_wish", home), {**sent, "asked": "on"}).status_code == 302
    shown = read(amina, at("return_home", home))
    assert "The person has changed their mind" in shown and "Wish to return recorded" in shown
    assert shown.count('class="steps__n"') == 17
    assert browser_of(home.ravi).get(at("return_wish", home)).status_code == 403


def test_the_officer_plans_books_and_says_departed_on_the_page(home, office):
    ravi, sam = browser_of(home.ravi), browser_of(office.sam)
    home.to("wish")
    row = home.row
    listed = read(ravi, reverse("return_queue"))
    assert at("return_home", home) in listed
    url = at("return_step", home, row.pk, "plan")
    sent = {"told_language": "vie", "told_stay": "on", **boxes("told_on", timezone.localdate())}
    refused = ravi.post(url, sent)
    assert refused.status_code == 422 and "a choice only beside the others" in refused.content.decode()
    assert ravi.post(url, {**sent, "told_asylum": "on"}).status_code == 302
    assert ravi.post(at("return_step", home, row.pk, "assess")).status_code == 302
    amina = browser_of(office.amina)
    url = at("return_assess", home, row.pk)
    assert "Talk with the person" in read(amina, url)
    sent = {"words": "Two hours.", "risk_ransom_debt": "on", "words_ransom_debt": "4,000."}
    refused = amina.post(url, sent)
    assert refused.status_code == 422 and "Talk with the person about each risk first" in refused.content.decode()
    assert amina.post(url, {**sent, "heard": "on"}).status_code == 302
    shown = read(sam, at("return_home", home))
    assert "No measure yet" in shown and "Write for each risk" in shown
    with acting(office.sam):
        factor = RiskFactor.objects.get(case=home.case)
    sent = {"measure": "Legal aid writes first.", "version": factor.version}
    assert sam.post(at("return_measure", home, row.pk, factor.pk), sent).status_code == 302
    assert sam.post(at("return_measure", home, row.pk, factor.pk), sent).status_code == 422
    assert sam.post(at("return_step", home, row.pk, "clear")).status_code == 302
    shown = read(ravi, at("return_home", home))
    assert "things stop this departure" in shown and 'href="#s4"' in shown and "Step 9" in shown
    home.prepare()
    assert ravi.post(at("return_step", home, row.pk, "ready")).status_code == 302
    day = timezone.localdate() + datetime.timedelta(days=3)
    sent = {"mode": "air_commercial", "carrier": "VN 612", "booking": "K7Q2MT", **boxes("travel_on", day)}
    refused = ravi.post(at("return_step", home, row.pk, "book"), sent)
    assert refused.status_code == 422 and "two people without victim status" in refused.content.decode()
    assert ravi.post(at("return_step", home, row.pk, "book"), {**sent, "rules_checked": "on"}).status_code == 302
    assert amina.post(at("return_ask", home, row.pk), {"answer": "yes"}).status_code == 302
    assert ravi.post(at("return_step", home, row.pk, "depart")).status_code == 302
    assert ravi.post(at("return_step", home, row.pk, "depart")).status_code == 409
    shown = read(amina, at("return_home", home))
    assert "The person has changed their mind" not in shown and "VN 612" in shown


def test_one_click_stops_it_and_the_officer_goes_back_to_the_list(home):
    home.to("book")
    ravi = browser_of(home.ravi)
    unmark = at("return_unmark", home, home.row.pk, "fit_to_travel")
    answer = ravi.post(at("return_stop", home, home.row.pk))
    assert answer.status_code == 302 and answer["Location"] == reverse("return_queue")
    assert home.now().status == S.STOPPED
    assert ravi.get(at("return_home", home)).status_code == 404
    assert browser_of(home.office.amina).post(unmark).status_code == 409


def test_a_suspended_return_says_so_on_the_page_and_in_the_list_before_anybody_writes_it(home, office):
    home.to("book")
    take_back(home)
    ravi = browser_of(home.ravi)
    shown = read(ravi, at("return_home", home))
    assert "Suspended by itself" in shown and "was taken back" in shown
    assert "was taken back" in read(ravi, reverse("return_queue"))
    assert home.now().status == S.BOOKED
    assert ravi.post(at("return_step", home, home.row.pk, "depart")).status_code == 409
    assert home.now().status == S.SUSPENDED
    assert ravi.post(at("return_step", home, home.row.pk, "resume")).status_code == 302
    assert home.now().status == S.PLANNING


def test_who_reads_what(home, office):
    """The lawyer reads the risks and not the journey; another team, a mission and the analyst read nothing."""
    home.to("book")
    lea = browser_of(with_lawyer(home))
    shown = read(lea, at("return_home", home))
    assert "aunt in Vinh" in shown and "VN 612" not in shown and "K7Q2MT" not in shown
    with acting(office.amina, "test.arrange"):
        actions.mark(home.now_of(office.amina), "receiver_accepted", by=office.amina, done_on=timezone.localdate(),
                     receiver_words="Her sister Lan.")  # fmt: skip
    mark = at("return_mark", home, home.row.pk, "receiver_accepted")
    assert "Her sister Lan." in read(browser_of(office.amina), mark) and "Her sister Lan." not in read(lea, mark)
    assert lea.post(mark, boxes("done_on", timezone.localdate())).status_code == 422
    for who in (office.tess, office.lina, office.audrey, office.noor, office.alex):
        assert browser_of(who).get(at("return_home", home)).status_code == 404
    for who in (office.lina, office.audrey, office.dara):
        assert browser_of(who).get(reverse("return_queue")).status_code == 404


def test_a_step_has_an_owner_a_day_and_what_stops_it(home, office):
    home.to("clear")
    amina, url = browser_of(office.amina), at("return_line", home, home.row.pk, "penalties_cleared")
    sent = {"owner": str(home.ravi.pk), "blocker": "The fine is open.", **boxes("due_on", timezone.localdate())}
    assert amina.post(url, sent).status_code == 302
    shown = read(amina, at("return_home", home))
    assert "The fine is open." in shown and "With Ravi Test" in shown
    assert amina.post(url, {"owner": str(office.tess.pk)}).status_code == 422
    assert amina.get(at("return_line", home, home.row.pk, "nonsense")).status_code == 404
    mark = at("return_mark", home, home.row.pk, "receiver_accepted")
    assert amina.post(mark, boxes("done_on", timezone.localdate())).status_code == 422
    sent = {"receiver_words": "Her aunt.", **boxes("done_on", timezone.localdate())}
    assert amina.post(mark, sent).status_code == 302 and "Her aunt." in read(amina, at("return_home", home))
    assert amina.get(at("return_mark", home, home.row.pk, "risk_assessed")).status_code == 404
    assert amina.post(at("return_unmark", home, home.row.pk, "receiver_accepted")).status_code == 302


def test_a_removal_is_written_down_and_followed_on_pages_of_its_own(home, office):
    amina = browser_of(office.amina)
    sent = {"by_state": "TH", "to_country": "VN", "chosen": "chosen", "informed": "no", "objection": "none",
            **boxes("announced_on", timezone.localdate())}  # fmt: skip
    assert amina.post(at("removal_new", home), sent).status_code == 302
    with acting(office.amina):
        row = Removal.objects.get(case=home.case)
    shown = read(amina, at("removal_detail", home, row.pk))
    assert "never counted as one" in shown
    edit = {"chosen": "not_chosen", "informed": "no", "objection": "lodged", "version": row.version}
    assert amina.post(at("removal_edit", home, row.pk), edit).status_code == 422
    edit |= boxes("objection_on", timezone.localdate())
    assert amina.post(at("removal_edit", home, row.pk), edit).status_code == 302
    assert amina.post(at("removal_edit", home, row.pk), edit).status_code == 422
    refused = amina.post(at("removal_tell", home, row.pk), boxes("told_on", timezone.localdate()))
    assert refused.status_code == 422
    assert amina.post(at("removal_step", home, row.pk, "receive"), {}).status_code == 422
    sent = boxes("left_on", timezone.localdate())
    assert amina.post(at("removal_step", home, row.pk, "leave"), sent).status_code == 302
    assert "Removed" in read(amina, at("return_home", home))


def queries_of(browser, url):
    with CaptureQueriesContext(connection) as found:
        assert browser.get(url).status_code == 200
    return len(found)


def test_the_list_costs_the_same_with_one_row_and_with_many(home, office, people):
    home.to("book")
    ravi, url = browser_of(home.ravi), reverse("return_queue")
    ravi.get(url)
    one = queries_of(ravi, url)
    with acting(office.amina, "test.arrange"):
        for number in range(29):
            case = open_case(office.team, by=office.amina, person={"name": f"Person {number}"}, language="vie")
            case = Case.objects.select_related("organisation", "person", "team").get(pk=case.pk)
            actions.wish(case, by=office.amina, asked=True, to_country="VN", wish_language="vie")
    many = queries_of(ravi, url)
    assert many <= one and many <= 12, (one, many)


def test_what_is_suspended_by_itself_stands_under_its_chip_at_once(home, office):
    home.to("book")
    ravi, url = browser_of(home.ravi), reverse("return_queue")
    line = at("return_home", home)

    def under(chip):
        return line in read(ravi, f"{url}?show={chip}")

    assert (under("booked"), under("stopped"), under("ours")) == (True, False, False)
    take_back(home)  # nobody has written down yet that it is suspended
    assert (under("booked"), under("stopped"), under("ours")) == (False, True, False)
    with acting(office.amina, "test.arrange"):
        assert home.now_of(office.amina).status == S.BOOKED
    for chip in ("booked", "stopped", "ours", "followed"):
        assert queries_of(ravi, f"{url}?show={chip}") <= 12


def test_the_page_of_a_return_takes_at_most_sixteen_statements(home, office):
    home.to("book")
    for user in (home.ravi, office.amina, office.sam):
        browser, url = browser_of(loaded(user)), at("return_home", home)
        browser.get(url)
        assert queries_of(browser, url) <= 16


@pytest.mark.parametrize("params", ["?show=nonsense", "?older=x", "?page=2"])
def test_an_address_that_says_nothing_is_refused(home, params):
    home.to("wish")
    assert browser_of(home.ravi).get(reverse("return_queue") + params).status_code == 400


def test_an_ended_return_stays_readable_and_a_new_one_may_begin(home, office, woman, people):
    home.to("clear")
    assessment_ends(home)
    home.take("stop")
    again = Home(office, woman, people)
    again.to("wish")
    amina = browser_of(office.amina)
    shown = read(amina, at("return_home", home))
    assert at("return_detail", home, home.row.pk) in shown
    assert "Stopped by the person" in read(amina, at("return_detail", home, home.row.pk))


def test_my_work_says_who_is_next(home, office):
    home.to("file")
    assert "Read a risk assessment before a return" in read(browser_of(office.sam), reverse("my_work"))
    home.take("clear")
    assert "what still stops the departure" in read(browser_of(home.ravi), reverse("my_work"))
    assert "Read a risk assessment" not in read(browser_of(office.sam), reverse("my_work"))


def child_of(home, office):
    """The person is a child: assessed, heard, with a panel that said yes to going home."""
    way = Way(office, as_child(home.case, office.amina))
    way.to("decided")
    with acting(office.amina, "test.arrange"):
        said = {"about": "return", "answer": "yes", "words": "Yes.", "language": "vie"}
        children.save_row(Assent(case=home.case), by=office.amina, **said)


def test_the_page_of_a_childs_return_takes_at_most_sixteen_statements_with_one_row_and_with_many(home, office):
    child_of(home, office)
    home.to("clear")
    url, browsers = at("return_home", home), [browser_of(loaded(user)) for user in (home.ravi, office.amina)]
    for browser in browsers:
        browser.get(url)
    few = [queries_of(browser, url) for browser in browsers]
    with acting(office.amina, "test.arrange"):
        for number in range(9):
            given = {"kind": "body", "name": f"Office {number}", "appointed": "office", "involved": "no"}
            children.save_row(Guardian(case=home.case), by=office.amina, **given)
            said = {"about": "return", "answer": "yes", "words": "Yes.", "language": "vie"}
            children.save_row(Assent(case=home.case), by=office.amina, **said)
    many = [queries_of(browser, url) for browser in browsers]
    assert many == few and max(few) <= 16, (few, many)
