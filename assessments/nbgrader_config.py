"""The course for nbgrader: every command of its manual works from this folder.

What differs between installations (the id of the course, where the exchange and the keys are) stands in
`course.yaml` beside this file; `alongside init` writes it. Lines that you add at the end take precedence.
"""

from pathlib import Path

from alongside.grading.course import open_course, put_alembic_on_path, template_folders

put_alembic_on_path()  # without it nbgrader makes a database that has no version
course = open_course(Path(__file__).parent)
c = get_config()  # noqa: F821  (nbgrader provides it)

c.CourseDirectory.root = str(course.root)
c.CourseDirectory.course_id = course.id

# The exchange is a folder, on any system. Times in its names hold no colon: Windows refuses those.
c.Exchange.root = str(course.exchange)
c.Exchange.timestamp_format = "%Y%m%dT%H%M%S.%fZ"
c.ExchangeFactory.exchange = "alongside.grading.exchange.FolderExchange"
c.ExchangeFactory.release_assignment = "alongside.grading.exchange.ReleaseAssignment"
c.ExchangeFactory.fetch_assignment = "alongside.grading.exchange.FetchAssignment"
c.ExchangeFactory.submit = "alongside.grading.exchange.Submit"
c.ExchangeFactory.list = "alongside.grading.exchange.List"
c.ExchangeFactory.collect = "alongside.grading.exchange.Collect"
c.ExchangeFactory.release_feedback = "alongside.grading.exchange.ReleaseFeedback"
c.ExchangeFactory.fetch_feedback = "alongside.grading.exchange.FetchFeedback"

# Formgrader and feedback: nothing is fetched from a network, nothing that somebody wrote is alive.
c.HTMLExporter.extra_template_basedirs = template_folders()
c.HTMLExporter.filters = {"markdown2html": "alongside.grading.filters.markdown"}
c.NbConvertBase.display_data_priority = ["text/plain"]
