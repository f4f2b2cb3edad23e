"""Speech and thought: cues with their content and speaker."""

from mahdar.extract.speech.finder import find_speech

__all__ = ["find_speech"]
