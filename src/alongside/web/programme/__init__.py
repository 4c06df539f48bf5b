"""Pages of the programme: leading a session, assessing. In a person's own server they serve that person."""

from __future__ import annotations

from alongside.web.programme.agreement import AgreementPage
from alongside.web.programme.along import AlongPage, WatchedFilePage
from alongside.web.programme.assessing import GradesPage, SessionPage
from alongside.web.programme.attendance import AttendancePage, DoorPage, TapPage
from alongside.web.programme.attendance_hours import CertificatesFile, HoursFile, HoursOfEverybodyPage
from alongside.web.programme.badges import BadgesPage
from alongside.web.programme.calendar import CalendarPage
from alongside.web.programme.calendar_files import CalendarFilePage, CalendarPaper
from alongside.web.programme.chapters import ChapterPage
from alongside.web.programme.cohort import CohortPage
from alongside.web.programme.comments import PassedCommentsPage
from alongside.web.programme.complaints import ComplaintsPage
from alongside.web.programme.concern import ConcernPage, ConcernsPage
from alongside.web.programme.drafts import DraftPage
from alongside.web.programme.enrolling import AddPage
from alongside.web.programme.evaluation import SlipsPage
from alongside.web.programme.examples import ExamplePage, ExamplesPage
from alongside.web.programme.front import AssessorPage
from alongside.web.programme.library import LibraryPage
from alongside.web.programme.liveroom import LiveRoomNow, LiveRoomPage, ScreenNow, ScreenPage
from alongside.web.programme.marking import MarkPage
from alongside.web.programme.message_files import MailsFile, MergeFile, MessagePaper
from alongside.web.programme.messages import MessagePage, MessagesPage
from alongside.web.programme.observing import ObservePage, PacketPage, PaperPage
from alongside.web.programme.offline import OfflinePage
from alongside.web.programme.panel import PanelPage
from alongside.web.programme.paper import PackPage, TypedPage
from alongside.web.programme.person import ErasePersonPage, PersonPage
from alongside.web.programme.phrases import PhrasesPage
from alongside.web.programme.printing import PrintPage
from alongside.web.programme.replanning import ReplanPage
from alongside.web.programme.results import LetterPage, ResultsPage
from alongside.web.programme.returning import (
    FeedbackFilePage,
    FeedbackFilesPage,
    LetterFilePage,
    LetterFilesPage,
    SessionFilePage,
)
from alongside.web.programme.room import OpenRoomPage
from alongside.web.programme.sessions import BeganPage, RunSheetPage, TrainerPage
from alongside.web.programme.taking_in import TakeInPage

