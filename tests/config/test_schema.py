"""The OpenAPI schema says what the door offers, and the migrations go back and forth."""

from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator

from accounts.walls import Statement
from casework.models import Case


def test_the_schema_describes_every_address_without_an_error(committed):
    GENERATOR_STATS.reset()
    schema = SchemaGenerator().get_schema(request=None, public=True)
    assert not GENERATOR_STATS._error_cache
    assert {"/api/v1/cases/", "/api/v1/people/{person}/{kind}/", "/api/v1/consents/"} <= set(schema["paths"])
    assert "session" in schema["components"]["securitySchemes"]


def test_a_table_made_again_first_clears_what_its_predecessor_left():
    """Dropping a table leaves its functions behind; keeper's can be dropped by the owner but not replaced."""

    class Editor:
        deferred_sql: list = []

    wall = Statement(name="x", make="MAKE {table};", drop="DROP {table};")
    wall.constraint_sql(Case, Editor)
    assert Editor.deferred_sql == ["DROP casework_case; MAKE casework_case;"]
