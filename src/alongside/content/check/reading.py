"""How hard a unit is to read: a formula that counts, for an author to look at, never a rule."""

from __future__ import annotations

import re
from dataclasses import dataclass

from alongside.content.check.curriculum import Curriculum, UnitFiles
from alongside.content.check.markdown import blocks, sentences, without_code
from alongside.content.check.passages import unit_passages, words_of

_MARKS = re.compile(r"\[[a-z0-9_; ]+\](?!\()|\]\([^)]*\)|^[ \t>]*(#+|[-*]|\d+\.|\|)|[*_|>\[\]]", re.M)
_VOWELS = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")
_SILENT = re.compile(r"(?<![aeiouyl])e\Z|(?<=[^aeioudty])ed\Z|(?<=[^aeioucgsxz])es\Z")


@dataclass(frozen=True)
class ReadingLevel:
    """What a learner reads in a unit: words, words in a sentence, and years of school in English."""

    unit: str
    title: str
    words: int
    per_sentence: float
    grade: float


def syllables(word: str) -> int:
    """Return the syllables of an English word by its groups of vowels: right for about nine words in ten."""
    bare = word if len(word) < 4 else _SILENT.sub("", word)
    return max(1, len(_VOWELS.findall(bare)))


def grade_level(words: int, sentence_count: int, syllable_count: int) -> float:
    """Return the Flesch-Kincaid grade level, in years of school of the United States.

    0.39 words per sentence + 11.8 syllables per word - 15.59: Kincaid, Fishburne, Rogers and Chissom (1975),
    Research Branch Report 8-75, Naval Technical Training Command. Made for English technical prose of adults.
    """
    return 0.39 * words / sentence_count + 11.8 * syllable_count / words - 15.59


def reading_levels(content: Curriculum) -> list[ReadingLevel]:
    """Return the level of every unit in English; the formula says nothing about other languages."""
    return [_of(files) for files in content.units if files.unit.lang == "en"]


def _of(files: UnitFiles) -> ReadingLevel:
    words: list[str] = []
    count = 0
    for passage in unit_passages(files):
        for block in blocks(without_code(passage.text)):
            for sentence in sentences(block):
                found = words_of(_MARKS.sub(" ", sentence.text))
                words += found
                count += bool(found)
    total, count = max(1, len(words)), max(1, count)
    grade = grade_level(total, count, sum(map(syllables, words)))
    return ReadingLevel(files.unit.id, files.unit.title, len(words), total / count, grade)
