"""Assessment sessions: the course, the exchange, intake, the lane, marks and feedback."""
