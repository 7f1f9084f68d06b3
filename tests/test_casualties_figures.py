"""Sentence in, figures out. Every sentence is our own; a figure is written as

harm, number (``43``; ``>=43`` at least; ``<=30`` at most; ``~40`` about; ``10-15`` range; ``v24`` vague),
then ``/group``, ``+detail`` and ``<`` (part of another figure) where the row says so.
"""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import language, tables
from helpers.casualties import figures

SENTENCES = {
    "active, passive, headline": [
        ("Shelling killed 18 people in the port city of Hodeidah.", "killed 18"),
        ("Eighteen people were killed by shelling in Hodeidah.", "killed 18"),
        ("Blast kills 18 in Mogadishu", "killed 18"),
        ("29 rebels dead in fighting near Taiz", "killed 29/combatant"),
        ("Six killed as rockets hit Kharkiv", "killed 6"),
        ("Two journalists shot dead in Tripoli", "killed 2/journalist"),
        ("Gunmen have killed nine farmers in Borno state.", "killed 9/civilian"),
        ("Nine farmers have been killed in Borno state, police said.", "killed 9/civilian"),
        ("The army says it has killed 14 militants in Sinai.", "killed 14/combatant"),
        ("Fourteen militants died in the raid.", "killed 14/combatant"),
        ("Seven soldiers were slain at the outpost.", "killed 7/combatant"),
        ("Militants executed 12 captured policemen.", "killed 12/combatant+police"),
        ("Four aid workers were gunned down on the road to Juba.", "killed 4/aid_worker"),
        ("Three nurses perished in the strike on the clinic.", "killed 3/medical_worker"),
        ("Kyiv: Russian missile kills 5, wounds 23 in Dnipro", "killed 5; injured 23"),
        ("Suicide bomber kills eight at Kabul checkpoint", "killed 8"),
        ("Air strikes leave 12 people dead in Sanaa", "killed 12"),
        ("The attack left 12 people dead and 30 wounded.", "killed 12; injured 30"),
        ("The explosion left at least four dead.", "killed >=4"),
        ("Drone strike on a wedding leaves 11 dead", "killed 11"),
        ("Mortar fire wounded two children in Donetsk.", "injured 2/civilian+children"),
        ("Two children were hurt when a mortar round landed in the yard.", "injured 2/civilian+children"),
        ("Ten people suffered injuries in the blast.", "injured 10"),
        ("Thirty-one people were hospitalised after the gas attack.", "injured 31"),
        ("Forty people were treated for burns at the city hospital.", "injured 40"),
        ("Twenty people, some of them elderly, were injured in the crush.", "injured 20"),
        ("A landmine killed three shepherds near Bamyan.", "killed 3/civilian"),
    ],
    "nouns": [
        ("The killing of 15 civilians drew protests.", "killed 15/civilian"),
        ("He blamed the army for the deaths of 22 villagers.", "killed 22/civilian"),
        ("The raid led to the death of three officers.", "killed 3/combatant"),
        ("The murder of six aid workers shocked the country.", "killed 6/aid_worker"),
        ("The attack claimed the lives of nine people.", "killed 9"),
        ("The bombing claimed 40 lives.", "killed 40"),
        ("The storming of the base cost 17 soldiers their lives.", "killed 17/combatant"),
        ("Five people lost their lives in the crash.", "killed 5"),
        ("The bodies of 30 people were found in a well.", "killed 30"),
        ("Rescuers pulled 13 bodies from the rubble.", "killed 13"),
        ("The ministry reported 15 deaths and 60 injuries.", "killed 15; injured 60"),
        ("There were 15 fatalities.", "killed 15"),
        ("The raid caused 70 casualties.", "casualties 70"),
        ("Officials spoke of 30 civilian casualties.", "casualties 30/civilian"),
        ("The ambush resulted in 12 dead and 20 wounded.", "killed 12; injured 20"),
        ("The execution of 25 prisoners was filmed.", "killed 25"),
        ("The massacre of over 100 villagers was never punished.", "killed >=100/civilian"),
        ("The abduction of 276 schoolgirls caused outrage.", "detained 276/civilian+children"),
        ("The strike brought death to the village.", ""),
    ],
    "tolls": [
        ("The death toll rose to 40.", "killed 40"),
        ("The death toll has risen from 30 to 40, the governor said.", "killed 40"),
        ("Two more people died, bringing the toll to 41.", "killed 2; killed 41"),
        ("The toll stands at 55.", "killed 55"),
        ("Death toll in Aden blast climbs to 62", "killed 62"),
        ("The number of people killed in the attack has reached 19.", "killed 19"),
        ("The ministry put the death toll at 104.", "killed 104"),
        ("The toll could rise further.", ""),
        ("The number of wounded rose to 88.", "injured 88"),
        ("A death toll of at least 70 was given by the hospital.", "killed >=70"),
        ("The final toll was 23 dead and 51 injured.", "killed 23; injured 51"),
    ],
    "elided": [
        ("A mine exploded under a bus, killing 23 and wounding dozens more.", "killed 23; injured v24"),
        ("Rockets hit a school, killing four pupils and injuring 17 others.", "killed 4/civilian+children; injured 17"),
        ("Ten people were killed and 30 injured.", "killed 10; injured 30"),
        ("Ten people were killed and another 30 were wounded.", "killed 10; injured 30"),
        ("At least 10 died and scores were hurt.", "killed >=10; injured v40"),
        ("Some 15 were killed, with a further 12 wounded.", "killed ~15; injured 12"),
        ("Three people killed five injured in rocket attack", "killed 3; injured 5"),
        ("Seven killed, 37 others injured in twin attacks", "killed 7; injured 37"),
        ("20 dead, 50 wounded in market bombing", "killed 20; injured 50"),
        ("Two soldiers died and a third was wounded.", "killed 2/combatant"),
        (
            "Fighters killed 6 policemen, 3 soldiers and 2 civilians.",
            "killed 6/combatant+police; killed 3/combatant; killed 2/civilian",
        ),
        ("Air raids killed 12 in Aden and six in Taiz.", "killed 12; killed 6"),
        ("Five people were killed in Homs, three in Hama and two in Idlib.", "killed 5; killed 3; killed 2"),
        ("12 civilians and five soldiers were killed in the shelling.", "killed 12/civilian; killed 5/combatant"),
        ("At least 50 people were killed or wounded.", "casualties >=50"),
        ("Shells killed and wounded 30 people.", "casualties 30"),
        ("The clashes left 60 dead and wounded.", "casualties 60"),
        ("Gunmen abducted and killed three drivers.", "killed 3/civilian"),
        ("Snipers shot and killed two women.", "killed 2/civilian+women"),
        ("Guards shot and wounded two men.", "injured 2/unknown+men"),
    ],
    "numbers": [
        ("More than 1,300 people were killed.", "killed >=1300"),
        ("Some 2.5 million people have been displaced.", "displaced ~2500000"),
        ("Twenty-five people were killed.", "killed 25"),
        ("One hundred and twenty people were killed.", "killed 120"),
        ("A hundred people were killed.", "killed 100"),
        ("A dozen people were killed.", "killed 12"),
        ("At least a dozen people were killed.", "killed >=12"),
        ("Half a dozen people were wounded.", "injured 6"),
        ("More than two dozen people were wounded.", "injured >=24"),
        ("Dozens were killed.", "killed v24"),
        ("Scores of people were killed.", "killed v40"),
        ("Hundreds of villagers were killed.", "killed v200/civilian"),
        ("Thousands have died.", "killed v2000"),
        ("Tens of thousands of people have been killed.", "killed v20000"),
        ("Hundreds of thousands of people were displaced.", "displaced v200000"),
        ("Several people were wounded.", "injured v3"),
        ("A number of soldiers were killed.", "killed v2/combatant"),
        ("A few people were hurt.", "injured v3"),
        ("Several hundred people were injured.", "injured v200"),
        ("Two or three people were killed.", "killed 2-3"),
        ("Between 10 and 15 people were killed.", "killed 10-15"),
        ("10-15 people were killed.", "killed 10-15"),
        ("The strike killed 43 to 50 people.", "killed 43-50"),
        ("One person was killed.", "killed 1"),
        ("A child was killed.", "killed 1/civilian+children"),
        ("A woman and her two sons were killed.", "killed 1/civilian+women; killed 2/civilian+children"),
        ("An elderly man was wounded by a stray bullet.", "injured 1/civilian+elderly"),
        ("Half a million people fled their homes.", "displaced 500000"),
        ("A quarter of a million people have been killed.", "killed 250000"),
        ("Around 4 000 people were displaced.", "displaced ~4000"),
        ("Nearly 20 thousand people fled.", "displaced ~20000"),
    ],
    "bounds": [
        ("At least 43 civilians were killed.", "killed >=43/civilian"),
        ("More than 43 civilians were killed.", "killed >=43/civilian"),
        ("Over 60 people were killed.", "killed >=60"),
        ("No fewer than nine people were killed.", "killed >=9"),
        ("Up to 30 people were killed.", "killed <=30"),
        ("As many as 30 people were killed.", "killed <=30"),
        ("At most five people were killed.", "killed <=5"),
        ("Fewer than 20 people were hurt.", "injured <=20"),
        ("About 40 people were killed.", "killed ~40"),
        ("Around 40 people were killed.", "killed ~40"),
        ("Some 40 people were killed.", "killed ~40"),
        ("Nearly 40 people were killed.", "killed ~40"),
        ("Almost 40 people were killed.", "killed ~40"),
        ("An estimated 40 people were killed.", "killed ~40"),
        ("Forty or more people were killed.", "killed >=40"),
        ("Approximately 200 fighters were killed.", "killed ~200/combatant"),
        ("Exactly 12 people were killed.", "killed 12"),
        ("The strike killed upwards of 80 people.", "killed >=80"),
    ],
    "none": [
        ("No casualties were reported.", "casualties 0"),
        ("No one was killed in the attack.", "killed 0"),
        ("Nobody was hurt.", "injured 0"),
        ("There were no injuries.", "injured 0"),
        ("The rocket fell in a field without causing casualties.", "casualties 0"),
        ("No civilians were killed, the army said.", "killed 0/civilian"),
        ("The drone was shot down and did not cause any casualties.", "casualties 0"),
        ("There were no immediate reports of casualties.", ""),
        ("There was no word on casualties.", ""),
    ],
    "parts": [
        ("The strike killed 20 people, including 11 children.", "killed 20; killed 11/civilian+children<"),
        ("Twenty people, including 11 children, were killed.", "killed 20; killed 11/civilian+children<"),
        ("Twenty people were killed, among them three women.", "killed 20; killed 3/civilian+women<"),
        ("Nine people were killed, two of them children.", "killed 9; killed 2/civilian+children<"),
        ("Nine people were killed, two of whom were children.", "killed 9; killed 2/civilian+children<"),
        ("Two people, one of them a child, were killed.", "killed 2; killed 1/civilian+children<"),
        (
            "Sixty people were killed, including five children and three policemen.",
            "killed 60; killed 5/civilian+children<; killed 3/combatant+police<",
        ),
        (
            "Six civilians, including a woman and two children, were killed and 12 others were injured.",
            "killed 6/civilian; killed 1/civilian+women<; killed 2/civilian+children<; injured 12",
        ),
        ("Thirty people died. Among the dead were four children.", "killed 30; killed 4/civilian+children<"),
        ("Thirty people died. Four children were among the dead.", "killed 30; killed 4/civilian+children<"),
        ("Thirty people died. The dead included two paramedics.", "killed 30; killed 2/medical_worker<"),
        ("Thirty people died. At least 14 of the dead were rebels.", "killed 30; killed >=14/combatant<"),
        ("Eight people were wounded, three of them seriously.", "injured 8; injured 3<"),
        ("Another 12 people were killed in Saada.", "killed 12"),
        ("A further five people were killed.", "killed 5"),
        ("Most of those killed were women.", ""),
    ],
    "victims": [
        ("Twelve rebel fighters were killed.", "killed 12/combatant"),
        ("Five members of the security forces were killed.", "killed 5/combatant"),
        ("Seven members of a rescue service were killed.", "killed 7/aid_worker"),
        ("Four White Helmets volunteers were killed.", "killed 4/aid_worker"),
        ("Two doctors and a nurse were killed.", "killed 2/medical_worker; killed 1/medical_worker"),
        ("Three Taliban commanders were killed.", "killed 3/combatant"),
        ("Five Palestinians were killed.", "killed 5"),
        ("Two city councillors were killed.", "killed 2/official"),
        ("Eleven passengers were killed when the bus hit a mine.", "killed 11/civilian"),
        ("Twenty IS militants were killed.", "killed 20/combatant"),
        ("Six Red Crescent staff were killed.", "killed 6/aid_worker"),
        ("Three hospital workers were wounded.", "injured 3/medical_worker"),
        ("Dozens of women and children were killed.", "killed v24/civilian+women+children"),
        ("Two photographers were injured.", "injured 2/journalist"),
        ("Eight worshippers were killed at the mosque.", "killed 8/civilian"),
        ("Nine peacekeepers were wounded in Mali.", "injured 9/combatant"),
        ("Four police officers were killed.", "killed 4/combatant+police"),
        ("Three wounded soldiers were flown to Dakar; the other 20 soldiers were unhurt.", "injured 3/combatant"),
    ],
    "missing, detained, displaced": [
        ("Fifteen people are missing.", "missing 15"),
        ("Some 30 people remain unaccounted for.", "missing ~30"),
        ("Three children went missing.", "missing 3/civilian+children"),
        ("At least 20 people were trapped under the rubble.", "missing >=20"),
        ("Gunmen kidnapped 80 students.", "detained 80/civilian"),
        ("Police arrested 45 protesters.", "detained 45/civilian"),
        ("Twelve soldiers were taken hostage.", "detained 12/combatant"),
        ("The group captured five soldiers.", "detained 5/combatant"),
        ("Fighting forced 20,000 people from their homes.", "displaced 20000"),
        ("Some 20,000 people were forced to flee.", "displaced ~20000"),
        ("More than 11 million people have been displaced.", "displaced >=11000000"),
        ("The war has displaced more than 11 million.", "displaced >=11000000"),
        ("Nearly 3,000 families fled the town.", "displaced ~3000/civilian"),
        ("The fighting has uprooted half a million people.", "displaced 500000"),
    ],
    "tolls put at a number, and bare numbers": [
        ("Doctors put the dead in the port at 27, with 90 wounded.", "killed 27; injured 90"),
        ("A monitor was cited as putting the dead at no fewer than 64.", "killed >=64"),
        ("The council put the number killed by shells in the cellars at 14.", "killed 14"),
        ("The ministry puts the number of dead at 2,118, up from 1,940 on Monday.", "killed 2118"),
        ("He said the toll had gone up to 52.", "killed 52"),
        ("Three more pupils died, which brings the total to 29.", "killed 3; killed 29"),
        ("Toll in Aden bus bombing passes 70", "killed >=70"),
        ("The death toll tops 300.", "killed >=300"),
        ("Nationwide, 1.4 million have been forced from their homes.", "displaced 1400000"),
        ("Over 6,000 have fled, according to the mayor.", "displaced >=6000"),
        ("Thousands fled east.", "displaced v2000"),
        ("Some 12,000 people have crossed into Uganda.", "displaced ~12000"),
        ("Up to 25 shot while fetching water", "casualties <=25"),
        ("Border town mourns six", "killed 6"),
        ("He said 140 people had sought medical help.", "injured 140"),
        ("Nine people were rushed to hospital.", "injured 9"),
        ("One man is in a critical condition.", "injured 1/unknown+men"),
        ("Four men were hacked to death and 11 burned inside.", "killed 4/unknown+men; killed 11"),
        ("Two died at once; five others succumbed later.", "killed 2; killed 5"),
        ("Some 80 people are still being held.", "detained ~80"),
        ("Accounts of the dead differed. The rebels spoke of nearly 70.", "killed ~70"),
        ("The toll was unclear. One mayor put it at 15, another spoke of three villages.", "killed 15"),
        ("The bodies of 14 people were taken to hospital.", "killed 14"),
        ("Eight girls were carried off as cooks.", "detained 8/civilian+children"),
        ("Sixty pupils were burned alive, and more than 30 taken.", "killed 60/civilian+children; detained >=30"),
        ("They abducted 40 soldiers near the town on Friday, along with nine drivers.", "detained 40; detained 9"),
        ("The governor was killed along with three of his guards.", "killed 3"),
        (
            "The court counted 31 deaths of farmers and of four policemen.",
            "killed 31/civilian; killed 4/combatant+police",
        ),
    ],
    "parts dealt out, and totals around them": [
        (
            "Six villagers died in the raids - three in Haydan, two in Razih and a boy in Saqayn - a medic said.",
            "killed 6/civilian; killed 3/civilian<; killed 2/civilian<; killed 1/civilian+children<",
        ),
        ("Eleven people died in the raids: seven in Haydan, four in Razih.", "killed 11; killed 7<; killed 4<"),
        ("Thirty people died. Six of the victims lived in one house.", "killed 30; killed 6<"),
        ("Blast toll climbs to 90; army says 12 of its troops among dead", "killed 90; killed 12/combatant<"),
        (
            "Also among the dead are three cooks, which brings the total to 33.",
            "killed 3<; killed 33",
        ),
        (
            "The war cost 800 lives in Lebanon, most of them civilians, and 120 in Israel.",
            "killed 800; killed 120",
        ),
        ("Two reporters, one of them a woman, were wounded.", "injured 2/journalist; injured 1/civilian+women<"),
        ("Two reporters, one of them on leave, were wounded.", "injured 2/journalist; injured 1/journalist<"),
    ],
    "groups by what is said beside the number": [
        ('The group said it had killed "close to 90", all of them soldiers or policemen.', "killed ~90/combatant"),
        ("He admitted that nine members of the movement were among the dead.", "killed 9/combatant"),
        ("None of our men died.", "killed 0/combatant+men"),
        ("The army admitted the loss of eight men.", "killed 8/combatant+men"),
        ("Oxfam says four of its staff have been killed.", "killed 4/aid_worker"),
        ("Two employees of Doctors Without Borders were murdered.", "killed 2/aid_worker"),
        ("Fishermen account for five of the deaths.", "killed 5/civilian"),
        ("The killing of a friend of an army captain went unpunished.", "killed 1/unknown"),
        ("A guard was killed at the school gate.", "killed 1/unknown"),
    ],
    "no victims: sources, ages, animals, people led to safety": [
        ("The blast killed 12 people, two officials said on Friday.", "killed 12"),
        ("The toll rose to 19, with 40 wounded, a nurse at Hope Hospital told the paper.", "killed 19; injured 40"),
        ("A shell killed her uncle, Amal Idris, a 30-year-old tailor, told the paper.", ""),
        ("Rocket kills man, 71, in Ashkelon", ""),
        ("A gunner, Corporal Jean Petit, 23, was killed by a mine.", "killed 1/combatant"),
        ("Nine people were killed, four of them children under ten.", "killed 9; killed 4/civilian+children<"),
        ("He was killed at the age of 40.", ""),
        ("A mother of two, 34, was killed.", "killed 1/civilian+women"),
        ("Six pupils, all under 12, died.", "killed 6/civilian+children"),
        ("He saw four dead goats by the road.", ""),
        ("Some 60 women were led to safety by troops, who killed the gunmen after a three-hour siege.", ""),
        ("Sixteen people were hurt, and 50 were led to safety.", "injured 16"),
        ("Twenty gunmen crossed into Turkey.", ""),
        ("Two shot down over the border", ""),
        ("Talks are being held by three parties.", ""),
    ],
    "not figures": [
        ("A new offensive could kill thousands.", ""),
        ("The drought may kill 200,000 people, experts fear.", ""),
        ("The group threatened to kill 50 hostages.", ""),
        ("He warned that thousands would die.", ""),
        ("Shelling killed 40 cows.", ""),
        ("The army destroyed three tanks.", ""),
        ("The army killed militants in three villages.", ""),
        ("He was killed 12 years ago.", ""),
        ("He was killed on 12 May 2014.", ""),
        ("He was killed in 2014.", ""),
        ("Fighters of the 17th division were killed.", ""),
        ("The 12-year-old was wounded.", ""),
        ("Troops were killed 20 kilometres from the city.", ""),
        ("Civilians were killed in 15 air strikes.", ""),
        ("The council passed Resolution 2254 after the killings.", ""),
        ("The raid killed civilians, and 30 percent of the town was destroyed.", ""),
        ("Most of the leaders had been killed.", ""),
        ("Many of the victims were women and children.", ""),
        ("The town is one of the last held by the group.", ""),
        ("Two minibuses were stolen.", ""),
        ("Troops entered from three different directions.", ""),
        ("An Israeli airstrike killed civilians.", ""),
        ("The factory was hit by 12 gunmen and workers were killed.", ""),
        ("Lawmakers voted 61 to 40 to condemn the killings.", ""),
        ("The family received $5,000 after the death.", ""),
        ("Civilians were killed by five gunmen.", ""),
        ("The convoy of 11 buses left the town.", ""),
    ],
}


