"""The figures of one article that tell of the same people, with the places settled so far."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.casualties import turns
from helpers.casualties.evidence import Mention, Timex
from helpers.casualties.scene import Scenes

FEW = 5  # numbers below this stand for the same people only in sentences that lie together
NEXT = 3  # sentences between which such numbers stand together


@dataclass
class Told:
    """The figures of one article with their places as far as they are settled."""

    scenes: Scenes
    figures: list[dict]
    numbers: list[int]  # their sentences
    own: list[Mention | None]  # what their sentences say
    dates: list[Timex | None]
    twins: list[list[int]]
    settled: list[Mention | None]

    def in_title(self, i: int) -> bool:
        return self.scenes.title(self.numbers[i])

    def basis(self, i: int) -> str:
        return "title" if self.in_title(i) else "sentence"

    def others(self, i: int) -> list[int]:
        """The figures that tell of the same people as figure ``i``: its total and parts, and the same number elsewhere.

        "30" and "at least 30" may be one number; a small one only where the sentences stand together.
        """
        figure, number, scenes = self.figures[i], self.numbers[i], self.scenes
        found = [j for j in self.twins[i] if kin(figure, self.figures[j])]
        count = figure["count_min"]
        if pd.isna(count) or count < 1 or figure["bound"] == "vague" or figure["scope"] != "incident":
            return found
        aside = turns.beside(scenes.article, number, figure["start"])
        for j, other in enumerate(self.figures):
            same = (other["harm"], other["scope"], other["count_min"]) == (figure["harm"], "incident", count)
            if not same or j == i or j in found or other["bound"] == "vague":
                continue
            at = self.numbers[j]
            near = abs(at - number) <= NEXT and not scenes.parted(*sorted((number, at)))
            titled = scenes.heading(number) or scenes.heading(at)
            if count < 2 and not (titled and {number, at} & set(scenes.opening[:1])):
                continue
            alike = len(scenes.lemmas(number) & scenes.lemmas(at)) >= (2 if count >= FEW else 3)
            if turns.beside(scenes.article, at, other["start"]) != aside or at == number or unlike(figure, other):
                continue
            if titled or (alike and (near or count >= FEW)):
                found.append(j)
        return found


def unlike(one: dict, other: dict) -> bool:
    """Whether two figures count people of different groups: ten civilians are not ten fighters."""
    groups = {one["victim_group"], other["victim_group"]} - {"unknown", "mixed"}
    return len(groups) > 1


def kin(one: dict, other: dict) -> bool:
    """Whether a figure is part of another."""
    return other["part_of"] == one["figure_id"] or one["part_of"] == other["figure_id"]