ROUTES = [
    (r"/alongside/assessor", AssessorPage),
    (r"/alongside/api/marking/([a-z0-9]+)", DraftPage),
    (r"/alongside/api/observing/([a-z0-9]+)", PacketPage),
    (r"/alongside/assessor/phrases", PhrasesPage),
    (r"/alongside/assessor/([a-z0-9]+)", SessionPage),
    (r"/alongside/assessor/([a-z0-9]+)/mark", MarkPage),
    (r"/alongside/assessor/([a-z0-9]+)/file/([A-Z0-9]+)/([0-9a-f]{64}\.[a-z0-9]+)", AlongPage),
    (r"/alongside/assessor/([a-z0-9]+)/observe", ObservePage),
    (r"/alongside/assessor/([a-z0-9]+)/observe/paper", PaperPage),
    (r"/alongside/assessor/([a-z0-9]+)/observe/file/([A-Z0-9]+)/([0-9a-f]{64}\.[a-z0-9]+)", WatchedFilePage),
    (r"/alongside/assessor/([a-z0-9]+)/panel", PanelPage),
    (r"/alongside/assessor/([a-z0-9]+)/(grades|nbgrader|moodle|tidy)\.csv", GradesPage),
    (r"/alongside/assessor/([a-z0-9]+)/examples", ExamplesPage),
    (r"/alongside/assessor/([a-z0-9]+)/examples/mark", ExamplePage),
    (r"/alongside/assessor/([a-z0-9]+)/agreement", AgreementPage),
    (r"/alongside/assessor/([a-z0-9]+)/concern", ConcernPage),
    (r"/alongside/assessor/([a-z0-9]+)/pack", PackPage),
    (r"/alongside/assessor/([a-z0-9]+)/paper", TypedPage),
    (r"/alongside/assessor/([a-z0-9]+)/offline", OfflinePage),
    (r"/alongside/assessor/phase/([a-z0-9]+)", ResultsPage),
    (r"/alongside/assessor/phase/([a-z0-9]+)/letter", LetterPage),
    (r"/alongside/concerns", ConcernsPage),
    (r"/alongside/library", LibraryPage),
    (r"/alongside/trainer", TrainerPage),
    (r"/alongside/trainer/chapters/([^/]+)", ChapterPage),
    (r"/alongside/trainer/comments", PassedCommentsPage),
    (r"/alongside/trainer/([a-z0-9]+)", RunSheetPage),
    (r"/alongside/trainer/([a-z0-9]+)/began", BeganPage),
    (r"/alongside/trainer/([a-z0-9]+)/slips", SlipsPage),
    (r"/alongside/cohort/attendance", AttendancePage),
    (r"/alongside/cohort/attendance/([a-z0-9]+)", DoorPage),
    (r"/alongside/api/attendance/([a-z0-9]+)", TapPage),
    (r"/alongside/cohort/hours", HoursOfEverybodyPage),
    (r"/alongside/cohort/hours\.csv", HoursFile),
    (r"/alongside/cohort/certificates\.pdf", CertificatesFile),
    (r"/alongside/cohort/calendar", CalendarPage),
    (r"/alongside/cohort/calendar/paper", CalendarPaper),
    (r"/alongside/cohort/calendar\.ics", CalendarFilePage),
    (r"/alongside/complaints", ComplaintsPage),
    (r"/alongside/cohort", CohortPage),
    (r"/alongside/cohort/add", AddPage),
    (r"/alongside/cohort/badges", BadgesPage),
    (r"/alongside/cohort/people/([A-Za-z0-9-]+)", PersonPage),
    (r"/alongside/cohort/people/([A-Za-z0-9-]+)/erase", ErasePersonPage),
    (r"/alongside/room", OpenRoomPage),
    (r"/alongside/trainer/([a-z0-9]+)/print", PrintPage),
    (r"/alongside/assessor/([a-z0-9]+)/take-in", TakeInPage),
    (r"/alongside/assessor/([a-z0-9]+)/session\.html", SessionFilePage),
    (r"/alongside/assessor/([a-z0-9]+)/feedback\.html", FeedbackFilePage),
    (r"/alongside/assessor/([a-z0-9]+)/feedback\.zip", FeedbackFilesPage),
    (r"/alongside/assessor/phase/([a-z0-9]+)/letter\.html", LetterFilePage),
    (r"/alongside/assessor/phase/([a-z0-9]+)/letters\.zip", LetterFilesPage),
    (r"/alongside/trainer/([a-z0-9]+)/replan", ReplanPage),
    (r"/alongside/trainer/([a-z0-9]+)/room", LiveRoomPage),
    (r"/alongside/trainer/([a-z0-9]+)/room/now", LiveRoomNow),
    (r"/alongside/trainer/([a-z0-9]+)/room/screen", ScreenPage),
    (r"/alongside/trainer/([a-z0-9]+)/room/screen/now", ScreenNow),
    (r"/alongside/cohort/messages", MessagesPage),
    (r"/alongside/cohort/messages/([a-z0-9]+)", MessagePage),
    (r"/alongside/cohort/messages/([a-z0-9]+)/mails\.zip", MailsFile),
    (r"/alongside/cohort/messages/([a-z0-9]+)/merge\.csv", MergeFile),
    (r"/alongside/cohort/messages/([a-z0-9]+)/paper", MessagePaper),
]
