"""What the report says first: three sentences and five numbers, true for any case; and the rows of each step."""

from __future__ import annotations

from markupsafe import Markup

from helpers.report.labels import analysed, outlets
from helpers.report.source import Source
from helpers.report.wording import count, day


def facts(made: Source) -> dict[str, int]:
    """The numbers that the summary is written from."""
    read = analysed(made["documents"])
    claims = made["claims"]
    several = claims[claims["n_outlets"] > 1]
    return {
        "articles": len(read),
        "outlets": len(set(outlets(read).values())),
        "families": made["families"]["family_id"].nunique(),
        "figures": len(made["casualty_figures"]),
        "claims": len(claims),
        "two": int((claims["n_independent"] >= 2).sum()),
        "several": len(several),
        "lost": int((several["n_independent"] < 2).sum()),
        "conflict": int((claims["agreement"] == "conflict").sum()),
    }


def heading(made: Source) -> str:
    """The title of a case that was given none: the places that most articles have figures of, and who reports."""
    n, figures = facts(made), made["casualty_figures"]
    known = figures[(figures["place"] != "") & (figures["scope"] == "incident")]
    reach = known.groupby("place")["doc_id"].nunique()
    places = sorted(reach.index, key=lambda place: (-reach[place], place))[:3]
    where = " and ".join(part for part in (", ".join(places[:-1]), *places[-1:]) if part)
    told = f"{count(n['articles'], 'article')} of {count(n['outlets'], 'outlet')}"
    return f"{where}: {told}" if where else told


def sentences(n: dict[str, int]) -> list[str]:
    """The finding in three sentences."""
    if not n["articles"]:
        return ["No article could be read, so there is nothing to report.", "Chapter 1 says of each file why."]
    said = [f"{count(n['articles'], 'article')} of {count(n['outlets'], 'outlet')}"]
    if n["families"]:
        said[0] += f" {'is' if n['articles'] == 1 else 'are'} {count(n['families'], 'text family', 'text families')}."
    else:
        said[0] += f" {'was' if n['articles'] == 1 else 'were'} read."
    if not n["figures"]:
        return [*said, "No casualty figure was found in them.", "So there is no claim that sources could confirm."]
    makes = f"{count(n['figures'], 'figure')} {'makes' if n['figures'] == 1 else 'make'} {count(n['claims'], 'claim')}"
    if n["claims"] == 1:
        said.append(f"{makes}, which {'rests' if n['two'] else 'does not rest'} on two or more independent sources.")
    else:
        none = "none rests" if not n["two"] else f"{n['two']:,} {'rests' if n['two'] == 1 else 'rest'}"
        said.append(f"{makes}, of which {none} on two or more independent sources.")
    if not n["claims"]:
        said[-1] = (
            f"{count(n['figures'], 'figure')} {'was' if n['figures'] == 1 else 'were'} found, and no "
            "claim was made of them."
        )
    if not n["several"]:
        third = "No claim is reported by more than one outlet, so none could be confirmed by another"
    elif not n["lost"]:
        third = (
            f"{count(n['several'], 'claim is', 'claims are')} reported by two or more outlets, and "
            "after copies and common sources are counted once, "
            f"{'it keeps' if n['several'] == 1 else 'all keep'} two or more"
        )
    elif n["several"] == 1:
        third = "One claim is reported by two or more outlets, but it rests on one independent source at most"
    else:
        left = "all" if n["lost"] == n["several"] else f"{n['lost']:,}"
        third = (
            f"{n['several']:,} claims are reported by two or more outlets, but {left} of them "
            f"{'rests' if n['lost'] == 1 else 'rest'} on one independent source at most"
        )
    if n["conflict"]:
        third += f"; {count(n['conflict'], 'claim conflicts', 'claims conflict')} with another about the same incident"
    return [*said, third + "."]


def tiles(n: dict[str, int]) -> Markup:
    """Five numbers."""
    shown = [
        (n["articles"], "article" if n["articles"] == 1 else "articles"),
        (n["outlets"], "outlet" if n["outlets"] == 1 else "outlets"),
        (n["families"], "text family" if n["families"] == 1 else "text families"),
        (n["claims"], "claim" if n["claims"] == 1 else "claims"),
        (n["two"], "on two or more independent sources"),
    ]
    return Markup("").join(Markup("<div><dt>{}</dt><dd>{:,}</dd></div>").format(label, value) for value, label in shown)


def period_said(made: Source) -> str:
    """When the articles were published."""
    read = analysed(made["documents"])
    dated = sorted(one[:10] for one in read["published"] if one)
    if not dated:
        return "No article has a publication date." if len(read) else ""
    missing = len(read) - len(dated)
    when = f"on {day(dated[0])}" if dated[0] == dated[-1] else f"between {day(dated[0])} and {day(dated[-1])}"
    return f"Published {when}" + (f"; {count(missing, 'article has', 'articles have')} no date." if missing else ".")


