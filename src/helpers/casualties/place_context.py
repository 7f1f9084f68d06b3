"""The place of a figure: that of its sentence, else of the nearest context that tells of the same event."""

from __future__ import annotations

from helpers.casualties import areas, place, place_refine, totals, turns
from helpers.casualties.evidence import Mention, Timex
from helpers.casualties.place_sentence import finer, within
from helpers.casualties.scene import Scenes
from helpers.casualties.told import Told

CERTAIN = 1.0  # a sentence at least so alike may place an event outside the country the article is about
LENT = 1  # sentences back from which a place is taken that its figures have from others
CLOSE = 0.4  # likeness within which a sentence may name the quarter of the town another names
QUARTER = 2  # sentences back in which it may do so
ADJACENT = 0.8  # likeness of the sentence before, if it tells of the same deed
FAR = 0.25  # likeness lost with each sentence in between, on top of that of `Scenes.alike`

Spot = tuple[Mention | None, str]


def places(
    scenes: Scenes, figures: list[dict], numbers: list[int], own: list, dates: list[Timex | None], twins: list
) -> list[Spot]:
    """The place of each figure and where it was taken from; ``own``: those of their sentences.

    The title's come last: the text tells the same more exactly. A sum of others lies where all of them lie.
    """
    told = Told(scenes, figures, numbers, own, dates, twins, list(own))
    spots: dict[int, Spot] = {}
    for i in sorted(range(len(figures)), key=lambda i: (told.in_title(i), i)):
        spots[i] = place_of(i, told)
        told.settled[i] = spots[i][0]
    for i in range(len(figures)):
        if area := place_refine.summed(i, told):
            spots[i] = area, told.basis(i) if area is own[i] else totals.basis_of(scenes, area)
            told.settled[i] = area
    return [spots[i] for i in range(len(figures))]


def place_of(i: int, told: Told) -> Spot:
    """The place of figure ``i`` and where it was taken from."""
    scenes, figure, number, mention = told.scenes, told.figures[i], told.numbers[i], told.own[i]
    article = scenes.article
    if figure["scope"] == "cumulative" and not totals.recent(article, told.dates[i]):
        return totals.place_of(i, scenes, told.figures, told.numbers, told.settled)
    basis = told.basis(i)
    alone = str(figure["count_max"]) in ("0", "1")  # one person is harmed in one place
    if (
        mention is None
        and not alone
        and place_refine.nationwide(article, number, scenes.reports(number))
        and article.main_country
    ):
        return article.country(article.main_country), "sentence"
    if mention is not None and mention.place_type == "country" and (town := place_refine.capital(article, mention)):
        mention = town
    if mention is None and place_refine.of_all(article, number):
        return totals.homeland(article)
    if mention is None and (found := place_refine.that_deed(article, number)):
        return found, totals.basis_of(scenes, found)
    same = [told.settled[j] for j in told.others(i) if told.settled[j] is not None]
    if mention is not None and scenes.heading(number):
        same += [told.settled[j] for j in told.others(i) if told.settled[j] and again(told.own[j], mention)]
        better = [other for other in same if finer(other, mention) or follows(told, i, other)]
    else:
        wide = mention is not None and mention.rank >= 4
        site = mention is not None and place_refine.unnamed(article, number)
        better = [
            other
            for other in same
            if mention is None or (finer(other, mention) and (wide or (site and not areas.seat(other))))
        ]
        better += place_refine.named_again(i, told, mention) if mention is not None else []
    if mention is not None and place.by(article, mention):
        parts = [j for j, other in enumerate(told.figures) if other["part_of"] == figure["figure_id"]]
        parts = [told.settled[j] for j in (told.others(i) if scenes.heading(number) else parts)]
        better += [other for other in parts if other is not None and other.rank <= 2 and nearby(other, mention)]
    best = min(better, key=lambda other: (other.rank, mention is not None and other.name == mention.name), default=None)
    titled = mention is not None and best is not None and areas.seat(best)  # a title's province, or its town
    if best is not None and not titled and (best.rank < 2 or (figure["part_of"] and best.rank < 4)):
        return best, totals.basis_of(scenes, best)
    if mention is not None:
        if best is not None:
            refined = place_refine.refine(i, told, mention)
            best = refined if refined is not None and finer(refined, best) else best
            return best, totals.basis_of(scenes, best)
        if figure["harm"] not in place.FLIGHT and (refined := place_refine.refine(i, told, mention)):
            return refined, totals.basis_of(scenes, refined)
        return mention, basis
    if near := beside(i, told):
        return near, "context"
    if found := place_refine.several(i, told) or place_refine.pointed(i, told):
        return found, totals.basis_of(scenes, found)
    afar = place_refine.afar(article, number) and not place_refine.unnamed(article, number)
    found = None if afar else around(i, told, best)
    seat = totals.source_seat(article, number, scenes.reports(number))
    if seat is not None and found is not None and finer(seat, found):
        return seat, "sentence"
    if found is not None:
        return found, totals.basis_of(scenes, found)
    if best is not None or (not afar and (best := carried(i, told))):
        return best, totals.basis_of(scenes, best)
    return widest(i, told)


