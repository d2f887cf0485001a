"""What a kind of to-do says of itself."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Kind:
    """`days` until it is due (None: no date), `address` the url name of the page where it is done (it takes the case
    number), `text` the next thing to do, in a sentence, `lead`: a supervisor decides, never who raised it,
    `law`: a legal officer of the team gets it where there is one."""

    label: Any
    days: int | None = None
    address: str = "todo_list"
    text: Any = ""
    lead: bool = False
    law: bool = False
