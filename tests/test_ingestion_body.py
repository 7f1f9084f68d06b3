"""Body and page furniture, on invented pages of many makes.

In the pages below ``#`` marks the headline, ``=`` a line of the body, ``-`` a line of furniture; without their marks
the lines are the page.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.ingestion import article, body, lines

PAGES = {
    "menus and buttons first": """
- Home
- World
- Middle East
- Sign in
- Subscribe
# Shells kill fourteen at Tal Qamar market

- By Huda Salem | Reuters
- 12 March 2019, 14:05 GMT
- Share
- Tweet
- 214 Shares
= Fourteen people died when shells landed on a crowded market in Tal Qamar on Tuesday, medics said.

= The town had been quiet since a truce in January.
- Advertisement
= Two of the wounded were children, the hospital's director told reporters.
- Share on Facebook
- Most read
- Ten ways to spend less on heating
- The minister who came back
- Privacy policy
""",
    "breadcrumbs, caption with agency, tags": """
- Home > News > Africa > Sudan
# Drone strike on fuel depot near Wad Nura leaves nine dead
- Smoke rises above the depot on the edge of Wad Nura, 3 May 2024 (AFP/File)
= A drone struck a fuel depot near Wad Nura on Friday and killed nine people, a volunteer group said.
= It blamed the paramilitary forces, which did not comment.
- Tags: Sudan, war, drones
- © 2024 Nile Courier. All rights reserved.
""",
    "cookie notice before everything": """
- We use cookies to improve your experience on this site. Find out more in our cookie policy.
- Accept all
# Rocket fire on Bir Hadid wounds three
= Rockets fired from the hills wounded three farmers in Bir Hadid overnight, the mayor said.
= One of them lost a hand.
= "We have no shelter here," the mayor said. "We sleep in the fields."
""",
    "caption in the middle": """
# Bombing at checkpoint in Darzan province
= A car bomb at a checkpoint in Darzan province killed six policemen on Sunday, the interior ministry said.
= No group said it was behind the attack, the third in a month.
- Policemen inspect the wreck at the checkpoint. Photo: Karim Wali/AP
= The road to the capital was closed until evening.
= Trucks queued for miles, drivers said.
""",
    "related blocks inside": """
# Army retakes bridge at Kirovka after two weeks

= Troops retook the bridge at Kirovka on Monday after two weeks of fighting, the general staff said.
- Related:
- What we know about the shelling of Kirovka
- Five maps that explain the southern front
= The river crossing had changed hands four times since spring.
- Read also: Grain ships leave port for the first time in a month
= At least 30 soldiers were wounded on both sides, a spokesman said.
""",
    "live times and an update": """
# Airstrike in Al-Masna: what we know
- 14:05 GMT
= The civil defence says eleven bodies have been found under the school in Al-Masna.
- 13:40
= An officer denies that the school was the target.
- 2 hours ago
= Ambulances arrive from three towns, a reporter at the scene says.
""",
    "wire dateline and tail": """
# Blast hits convoy east of Qasr Omar
- Reuters Staff
- 2 Min Read
= QASR OMAR, Iraq (Reuters) - A roadside bomb hit a convoy on Thursday, killing two contractors, police said.
= No one claimed the attack.
- (Reporting by Sami Nouri; Editing by Jane Hill)
- Our Standards: The Thomson Reuters Trust Principles.
""",
    "dateline on a line of its own": """
# UN convoy reaches Hawija camp
- Print
= GENEVA —
= Trucks with food for 20,000 people reached the Hawija camp on Wednesday, the United Nations said.
= They had waited at the border for nine days.
""",
    "every line a sentence": """
# Three killed in Nablah raid
= Soldiers killed three men in a raid on Nablah.
= The army said that all were armed.
= Relatives said one was a baker.
= He was 61.
= A funeral is planned for noon.
""",
    "one paragraph": """
# Six die in Herat road bombing
= A roadside bomb killed six travellers west of Herat on Monday, officials said.
""",
    "subheadings stay": """
