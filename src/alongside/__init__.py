"""Alongside: a train-the-trainer kit for mentoring and coaching school leaders."""

__version__ = "0.1.0"