def again(one: Mention | None, other: Mention) -> bool:
    """Whether two places are one."""
    return one is not None and one.entity_id == other.entity_id


def nearby(one: Mention, other: Mention) -> bool:
    """Whether ``one`` may be what lies by ``other``."""
    return one.name != other.name and one.country == other.country


def follows(told: Told, i: int, other: Mention) -> bool:
    """Whether the text has the place of a title more exactly: its province where the title has the province's name,
    or what the text says of the same place further on.
    """
    mention = told.own[i]
    seat = mention.place_type == "town" and areas.seat(mention)
    if seat and other.place_type == "province" and (other.admin1, other.country) == (mention.admin1, mention.country):
        return True
    return any(again(told.own[j], mention) and told.settled[j] is other for j in told.others(i))


def beside(i: int, told: Told) -> Mention | None:
    """The place of another figure of the sentence, if it is for all of them."""
    scenes, number = told.scenes, told.numbers[i]
    article = scenes.article
    if scenes.title(number):
        return None
    aside = turns.beside(article, number, told.figures[i]["start"])
    here = [j for j, at in enumerate(told.numbers) if at == number and j != i]
    here = [j for j in here if turns.beside(article, number, told.figures[j]["start"]) == aside]
    for mention in [told.own[j] for j in here] + [told.settled[j] for j in here if j < i]:
        if mention is not None and mention.country in ("", article.main_country) and shared(scenes, number, mention):
            return mention
    return None


