"""Reading paths: list, count, page at depth, one row, search, and the row of the read log."""

from contextlib import contextmanager

from django.db import connection
from django.db.models.expressions import RawSQL

from accounts.access import CAP, count_of, fetch, ordered, page_of, principals
from accounts.acting import acting, current
from accounts.audit.actions import record_look
from casework.cases.queries import for_list
from casework.models import Case
from config.bench.measuring import Race
from config.bench.offices import persona
from config.bench.truth import keeper, visible

SIZE = 25
PAGES, PAGES_OF_ELEVEN = 230, 320
SECURITY = 1.2
STATUS = {"status": Case.Status.ACTIVE.value}


def select_one():
    """The shortest round trip there is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchall()


def true_list(user, filters):
    """Brute force for one filter of the list: a column of the case and its value."""
    if not filters:
        return visible(user)
    column = next(iter(filters))
    return visible(user, f"c.{column} = %({column})s", *filters.items())


def list_rows(names, **filters):
    """The first page as a view asks for it: the rows."""
    return page_of(for_list(), names, size=SIZE, **filters)[0]


def list_statement(names, after=None, **filters):
    """(sql, params) of the list, as Django writes it."""
    sql, params = ordered(names, after, False, SIZE + 1, **filters)
    rows = for_list().filter(pk__in=RawSQL(sql, params)).order_by("-opened_at", "-pk")[: SIZE + 1]
    return rows.query.sql_with_params()


@contextmanager
def listing(name, **filters):
    """The newest 25 cases against the same rows by their keys, under the same policies."""
    user = persona(name)
    with acting(user, "bench.list"):
        names = principals(user, "case.list")
        ids = [case.pk for case in list_rows(names, **filters)]
        yield Race(
            run=lambda: list_rows(names, **filters),
            floor=lambda: list(for_list().filter(pk__in=ids or [user.pk])),
            floor_name="the same rows by primary key, same row-level security",
            right=lambda: ids == true_list(user, filters)[:SIZE],
            statement=list_statement(names, **filters),
            must={"pages": PAGES_OF_ELEVEN if len(names) > 10 else PAGES, **({"ratio": 2.5} if ids else {})},
        )


@contextmanager
def row_security(name):
    """The page of a list with row-level security against the same call as a role that no policy binds."""
    user = persona(name)
    with acting(user, "bench.list"), no_policies(user):
        names = principals(user, "case.list")
        yield Race(
            run=lambda: page_of(for_list(), names, size=SIZE),
            floor=lambda: page_of(for_list().using("owner"), names, size=SIZE),
            floor_name="the same call as keeper, whom no policy binds",
            right=lambda: page_of(for_list(), names, size=SIZE) == page_of(for_list().using("owner"), names, size=SIZE),
            statement=list_statement(names),
        )


@contextmanager
def policies(name):
    """The bare list statement without the program around it: what the policies cost PostgreSQL alone."""
    user = persona(name)
    with acting(user, "bench.list"), no_policies(user) as free:
        statement = list_statement(principals(user, "case.list"))
        yield Race(
            run=lambda: rows_of(connection.cursor(), statement),
            floor=lambda: rows_of(free, statement),
            floor_name="the same statement as keeper, whom no policy binds",
            right=lambda: rows_of(connection.cursor(), statement) == rows_of(free, statement),
            statement=statement,
        )


def rows_of(cursor, statement):
    """All rows."""
    cursor.execute(*statement)
    return cursor.fetchall()


@contextmanager
def no_policies(user):
    """A cursor of keeper with the same settings as the actor's."""
    names = ("app.actor", "app.organisation", "app.principals", "app.blocked")
    with keeper() as cursor:
        for name in names:
            cursor.execute("SELECT set_config(%s, %s, true)", [name, setting(name)])
        yield cursor