def written(row: dict) -> str:
    """A figure as the table above writes it."""
    number = {
        "exact": "{0}",
        "at_least": ">={0}",
        "at_most": "<={1}",
        "about": "~{0}",
        "range": "{0}-{1}",
        "vague": "v{0}",
    }[row["bound"]].format(row["count_min"], row["count_max"])
    group = f"/{row['victim_group']}"
    return (
        f"{row['harm']} {number}{group}"
        + "".join(f"+{detail}" for detail in tables.split(row["victim_detail"]))
        + ("<" if row["part_of"] else "")
    )


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    """The figures of every sentence above, as written there."""
    texts = {sentence: sentence for cases in SENTENCES.values() for sentence, _ in cases}
    docs = dict(zip(texts, language.pipeline().pipe(texts), strict=True))
    documents = pd.DataFrame({"doc_id": list(docs), "title": "", "outlet": ""})
    frame, _, _ = figures.find(docs, documents)
    rows = {sentence: [] for sentence in texts}
    for row in frame.to_dict("records"):
        assert row["sentence"][row["start"] - row["sentence_start"] : row["end"] - row["sentence_start"]] == row["text"]
        rows[row["doc_id"]].append(written(row))
    return rows


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [pytest.param(*case, id=f"{topic}: {case[0][:60]}") for topic, cases in SENTENCES.items() for case in cases],
)
def test_sentence(found, sentence, expected):
    wanted = [each for each in expected.split("; ") if each]
    got = found[sentence]
    if len(wanted) == len(got):  # a group is only compared where it is written
        got = [
            g if "/" in w else g.replace("/" + g.partition("/")[2].partition("<")[0], "")
            for w, g in zip(wanted, got, strict=True)
        ]
    assert got == wanted