def around(i: int, told: Told, wide: Mention | None) -> Mention | None:
    """The place of the sentence likeliest to tell of the same event, within ``wide`` if that is known."""
    scenes, number, figure = told.scenes, told.numbers[i], told.figures[i]
    article = scenes.article
    date = told.dates[i]
    day = date.date_start[:10] if date is not None and date.precision == "day" else ""
    words = article.text[slice(*article.bounds[number])].lower()
    if any(phrase in words for phrase in turns.clues()["same"]):
        day = ""  # another event at the same spot
    kin = {i, *told.twins[i], *told.others(i)}
    another = place_refine.another(article, number)
    near, later = [], []
    for score, other in scenes.alike(number, set(told.numbers), day=day):
        ahead = other > number and not scenes.title(number)
        if ahead and (another or place_refine.new_scene(article, other)):
            continue
        if other < number and not scenes.title(other) and scenes.parted(other, number) and not scenes.returns(number):
            continue
        goes_on = number - other == 1 and not scenes.returns(number) and scenes.deeds(number) & scenes.deeds(other)
        score += ADJACENT if goes_on else 0
        apart = ahead and place_refine.others_there(told, i, other, kin)
        if not apart or (score >= CERTAIN and other in scenes.opening):
            (later if apart else near).append((score - FAR * min(abs(other - number), 4), score, other))
    if place_refine.many_places(article, number):
        later = []
    home, chosen, at, least = article.main_country, None, 0, 0.0
    for near_by, score, other in [*sorted(near, key=lambda item: -item[0]), *later]:
        detailed = chosen is not None and scenes.title(at) and other in scenes.opening  # it tells what the title does
        if chosen is not None and near_by < least and not detailed:
            break
        fitting = [m for m in place_refine.told_there(told, other, figure) if m.rank < 4]
        if not fitting and 0 < number - other <= LENT:
            fitting = place_refine.inherited(told, other)
        fitting = [m for m in fitting if not another or m.rank > 1 or areas.seat(m)]
        fitting = [m for m in fitting if wide is None or within(m, wide)]
        told_before = number - other == 1 and place.attacked(article, other)
        sure = score >= CERTAIN or not home or (told_before and scenes.together(number, other))
        fitting = [m for m in fitting if sure or m.country in ("", home)]
        if chosen is not None:  # "in the city" told of a quarter of it
            fitting = [m for m in fitting if m.rank <= 1 and finer(m, chosen) and 0 < number - other <= QUARTER]
            fitting = fitting if told_before or detailed or scenes.deeds(number) & scenes.deeds(other) else []
        if fitting:
            best = place_refine.one_of(article, fitting)
            if chosen is not None or not areas.seat(best):
                return best
            chosen, at, least = best, other, near_by - CLOSE
    return chosen


def carried(i: int, told: Told) -> Mention | None:
    """The place of the figure told last, where nothing since turns to another event or day: a story stays where it is.

    Of the entries of a live blog, and before any other place, that of the title.
    """
    scenes, number = told.scenes, told.numbers[i]
    article, date = scenes.article, told.dates[i]
    start, end = article.bounds[number]
    if told.figures[i]["scope"] != "incident" or place_refine.another(article, number):
        return None
    if place_refine.many_places(article, number):
        return None
    for j in range(len(told.figures) - 1, -1, -1):
        other, spot, then = told.numbers[j], told.settled[j], told.dates[j]
        if other >= number or scenes.title(other) or told.figures[j]["scope"] != "incident":
            continue
        if scenes.parted(other, number):
            break
        days = {timex.date_start[:10] for timex in (date, then) if timex is not None and timex.precision == "day"}
        today = date is None or not start <= date.start < end  # not told in the sentence itself
        if spot is not None and spot.rank < 4 and (today or len(days) < 2):
            return spot
    if scenes.title(number) or (turns.elsewhere(article, number) and not turns.entry(article, number)):
        return None
    towns = [
        m for at in range(min(len(article.bounds), 2)) if scenes.title(at) for m in scenes.places(at) if m.rank <= 1
    ]
    return towns[0] if len({m.entity_id for m in towns}) == 1 else None


def widest(i: int, told: Told) -> Spot:
    """What is left where no sentence of the event names a place: a country told near it, the source's seat, home."""
    scenes, number = told.scenes, told.numbers[i]
    for score, other in scenes.alike(number, set(told.numbers)):
        wide = [told.own[j] for j, at in enumerate(told.numbers) if at == other and told.own[j] is not None]
        wide = [m for m in wide if m.rank >= 4]
        if score >= 0 and wide:
            return wide[0], totals.basis_of(scenes, wide[0])
    if region := totals.source_region(scenes.article, number):
        return region, "sentence"
    return totals.homeland(scenes.article)


def shared(scenes: Scenes, number: int, mention: Mention) -> bool:
    """Whether a place is for all figures of a sentence: not where the people of one of them were taken from."""
    start, end = scenes.article.bounds[number]
    within = start <= mention.start < end
    return not within or place.usable(scenes.article, mention, scenes.reports(number)) >= place.NEAR
