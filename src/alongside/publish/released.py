"""What a page may do that was released to a person as a file: feedback, a result letter."""

from __future__ import annotations

FEEDBACK_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    )
)
"""A page of feedback carries its own style and nothing that runs."""