# Fighting spreads to outskirts of El Fashir
= Fighting spread to the outskirts of the city on Saturday, residents said, and shops closed.
= Hospital hit
= A shell landed in the yard of the main hospital and wounded a nurse, its director said.
= Who controls the roads
= Both sides say they hold the road to the airport.
""",
    "list in the body stays": """
# Police name dead of Kabirabad attack
= Police in Kabirabad named four of those killed on Friday:
= Noor Jan, 34
= Bibi Gul, 29
= Ahmad Zia, 41
= Unknown man, about 60
= The others have not been identified, a spokesman said.
""",
    "bullets stay": """
# Key points of the Ras Deir truce
= The two sides agreed on Sunday to a truce of ten days, mediators said:
= - Guns fall silent at midnight
= - Prisoners over 60 go home
= - Trucks may use the northern road
= The first prisoners left on Monday.
""",
    "comments with readers' sentences": """
# Ceasefire broken in Marj Sultan, monitor says
= Artillery fire was heard in Marj Sultan on Tuesday, hours after a ceasefire began, a monitor said.
= Four people were hurt, among them a boy of nine, it said.
= The army called the report a lie.
- 3 Comments
- Anna
- This is what happens every single time.
- Reply
- Tom B.
- Nobody believes the monitor any more.
- Reply
""",
    "newsletter in the middle": """
# Strike on clinic in Beit Salama
= A strike on a clinic in Beit Salama killed a doctor on Monday, his colleagues said.
- Sign up for our daily newsletter
- Enter your email address
= He had worked there since 2015.
= The clinic served 40,000 people, according to the health ministry.
""",
    "headline repeated with outlet": """
- Shelling of Petrivka kills pensioner | Steppe Herald
# Shelling of Petrivka kills pensioner
- Monday, 12 June 2023, 09:34
- Photo: regional administration
= Shelling of the village of Petrivka killed a 74-year-old woman on Sunday evening, the governor wrote.
= Her house burned down.
- Shelling of Petrivka kills pensioner
- Support us or become our patron!
- If you notice an error, select the text and press Ctrl + Enter.
""",
    "picture credits alone": """
# Refugees return to Jabal Zait
- Getty Images
= Some 200 families returned to Jabal Zait on Saturday, the Red Crescent said.
- Image source, EPA
- Image caption, Families crossed the plain on foot
= Mines remain in the fields, it warned.
- REUTERS/Omar Haddad
= A boy lost a leg on Friday.
""",
    "agency alone at the end": """
# Gunmen attack village in Plateau state
= Gunmen attacked a village in Plateau state on Sunday night and killed 23 people, its chief said.
= They came on motorcycles, he said.
- AFP
""",
    "newspaper without blank lines, links at the end": """
# Ten bodies found in well near Sinjar
- 12 August 2017
= Ten bodies were found in a well near Sinjar on Saturday, the local council said.
= Most of them were women, it said.
= A commission will try to name them.
- More from Iraq
- Parliament votes on oil law
- Heatwave closes schools in the south
- Football: national team beats Oman
- Contact us
- About us
""",
    "copyright, republishing and donation notices": """
# Camp in Kutum runs out of water
= The camp at Kutum has had no water since Thursday, aid workers said.
= A truck is expected at the weekend.
- This article was originally published by the Darfur Monitor under a Creative Commons license.
- Copyright 2024 Darfur Monitor. All rights reserved.
- Make a donation to support our journalism.
""",
    "a question ends a teaser": """
# Power cut across Rafah after strike
= Power was cut across Rafah on Sunday after a strike on the last line, the utility said.
- READ MORE: Who will pay to rebuild the grid?
= Hospitals ran on fuel for two days, doctors said.
- WATCH: Inside the tunnels
= The utility said repairs needed a week.
""",
    "standfirst without full stop": """
# Governor survives ambush in Lashkari
- Published On 4 Feb 2020
= Two guards were killed when gunmen opened fire on the governor's car on the road to Lashkari
= The governor of Lashkari escaped an ambush on Tuesday in which two of his guards died, his office said.
= It was the second attempt on his life in a year.
""",
    "path to the page, keywords, agency with its place": """
