"""When a total begins: the start of its war, as the article tells it, or the day of the total it goes on from."""

from __future__ import annotations

from collections.abc import Callable

from helpers.casualties import turns, when
from helpers.casualties.evidence import Article, Timex
from helpers.casualties.stretches import single
from helpers.casualties.timespans import day
from helpers.language import Token

OPENING = 3  # sentences in which an article tells what it is about
AHEAD = 6  # words after "since" in which the war stands: "since the country's civil war began"
LARGE = 10_000  # people: so many are those of a war
NEWS = 14  # days before the article in which its own event lies


def begins(article: Article) -> list[tuple[int, Timex]]:
    """Since when a war goes on, wherever the article says so: "since the war began in 2011", with its sentence."""
    key = (__name__, "begins", 0)
    if key not in article.known:
        article.known[key] = [
            (number, timex.open())
            for number, (start, end) in enumerate(article.bounds)
            for timex in article.dates_in(start, end)
            if dates_a_war(article, timex) and not turns.beside(article, number, timex.start)
        ]
    return article.known[key]


def dates_a_war(article: Article, timex: Timex) -> bool:
    """Whether a date is that of the start of a war: told with a month or year, not as a weekday."""
    if not timex.date_start or timex.timex_type != "DATE" or not when.past(article, timex):
        return False
    if timex.precision not in ("month", "season", "year") and timex.basis != "explicit" and fresh(article, timex):
        return False
    token = article.token(timex.start)
    if timex.precision == "day" and timex.basis != "explicit":
        return any(map(war, subjects(when.governor(token))))
    since = article.doc[max(token.i - 1, 0)]
    if when.open_ended(timex) and since.lower_ == "since":
        told = [since.head] if since.head.pos_ in ("NOUN", "PROPN") else since.head.subtree
        if article.doc[max(since.i - 1, 0)].lemma_.lower() in when.clues()["standing"]:
            return False  # "in power since 1963"
        if any(map(war, told)):
            return True
    verb = when.governor(token)
    while verb.pos_ in ("VERB", "AUX"):
        if verb.lemma_.lower() in when.clues()["onset"] and (
            any(map(war, verb.subtree)) or any(map(war, verb.ancestors))
        ):
            return True
        if verb.head.i == verb.i:
            return False
        verb = when.governor(verb.head)
    return False


def fighting(article: Article) -> list[tuple[int, Timex]]:
    """Since when people fight, with its sentence: "fighting resumed on 27 September" is how a war may be told."""
    found = []
    for number, (start, end) in enumerate(article.bounds):
        for timex in article.dates_in(start, end):
            told = subjects(when.governor(article.token(timex.start)))
            begins = any({one.lower_, one.lemma_.lower()} & when.clues()["lasting"] for one in told)
            if begins and timex.date_start and timex.precision in ("day", "month") and not fresh(article, timex):
                found.append((number, timex.open()))
    return found


def fresh(article: Article, timex: Timex) -> bool:
    """Whether a day is one of the article's own news, as a weekday is."""
    if min(len(article.published), len(timex.date_start)) < 10:
        return True
    return (day(article.published) - day(timex.date_start)).days < NEWS


def war(token: Token) -> bool:
    """Whether a word is one for a war."""
    return token.lemma_.lower() in when.clues()["conflict"]


def subjects(verb: Token) -> list[Token]:
    """What begins, if a verb is one of beginning: "the *war* broke out in May", "since *fighting* there resumed"."""
    if verb.lemma_.lower() not in when.clues()["onset"]:
        return []
    before = list(verb.doc[max(verb.i - AHEAD, verb.sent.start) : verb.i])
    since = next((i for i, word in enumerate(before) if word.lower_ == "since"), len(before))
    return [*(child for child in verb.children if child.dep_ == "nsubj"), *before[since + 1 :]]


def start(article: Article, number: int, figure: dict) -> Timex | None:
    """The start of the war that a total is one of, from the nearest sentence that tells it."""
    words = article.text[slice(*article.bounds[number])].lower()
    large = str(figure["count_min"]).isdecimal() and int(figure["count_min"]) >= LARGE
    since = [token for token in article.sentences[number] if token.lower_ == "since"]
    of_war = any(any(map(war, token.doc[token.i : token.i + AHEAD])) for token in since)
    if since and not of_war and "since then" not in words:
        return None  # "since they launched their campaign": its own start, which is not told
    if not (large or "since then" in words or any(map(war, article.sentences[number]))):
        return None
    found = begins(article) or (fighting(article) if of_war else [])
    if "since then" in words:
        found = [one for one in found if one[0] < number] or told_before(article, number)
    return min(found, key=lambda one: (abs(one[0] - number), one[0]))[1] if found else None


