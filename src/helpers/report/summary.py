"""What the report says first: three sentences and five numbers, true for any case; and the rows of each step."""

from __future__ import annotations

from markupsafe import Markup

from helpers.report.independence import claim_said, strongest
from helpers.report.labels import analysed, outlets
from helpers.report.source import Source
from helpers.report.wording import anchor, count, day, link

WIDEST = 3  # claims named at the top of the page


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
        "most": int(claims["n_independent"].max()) if len(claims) else 0,
    }


def failed_said(made: Source) -> list[str]:
    """That the program failed on articles, if it did, so that rows of theirs are missing."""
    n = made.problems["doc_id"].nunique()
    said = f"The program failed on {count(n, 'article')}, so rows of {'it' if n == 1 else 'them'} are missing: "
    return [said + "“What the program failed on” names them."] if n else []


def heading(made: Source) -> str:
    """The title of a case that was given none: the places that most articles have figures of, and who reports."""
    n, figures = facts(made), made["casualty_figures"]
    known = figures[(figures["place"] != "") & (figures["scope"] == "incident")]
    kind = made["entities"].set_index("entity_id")["place_type"]
    nearer = known[known["place_id"].map(kind) != "country"]  # a country says less than a town in it
    reach = (nearer if len(nearer) else known).groupby("place")["doc_id"].nunique()
    places = sorted(reach.index, key=lambda place: (-reach[place], place))[:3]
    where = " and ".join(part for part in (", ".join(places[:-1]), *places[-1:]) if part)
    told = f"{count(n['articles'], 'article')} of {count(n['outlets'], 'outlet')}"
    return f"{where}: {told}" if where else told


def sentences(n: dict[str, int]) -> list[str]:
    """The finding in three sentences; what is independent is an upper bound, and is said as one."""
    if not n["articles"]:
        return ["No article could be read, so there is nothing to report.", "Chapter 1 says of each file why."]
    read = f"{count(n['articles'], 'article')} of {count(n['outlets'], 'outlet')}"
    if not n["families"] or n["articles"] == 1:
        said = [f"{read} {'was' if n['articles'] == 1 else 'were'} read."]
    elif n["families"] == n["articles"]:
        said = [f"{read} are as many text families: no two copy so much of each other that they count as one."]
    else:
        families = count(n["families"], "text family", "text families")
        said = [f"{read} make {families}, since articles that copy from each other count as one."]
    if not n["figures"]:
        return [*said, "No casualty figure was found in them.", "So there is no claim that sources could confirm."]
    figures = count(n["figures"], "casualty figure")
    if not n["claims"]:
        said.append(f"{figures} {'was' if n['figures'] == 1 else 'were'} found, and no claim was made of them.")
    else:
        claims = count(n["claims"], "claim")
        rest = f"at most {n['two']:,} of them {'rests' if n['two'] == 1 else 'rest'} on two or more independent sources"
        if not n["two"]:
            rest = f"{'it does not rest' if n['claims'] == 1 else 'none of them rests'} on two independent sources"
        elif n["claims"] == 1:
            rest = f"it rests on at most {count(n['most'], 'independent source')}"
        said.append(f"{figures} {'makes' if n['figures'] == 1 else 'make'} {claims}; {rest}.")
    kept = n["several"] - n["lost"]
    told = f"{count(n['several'], 'claim is', 'claims are')} reported by two or more outlets"
    if not n["several"]:
        third = "No claim is reported by more than one outlet, so none could be confirmed by another"
    elif not kept:
        which = "it rests" if n["several"] == 1 else "all of them rest"
        third = f"{told}, but {which} on one independent source at most"
    elif not n["lost"]:
        which = "it may" if n["several"] == 1 else "all of them may"
        third = f"{told}, and {which} rest on two or more once copies and common sources are counted once"
    else:
        rest = "rests" if n["lost"] == 1 else "rest"
        third = f"{told}, but {n['lost']:,} of them {rest} on one independent source at most"
    if n["conflict"]:
        third += f"; {count(n['conflict'], 'claim conflicts', 'claims conflict')} with another about the same incident"
    return [*said, third + "."]


TILES = (
    ("articles", "article", "articles", "table-documents"),
    ("outlets", "outlet", "outlets", "chart-calendar"),
    ("families", "text family", "text families", "chart-families"),
    ("claims", "claim", "claims", "table-claims"),
    (
        "two",
        "at most, on two or more independent sources",
        "at most, on two or more independent sources",
        "table-grades",
    ),
)


def tiles(n: dict[str, int]) -> Markup:
    """Five numbers, each leading to where it is counted."""
    tile = Markup('<div><dt>{}</dt><dd><a href="#{}">{:,}</a></dd></div>')
    return Markup("").join(tile.format(one if n[key] == 1 else many, to, n[key]) for key, one, many, to in TILES)


def widest(made: Source) -> Markup:
    """The claims that most outlets report, each with what is left of its outlets: what an editor asks first."""
    claims = made["claims"]
    known = claims[(claims["scope"] == "incident") & (claims["place"] != "") & (claims["date_start"] != "")]
    rows = [
        Markup("<li>{}: {}, at most <b>{}</b>{}</li>").format(
            link(anchor("claim", r.claim_id), claim_said(r)),
            count(int(r.n_outlets), "outlet"),
            count(int(r.n_independent), "independent source"),
            "; another claim conflicts with it" if r.agreement == "conflict" else "",
        )
        for r in strongest(known).head(WIDEST).itertuples()
    ]
    if not rows:
        return Markup("")
    return Markup('<h3>Reported most widely</h3><ol class="widest">{}</ol>').format(Markup("").join(rows))


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