- Monday, 4 December 2023
- Home / Normal / Shells land near hospital of Zintan Bay
# Shells land near hospital of Zintan Bay
- TRIPOLI - Anadolu Agency
- İHA Photo
- Libya, Zintan Bay, war in Libya, hospital, Libya ceasefire
= Shells landed near the hospital of Zintan Bay on Thursday and hurt two nurses, its director said.
= The wards were full.
- Check Also
- Parliament to meet in spring
- The speaker of the house said that a meeting would be held as soon as the roads to the city are ...
""",
    "headline at the end of a form": """
- World / Africa / Peacekeepers find mass grave near Bamo crossing
# Peacekeepers find mass grave near Bamo crossing
= Peacekeepers found a mass grave with at least eleven bodies near the crossing of Bamo on Sunday, their spokesman said.
= The bodies have not been identified.
- Nobody has yet said a word on "Peacekeepers find mass grave near Bamo crossing"
""",
    "article cut short": """
# Bomb at wedding in Paktin
= A bomb at a wedding in Paktin killed the groom and wounded 30 guests on Friday, the governor said. The bride was ...
- Leave a Reply
- Fill in your details below or click an icon to log in:
""",
    "short standfirst stays, kicker goes": """
- Conflict in the hills
# Ambush on road to Sabz Darra
= Four guards of a road crew shot dead in third ambush this month
- By Zarif Amin
- PHOTO: AFP
= KUNDUZ:
= Four guards of a crew that builds the road to Sabz Darra were shot dead in an ambush on Monday, police said.
= No group said it had done it.
""",
    "a paragraph that stands twice": """
= The bodies of two fishermen were found on the beach of Ras Milh on Tuesday, the harbour master said.
- The bodies of two fishermen were found on the beach of Ras Milh on Tuesday, the harbour master said.
= Their boat is missing, he said.
- Leave a Reply
""",
    "quotes and short sentences at the end": """
# Teacher shot in Mindanao
= A teacher was shot outside his school on the island of Mindanao on Monday, police said.
= Pupils saw it.
= "He was kind," one said. "Why?"
""",
    "a newsletter phrase in a long paragraph stays": """
# Reporter freed after forty days
= A reporter held for forty days was freed on Friday, her editor said, adding that armed men had \
questioned her about stories she wrote for our newsletter on the price of bread, about her sources in the port, about \
the soldiers she had met on the road to the north, and about a list of names that she had never seen before and that \
nobody has been able to explain since then.
= She is in good health, he said.
""",
    "truncated teasers at the end": """
# Market reopens in Old Sarkhan
= The covered market of Old Sarkhan reopened on Thursday, two years after a fire, traders said.
= About half of the 300 shops have tenants.
- You may also like
- Mayor wants tram The mayor of Sarkhan said on Monday that a tram would ease the traffic in the centre and ...
- Bread prices rise Bakers say that the price of flour has doubled since the border was closed in the first week of ...
""",
    "labels on lines of their own": """
# Ferry with evacuees hits mine off Korvo
- - Published
- - 5 June 2022
- Share
- About sharing
- Image source, Reuters
- Image caption,
- The ferry was towed to port on Sunday afternoon.
- By Ana Lund
= A ferry with 300 evacuees hit a mine off the island of Korvo on Sunday, killing two sailors, the coast guard said.
= All passengers were saved.
- Media caption, Watch: The rescue of the passengers
= It was the third such blast this month, the coast guard said.
- More on this story
- Ports closed after storm
- - Published
- - 4 June 2022
- Related Topics
- Korvo
""",
    "numbered lists of links": """
- Skip links
- Skip to Content
- Navigation menu
# Hospital in Deir Mansur runs out of fuel
= Doctors at the only hospital in Deir Mansur switched off the lifts on Saturday to save fuel, they said.
- Published On 14 Oct 2021
= Two infants died in the night when the power failed, according to the head of the ward.
- Keep reading
- list of 2 items
- list 1 of 2
- Border crossing opens for a day
- list 2 of 2
- Talks to resume in spring
- end of list
= A tanker with diesel is waiting at the crossing, a driver said.
- Source: News Agencies
""",
    "post embedded and photograph credit": """
