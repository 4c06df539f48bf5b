"""Pages of the programme: leading a session, assessing. In a person's own server they serve that person."""

from __future__ import annotations

from alongside.web.programme.assessing import AssessorPage, GradesPage, SessionPage
from alongside.web.programme.comments import PassedCommentsPage
from alongside.web.programme.evaluation import SlipsPage
from alongside.web.programme.library import LibraryPage
from alongside.web.programme.marking import DraftPage, MarkPage
from alongside.web.programme.panel import PanelPage
from alongside.web.programme.phrases import PhrasesPage
from alongside.web.programme.results import LetterPage, ResultsPage
from alongside.web.programme.sessions import BeganPage, RunSheetPage, TrainerPage

ROUTES = [
    (r"/alongside/assessor", AssessorPage),
    (r"/alongside/api/marking/([a-z0-9]+)", DraftPage),
    (r"/alongside/assessor/phrases", PhrasesPage),
    (r"/alongside/assessor/([a-z0-9]+)", SessionPage),
    (r"/alongside/assessor/([a-z0-9]+)/mark", MarkPage),
    (r"/alongside/assessor/([a-z0-9]+)/panel", PanelPage),
    (r"/alongside/assessor/([a-z0-9]+)/grades\.csv", GradesPage),
    (r"/alongside/assessor/phase/([a-z0-9]+)", ResultsPage),
    (r"/alongside/assessor/phase/([a-z0-9]+)/letter", LetterPage),
    (r"/alongside/library", LibraryPage),
    (r"/alongside/trainer", TrainerPage),
    (r"/alongside/trainer/comments", PassedCommentsPage),
    (r"/alongside/trainer/([a-z0-9]+)", RunSheetPage),
    (r"/alongside/trainer/([a-z0-9]+)/began", BeganPage),
    (r"/alongside/trainer/([a-z0-9]+)/slips", SlipsPage),
]