def steps(made: Source) -> list[tuple[str, str, str]]:
    """The method with its row counts: step, what it did, how many rows."""
    documents, n = made["documents"], facts(made)
    skipped = int((documents["status"] == "skipped").sum())
    other = int((documents["status"] == "not_analysed").sum())
    twice = int((documents["duplicate_of"] != "").sum())
    removed, dates, figures = made["removed_text"], made["dates"], made["casualty_figures"]
    resolved = int((dates["basis"] != "unresolved").sum())
    kinds = made["overlap_passages"]["kind"].value_counts()
    leads = int(figures["lead"].sum()) if len(figures) else 0
    return [
        (
            "Files of the case",
            "Opened, each accounted for",
            f"{len(documents):,} files, {skipped:,} of them not readable",
        ),
        (
            "Articles",
            "Read; those not in English take part in overlap only",
            f"{n['articles']:,} articles, {other:,} of them overlap only, {twice:,} the same text as another",
        ),
        (
            "Page furniture",
            "Told from the body by general signs, from the article alone, and set aside",
            f"{len(removed):,} pieces, {int(documents['removed_chars'].fillna(0).sum()):,} characters",
        ),
        (
            "Names",
            "Mentions joined to entities",
            f"{len(made['mentions']):,} mentions, {len(made['entities']):,} entities",
        ),
        (
            "Dates",
            "Read as TIMEX3, worked out against the publication date",
            f"{len(dates):,} expressions, {resolved:,} worked out",
        ),
        (
            "Events",
            "Dated sentences, joined across articles",
            f"{len(made['timeline']):,} sentences, {made['timeline']['event_group'].nunique():,} events",
        ),
        (
            "Figures",
            "Numbers of people harmed, as one sentence states them",
            f"{len(figures):,} figures ({leads:,} lead figures), {len(made['rejected_numbers']):,} "
            "numbers left out with a reason",
        ),
        (
            "Overlap",
            "Passages that two articles share",
            (", ".join(f"{kinds[k]:,} {k}" for k in kinds.index) or "no passages")
            + f"; {len(made['rejected_passages']):,} stock phrases and the like left out with a reason",
        ),
        (
            "Text families",
            "Articles connected by verbatim and edited passages",
            f"{n['families']:,} families, "
            f"{int((made['families']['family_id'].value_counts() > 1).sum()):,} of two or more articles",
        ),
        ("Claims", "The same figure across articles", f"{n['claims']:,} claims of {len(figures):,} figures"),
        (
            "Independence",
            "The largest set of a claim’s reports in which no two share a text family or an origin",
            f"{n['two']:,} claims on two or more independent sources",
        ),
        ("Incidents", "The events that the claims are about", f"{len(made['incidents']):,} incidents"),
    ]


def missing_cost(made: Source) -> list[str]:
    """What it cost that outlets and dates are not known: which columns stayed empty."""
    read = analysed(made["documents"])
    no_outlet, no_date = int((read["outlet"] == "").sum()), int((read["published"] == "").sum())
    said = []
    if no_outlet:
        said.append(
            f"{count(no_outlet, 'article has', 'articles have')} no known outlet: "
            f"{'it counts' if no_outlet == 1 else 'each counts'} as an outlet of its own, so outlets may be counted "
            "too often (documents.outlet, casualty_figures.outlet and claims.outlets stay empty)."
        )
    if no_date:
        ids = set(read.loc[read["published"] == "", "doc_id"])
        dates, figures, pairs = made["dates"], made["casualty_figures"], made["overlap_pairs"]
        lost = int((dates["doc_id"].isin(ids) & (dates["basis"] == "unresolved")).sum())
        undated = int((figures["doc_id"].isin(ids) & (figures["date_start"] == "")).sum())
        open_ = int(
            ((pairs["doc_a"].isin(ids) | pairs["doc_b"].isin(ids)) & (pairs["direction"] == "undetermined")).sum()
        )
        costs = [
            (lost, "date expression", "could not be worked out (dates.date_start)"),
            (undated, "figure", "cannot join a claim by date (casualty_figures.date_start)"),
            (open_, "pair", "of articles cannot be put in order (overlap_pairs.direction)"),
        ]
        told = "; ".join(f"{count(n, what)} {cannot}" for n, what, cannot in costs if n)
        said.append(
            f"{count(no_date, 'article has', 'articles have')} no known publication date"
            f"{f', and so {told}' if told else ', which cost no row of a table its date'}."
        )
    if said:
        said.append(
            "A file sources.csv in the case folder (file, outlet, published, url) fills them in; the "
            "next run takes it up."
        )
    return said
