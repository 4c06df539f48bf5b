"""My desk: the pages in a person's own server. They read and write that person's own folder, no database."""

from __future__ import annotations

from alongside.web.desk.answers import AnswerPage
from alongside.web.desk.attaching import AttachPage, OwnFilePage
from alongside.web.desk.close import ClosePage
from alongside.web.desk.commenting import CommentPage, CommentsFilePage, CommentsPage
from alongside.web.desk.complaint import ComplaintPage, ComplaintPaper
from alongside.web.desk.early import EarlyKernelPage
from alongside.web.desk.erasing import ErasePage
from alongside.web.desk.gate import GatePage
from alongside.web.desk.handbook import HandbookPage
from alongside.web.desk.home import HomePage
from alongside.web.desk.hours import HoursPage
from alongside.web.desk.light import UnitPage
from alongside.web.desk.live import LivePage
from alongside.web.desk.portfolio import PortfolioPage
from alongside.web.desk.showing import ReplyFilePage, ShowingPage, ShownFilePage, ShowPage
from alongside.web.desk.shown import ReplyPage, ShownCopyPage, ShownPage
from alongside.web.desk.sittings import (
    BeginPage,
    BringPage,
    FeedbackPage,
    HandInFilePage,
    HandInPage,
    ResultPage,
)
from alongside.web.desk.stop import StopPage
from alongside.web.desk.words import DownloadPage, RestorePage, WordsPage

ROUTES = [
    (r"/alongside/?", HomePage),
    (r"/alongside/unit/(.+?)/?", UnitPage),
    (r"/alongside/words", WordsPage),
    (
        r"/alongside/words/(answers\.html|answers\.docx|answers\.json|page\.json|take-along\.zip)",
        DownloadPage,
    ),
    (r"/alongside/words/restore", RestorePage),
    (r"/alongside/words/erase", ErasePage),
    (r"/alongside/show", ShowPage),
    (r"/alongside/show/reply", ReplyFilePage),
    (r"/alongside/show/([a-z0-9]+)", ShowingPage),
    (r"/alongside/show/([a-z0-9]+)/page\.html", ShownFilePage),
    (r"/alongside/shown", ShownPage),
    (r"/alongside/shown/reply", ReplyPage),
    (r"/alongside/shown/([a-z0-9]+)", ShownCopyPage),
    (r"/alongside/comment", CommentPage),
    (r"/alongside/comments", CommentsPage),
    (r"/alongside/comments/page\.html", CommentsFilePage),
    (r"/alongside/hours", HoursPage),
    (r"/alongside/handbook/?", HandbookPage),
    (r"/alongside/handbook/(.+)", HandbookPage),
    (r"/alongside/begin/([a-z0-9]+)", BeginPage),
    (r"/alongside/handin/([a-z0-9]+)", HandInPage),
    (r"/alongside/handin/([a-z0-9]+)/file\.(?:json|zip)", HandInFilePage),
    (r"/alongside/attach/([a-z0-9]+)", AttachPage),
    (r"/alongside/attach/([a-z0-9]+)/([0-9a-f]{64}\.[a-z0-9]+)", OwnFilePage),
    (r"/alongside/bring", BringPage),
    (r"/alongside/portfolio/([a-z0-9]+)", PortfolioPage),
    (r"/alongside/feedback/([a-z0-9]+)", FeedbackPage),
    (r"/alongside/result/([a-z0-9]+)", ResultPage),
    (r"/alongside/close", ClosePage),
    (r"/alongside/stop", StopPage),
    (r"/alongside/api/answers/(.+)/([a-z0-9-]+)", AnswerPage),
    (r"/alongside/api/early-kernel", EarlyKernelPage),
    (r"/alongside/api/gate", GatePage),
    (r"/alongside/api/live/([A-Za-z%\- ]{1,20})", LivePage),
    (r"/alongside/complaint", ComplaintPage),
    (r"/alongside/complaint/paper", ComplaintPaper),
]