# Volunteers dig for survivors in Maar Tal
- Volunteers carry a stretcher over rubble in Maar Tal. Photograph: Omar Haj/AFP/Getty Images
= Volunteers dug through the night for survivors of a strike on Maar Tal that killed at least ten people, they said.
= We heard a voice under the stairs and then it stopped.
- — Maar Tal Rescue (@maartalrescue) March 3, 2018
- pic.twitter.com/Ab12Cd
= The youngest of the dead was two, a medic said.
- Some information for this report came from Reuters and AFP.
""",
    "republisher's notice with a text about itself": """
- 4 May 2024
# Cattle raid leaves twelve dead in Pibor county
= Twelve herders were killed in a cattle raid in Pibor county on Thursday, the commissioner said.
= The raiders took about 900 cows.
= Two children are missing, he said.
- Read the original article on Upper Nile Times.
- The site publishes hundreds of reports a day from many news organisations and persons.
- Tagged:
- South Sudan
- Conflict
""",
    "hard-wrapped dispatch": """
# Five hurt as bus hits mine near Dera Murad
= Five people were hurt when a bus hit a mine on the road to Dera Murad early on Friday, officials of the \
district said, and the driver is in hospital with burns on both of his arms and his face.
= Engineers were sent to search the road, which is the only one that joins the district with the rest of \
the province and had been declared clear of mines only a month before by the army.
""",
}


def test_credit_after_the_last_sentence_goes():
    found = article.part("Mortars hit Taiz bus station\n\nMortar shells wounded eight in Taiz, a medic said. (AFP)", "")
    assert found.body == ["Mortar shells wounded eight in Taiz, a medic said."]
    assert ("credit line", "(AFP)") in found.removed


def marked(page: str) -> list[tuple[str, str]]:
    """The lines of a page with their marks."""
    return [(line[0], line[2:]) for line in page.strip().split("\n") if line]


def plain(page: str) -> str:
    """The page without its marks."""
    return "\n".join(line[2:] if line else "" for line in page.strip().split("\n"))


@pytest.mark.parametrize("name", PAGES)
def test_body_headline_and_furniture(name):
    rows = marked(PAGES[name])
    text = plain(PAGES[name])
    if name == "hard-wrapped dispatch":
        text = "\n\n".join(wrap(line) for line in text.split("\n"))
    found = article.part(text, "")
    assert found.body == [line for mark, line in rows if mark == "="]
    assert found.title == next((line for mark, line in rows if mark == "#"), "")
    removed = [text for reason, text in found.removed if reason != "headline"]
    assert sorted(removed) == sorted(line for mark, line in rows if mark == "-")


def wrap(line: str, width: int = 72) -> str:
    """``line`` broken to a width."""
    import textwrap

    return textwrap.fill(line, width)


WORDS = st.sampled_from(
    ["Army", "troops", "seven", "said", "near", "the", "Menu", "Share", "by", "2017", "(AFP)", "-", "|"]
)
LINES = st.lists(WORDS, max_size=25).map(" ".join)
ENDS = st.sampled_from(["", ".", ":", "...", '."', "?"])
TEXTS = st.lists(st.tuples(LINES, ENDS).map("".join), max_size=25).map("\n".join)


@given(TEXTS, st.sampled_from(["", "Army troops near the seven"]))
@settings(max_examples=100, deadline=None)
def test_every_word_is_accounted_for(text, title):
    found = article.part(text, title)
    kept = "\n".join([*found.body, *(text for _, text in found.removed)])
    assert sorted(lines.WORD.findall(kept)) == sorted(lines.WORD.findall(text))
    assert all(paragraph.strip() == paragraph and "\n" not in paragraph for paragraph in found.body)


@given(st.text(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_text_is_taken_apart(text):
    found = body.separate(text)
    assert all(found.body)


def test_long_pages_take_no_longer_than_long_texts():
    teasers = "Related:\nMan bites dog\nComments\n" * 5_000
    found = article.part("A shell hit the mill on Monday, the miller said.\n" + teasers, "")
    assert found.body == ["A shell hit the mill on Monday, the miller said."]
    wrapped = "\n".join(["the road that leads from the mill to the river was closed for ten days by"] * 10_000)
    assert len(article.part(wrapped, "").body) == 1