def told_before(article: Article, number: int) -> list[tuple[int, Timex]]:
    """The date that "since then" means: the last one of the sentence before."""
    before = article.dates_in(*article.bounds[number - 1]) if number else []
    known = [timex for timex in before if timex.date_start and timex.timex_type == "DATE" and when.past(article, timex)]
    return [(number - 1, known[-1].open())] if known else []


def carry(article: Article, figures: list[dict], numbers: list[int], own: list, twins: list) -> dict[int, Timex]:
    """The dates of totals whose sentence names none, by the number of the figure; their scope is settled on the way.

    ``own``: the dates of the figures' own sentences. A part begins with its total, "another 280 have been wounded" with
    the total before it, and the total of a war with the war. ``twins``: for each figure those that tell the same.
    """
    found: dict[int, Timex] = {}
    places = {figure["figure_id"]: i for i, figure in enumerate(figures)}

    def known(i: int) -> Timex | None:
        return found.get(i) or own[i][0]

    for i, figure in enumerate(figures):
        whole = places.get(figure["part_of"])
        if whole is not None and figures[whole]["scope"] == "cumulative":
            figure["scope"] = "cumulative"
        if own[i][0] is None and goes_on(article, figures, numbers, i, known):
            figure["scope"] = "cumulative"
            found[i] = known(i - 1)
        if own[i][0] is not None or i in found or figure["scope"] != "cumulative":
            continue
        if date := (known(whole) if whole is not None else None) or start(article, numbers[i], figure):
            found[i] = date
    found |= of_period(article, figures, numbers, own, found)
    heads = {
        figures[i]["harm"] for i in range(len(figures)) if numbers[i] < OPENING and figures[i]["scope"] == "cumulative"
    }
    for i, figure in enumerate(figures):
        if figure["harm"] in heads and any(map(tally, article.sentences[numbers[i]])):
            figure["scope"] = "cumulative"
        if figure["scope"] == "cumulative" and known(i) is None:
            same = [known(j) for j in twins[i] if figures[j]["scope"] == "cumulative" and known(j) is not None]
            found.update({i: same[0]} if same else {})
    return found


def of_period(article: Article, figures: list[dict], numbers: list[int], own: list, found: dict) -> dict[int, Timex]:
    """The month or year an article reports on, for its figures without a date: "In May the network counted 160 deaths".

    Not for those of one event or of one town; none where the opening tells of an event as well.
    """
    opening = [i for i in range(len(figures)) if numbers[i] < OPENING]
    periods = [own[i][0] for i in opening if figures[i]["scope"] == "cumulative" and own[i][0] is not None]
    periods = [one for one in periods if one.precision in ("month", "season", "year") and one.date_end]
    if not periods or any(figures[i]["scope"] == "incident" and own[i][2] for i in opening):
        return {}
    if not periods[0].date_end[:10] < article.published[:10]:
        return {}
    made = {}
    for i, figure in enumerate(figures):
        towns = [m for m in article.mentions_in(*article.bounds[numbers[i]]) if m.kind == "place" and m.rank <= 1]
        if own[i][2] or own[i][1] is not None or i in found or towns or single(article, numbers[i]):
            continue
        if figure["scope"] == "incident":
            figure["scope"] = "cumulative"
            made[i] = periods[0]
    return made


def tally(token: Token) -> bool:
    """Whether a word is one for states of a total: "earlier tallies"."""
    return token.tag_ == "NNS" and token.lemma_.lower() in when.clues()["tally"]


def goes_on(article: Article, figures: list[dict], numbers: list[int], i: int, known: Callable) -> bool:
    """Whether a figure goes on with the total told just before: "At least 280 people have been wounded".

    One that is known for a total does so from sentence to sentence, another one in the perfect of the same paragraph.
    """
    if not i or figures[i - 1]["scope"] != "cumulative" or numbers[i] - numbers[i - 1] > 1:
        return False
    before, here = known(i - 1), article.sentences[numbers[i]]
    if before is None or not when.open_ended(before) or any(map(war, here)):
        return False
    if figures[i]["scope"] == "cumulative":
        return not any(token.lower_ == "since" for token in here)
    if article.paragraphs[numbers[i]] != article.paragraphs[numbers[i - 1]]:
        return False
    trigger = article.token(figures[i]["trigger_start"])
    perfect = any(child.dep_ in ("aux", "auxpass") and child.lower_ in ("have", "has") for child in trigger.children)
    return perfect and numbers[i] != numbers[i - 1] and not article.dates_in(here.start_char, trigger.idx)
