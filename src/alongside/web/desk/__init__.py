"""My desk: the pages in a person's own server. They read and write that person's own folder, no database."""

from __future__ import annotations

from alongside.web.desk.answers import AnswerPage
from alongside.web.desk.gate import GatePage
from alongside.web.desk.home import HomePage
from alongside.web.desk.light import UnitPage
from alongside.web.desk.stop import StopPage

ROUTES = [
    (r"/alongside/?", HomePage),
    (r"/alongside/unit/([\w./-]+?)/?", UnitPage),
    (r"/alongside/stop", StopPage),
    (r"/alongside/api/answers/([\w./-]+)/([a-z0-9-]+)", AnswerPage),
    (r"/alongside/api/gate", GatePage),
]