def setting(name):
    """A setting of the actor's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return cursor.fetchone()[0]


@contextmanager
def counting(name, **filters):
    """The capped count."""
    user = persona(name)
    with acting(user, "bench.count"):
        names = principals(user, "case.list")
        sql, params = ordered(names or [""], size=CAP + 1, **filters)
        yield Race(
            run=lambda: count_of(names, **filters),
            floor=select_one,
            floor_name="SELECT 1",
            right=lambda: count_of(names, **filters) == min(CAP + 1, len(true_list(user, filters))),
            statement=(f"SELECT count(*) FROM ({sql}) n", params),
        )


@contextmanager
def at_depth(name):
    """The page that begins after the thousandth case, or four fifths down, against the first page."""
    user = persona(name)
    with acting(user, "bench.list"):
        names = principals(user, "case.list")
        ids = visible(user)
        place = min(1000, len(ids) * 4 // 5)
        last = Case.objects.get(pk=ids[place - 1])
        after = (last.opened_at, last.pk)
        yield Race(
            run=lambda: page_of(for_list(), names, after, size=SIZE),
            floor=lambda: page_of(for_list(), names, size=SIZE),
            floor_name="the first page",
            right=lambda: [c.pk for c in page_of(for_list(), names, after, size=SIZE)[0]] == ids[place : place + SIZE],
            statement=list_statement(names, after),
            floor_statement=list_statement(names),
            must={"pages_ratio": 1.5},
        )


@contextmanager
def one_case(name):
    """A case by its number with person and team, as the overview begins, against the same row by its key."""
    user = persona(name)
    with acting(user, "bench.view"):
        pk = visible(user)[0]
        wide = Case.objects.select_related("person", "team")
        reference = wide.get(pk=pk).reference
        yield Race(
            run=lambda: fetch(Case, user, "case.view", queryset=wide, reference=reference),
            floor=lambda: wide.get(pk=pk),
            floor_name="the same row by primary key",
            right=lambda: fetch(Case, user, "case.view", queryset=wide, reference=reference).pk == pk,
            statement=wide.permitted(user, "case.view").filter(reference=reference).query.sql_with_params(),
        )


@contextmanager
def searching(name):
    """A name, misspelt by one letter, among all that the reader may see; the floor opens the same names."""
    from casework.people.search import search

    user = persona(name)
    with acting(user, "bench.search"):
        people = list(Case.objects.filter(pk__in=visible(user)).select_related("person"))
        wanted = people[len(people) // 2].person.romanised
        word = wanted[:-1]
        yield Race(
            run=lambda: search(user, word),
            floor=lambda: [
                case.person.romanised
                for case in Case.objects.filter(pk__in=[c.pk for c in people]).select_related("person")
            ],
            floor_name="the same rows by primary key, names opened",
            right=lambda: found_right(search(user, word), user, wanted),
            rounds=10,
        )


def found_right(answer, user, wanted):
    """Some row bears the name that was meant, and none is out of sight."""
    rows, _too_many = answer
    cases = [getattr(row, "case", row) for row in rows]
    return any(case.person.romanised == wanted for case in cases) and {c.pk for c in cases} <= set(visible(user))


@contextmanager
def read_log(name):
    """The one row that says which 25 cases were shown."""
    user = persona(name)
    with acting(user, "bench.look"):
        state = current()
        state.load_cases([case.pk for case in list_rows(principals(user, "case.list"))])
        for case_id in state.held:
            state.show(case_id, ("routing",))
        yield Race(
            run=lambda: record_look(state),
            floor=select_one,
            floor_name="SELECT 1",
            right=lambda: looks_rise(state),
            must={"ratio": 3},
        )


def looks_rise(state):
    """One call adds one look at each case shown, as `looks_at` tells it to those who may see the case."""
    one = next(iter(state.shown))

    def looks():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM looks_at(%s, NULL, 10000)", [one])
            return cursor.fetchone()[0]

    before = looks()
    record_look(state)
    return looks() == before + 1
