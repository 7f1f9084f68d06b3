"""On whose word a figure is stated: sentences in our own words, with the figure in [ ] and its word of harm in < >."""

import pandas as pd
import pytest

import marked
from helpers import tables
from helpers.casualties import actor, attribution

NEWS = "News of the war.\n\n"  # a title, so that what follows is the article's text

# text, attribution, via
SAID = [
    # who else stands beside the source
    ("[Two] men were <killed>, a source close to Hamas said.", "source close to Hamas", ""),
    ("The radio reported, citing a source in the SDF, that [nine] men were <killed>.", "source in the SDF", "radio"),
    ("An anti-ISIS activist network reported [eight] civilians were <killed>.", "anti-ISIS activist network", ""),
    ("The governor of Homs said [four] guards were <killed>.", "governor of Homs", ""),
    ("A shell <killed> [two] boys, the mayor of Azaz said on Monday.", "mayor of Azaz", ""),
    ("SANA said [one] man was <killed>, according to SANA, citing the interior ministry.", "interior ministry", "SANA"),
    ("The Taliban identified [one] of those <killed> as a judge.", "Taliban", ""),
    ("[Seven] people were <killed>, the director-general of Gaza's health ministry said.", "Gaza Health Ministry", ""),
    ("The war has <killed> [2,600] people in the count of the monitor Airwars.", "Airwars", ""),
    ("The UN stands by [85] <dead>.", "United Nations", ""),
    ("A nurse, who was not free to speak to the press, said [six] men were <killed>.", "nurse", ""),
    ("The army thinks that [six] men were <killed>.", "army", ""),
    # what a sentence goes on with, and what it does not
    ("Jets hit Douma, UN said. The strikes <killed> [five] although the UN said more were hurt.", "United Nations", ""),
    ("Jets hit Douma, SOHR said. It was not clear whose they were. Another [seven] people were <killed>.", "", ""),
    ("Jets hit Douma, SOHR said. Shells <killed> [six] men in Azaz. SOHR said guns fired on Homs.", "", ""),
    # the source after the statement
    ("[Twelve] people were <killed> in Homs, activists said.", "activists", ""),
    ("[Four] farmers <died> when a shell hit their tractor, residents said on Monday.", "residents", ""),
    ("A drone <killed> [two] men on a motorcycle, a security source said.", "security source", ""),
    ("[Nine] miners were <killed>, the governor's office said.", "governor's office", ""),
    ("Shells <killed> [six] members of one family, their neighbours said.", "neighbours", ""),
    ("[Ten] soldiers were <killed>, said a spokesman for the Taliban.", "Taliban", ""),
    ("[Five] people <died> in the shelling, according to Gaza's health ministry.", "Gaza Health Ministry", ""),
    ("[Five] people <died> in the shelling, according to two doctors at the clinic.", "doctors", ""),
    ("[Thirty] rebels were <killed>, the military said in a statement.", "military", ""),
    ("At least [three] children were <killed>, the UN said on its website.", "United Nations", ""),
    ("[Two] nurses were <killed>, the White Helmets said on Twitter.", "White Helmets", ""),
    ("Rockets <killed> [one] woman in Kharkiv, police said on Friday, giving no more details.", "police", ""),
    ("[Eleven] people were <killed>, says a London-based monitoring group.", "London-based monitoring group", ""),
    ("[Twenty] villagers were <killed>, tribal elders and a local doctor said.", "tribal elders; local doctor", ""),
    ("[Eight] people were <killed>, Hamas and the Gaza Health Ministry said.", "Hamas; Gaza Health Ministry", ""),
    # the source before it
    ("Activists said [ten] people were <killed> in Douma.", "activists", ""),
    ("The Observatory said [ten] people were <killed> in Douma.", "Syrian Observatory for Human Rights", ""),
    ("The Observatory said at least [ten] people were <killed>.", "Syrian Observatory for Human Rights", ""),
    ("Police said about [40] people were <killed> in the market.", "police", ""),
    ("Officials say nearly [300] people were <killed> in the raid.", "officials", ""),
    ("The Taliban claimed to have <killed> [15] soldiers in Kunduz.", "Taliban", ""),
    ("The Taliban said on Monday that [15] soldiers were <killed> in Kunduz.", "Taliban", ""),
    ("In Sanaa, medics said [six] people had been <killed> by a missile.", "medics", ""),
    ("After the raid, residents said [six] people had been <killed>.", "residents", ""),
    ("According to residents, [five] people <died> in the shelling.", "residents", ""),
    ("According to the UK-based monitor Airwars, [70] civilians were <killed>.", "Airwars", ""),
    ("The Rapid Support Forces announced that [12] of their men were <killed>.", "Rapid Support Forces", ""),
    ("US-led coalition officials acknowledged that [14] civilians were <killed>.", "US-led coalition", ""),
    ("Airwars estimates that [1,400] civilians were <killed> in Mosul.", "Airwars", ""),
    ("The UN has verified the <deaths> of [230] children.", "United Nations", ""),
    ("Activists reported [10] <deaths> in Douma.", "activists", ""),
    ("The Observatory documented the <deaths> of [45] civilians.", "Syrian Observatory for Human Rights", ""),
    ("The Observatory put the <toll> at [31].", "Syrian Observatory for Human Rights", ""),
    ("Hospital officials counted [22] <dead> by nightfall.", "hospital officials", ""),
    ("The Russian defence ministry said its jets <killed> [33] militants.", "Russian Defence Ministry", ""),
    ("Kyiv said [two] sailors were <killed>.", "Kyiv", ""),
    ("Turkey says [four] of its soldiers were <killed>.", "Turkey", ""),
    # in the middle
    ("At least [12] people, officials said, were <killed> in Kabul.", "officials", ""),
    ("[Twelve] people, according to the police, were <killed> in Kabul.", "police", ""),
    ("[Seven] civilians were <killed>, the mayor said, when a bomb went off.", "mayor", ""),
    # headlines
    ("[29] <killed> in strikes: monitor", "monitor", ""),
    ("[Nine] <killed> in Aleppo – activists", "activists", ""),
    ("[Nine] <killed> in Khartoum market: UN", "United Nations", ""),
    ("NGO: [29] <killed> in strikes", "NGO", ""),
    ("Officials: [Nine] <killed> in bus blast near Kabul", "officials", ""),
    ("Activists say [200] <killed> in gas attack", "activists", ""),
    ("[Nine] <killed> in Aleppo blast", "", ""),
    ("[Nine] rebels <killed> in Aleppo clashes Monitor\n\nClashes went on in Aleppo.", "monitor", ""),
    ("[29] <killed> in strikes: monitor\n\nThe Syrian Observatory for Human Rights said jets struck.",
     "Syrian Observatory for Human Rights", ""),
    ("Health ministry says [13] <killed>\n\nA strike hit a school, the Gaza Health Ministry said.",
     "Gaza Health Ministry", ""),
    # who speaks for whom
    ("Rami Abdel Rahman, head of the Syrian Observatory for Human Rights, said [ten] people <died>.",
     "Syrian Observatory for Human Rights", ""),
    ("“Ten”, Observatory director Rami Abdel Rahman said, adding that [three] more had <died>.",
     "Syrian Observatory for Human Rights", ""),
    ("Gaza Health Ministry spokesman Ashraf al-Qidra said [ten] people were <killed>.", "Gaza Health Ministry", ""),
    ("Regional governor Oleh Synyehubov said on Telegram that [three] people were <killed> in Chuhuiv.",
     "Kharkiv regional administration", ""),
    ("A spokesman for the Houthis said [40] mourners were <killed>.", "Houthis", ""),
    ("A spokeswoman said [40] mourners were <killed>.", "spokeswoman", ""),
    ("The army commander in the city said [40] rebels were <killed>.", "army commander", ""),
    ("A doctor at Al-Nasr hospital said [seven] people were <killed>.", "doctor", ""),
    # what words stand for
    ("Gunmen shot <dead> [seven] members of the White Helmets, the group said.", "White Helmets", ""),
    ("The White Helmets said their centre was hit. It said [two] volunteers were <killed>.", "White Helmets", ""),
    ("The Observatory said jets bombed Douma. It added that [two] children were <killed>.",
     "Syrian Observatory for Human Rights", ""),
    ("The Observatory said jets bombed Douma. The monitor said [two] children were <killed>.",
     "Syrian Observatory for Human Rights", ""),
    ("Jets hit a school, <killing> [nine], activists and a war monitor said. The Syrian Observatory for Human "
     "Rights said jets came twice.", "activists; Syrian Observatory for Human Rights", ""),
    ("Rami Abdel Rahman, head of the Syrian Observatory for Human Rights, spoke of a massacre, officials said. "
     "He told AFP that [ten] had <died>.", "Syrian Observatory for Human Rights", "AFP"),
    ("A source at the Gaza Health Ministry spoke. The Gaza Health Ministry said it was hit. The ministry said [ten] "
     "people were <killed>.", "Gaza Health Ministry", ""),
    ("“Jets came twice,” Rami Abdel Rahman, the director of the Syrian Observatory for Human Rights, said. He told "
     "AFP that [ten] people had <died>.", "Syrian Observatory for Human Rights", "AFP"),
    ("Activists said the town was shelled. They said [ten] people were <killed>.", "activists", ""),
    ("A military source said the town was retaken. The source said [ten] soldiers were <killed>.",
     "military source", ""),
    # who passes it on
    ("Medics told Reuters that [18] people had <died>.", "medics", "Reuters"),
    ("A hospital official in Sanaa told Reuters [four] people were <killed> and nine wounded.",
     "hospital official", "Reuters"),
    ("[Four] people were <killed>, a hospital official told AFP.", "hospital official", "AFP"),
    ("[Four] people were <killed>, a hospital official told reporters in Sanaa.", "hospital official", ""),
    ("State media cited a military source saying [30] militants had been <killed>.", "military source", "state media"),
    ("Reuters reported, citing medics, that [nine] people were <killed>.", "medics", "Reuters"),
    ("Reuters reported that [nine] people were <killed>, citing medics.", "medics", "Reuters"),
    ("[Nine] people were <killed>, Al Jazeera said, citing hospital officials.", "hospital officials", "Al Jazeera"),
    ("SANA quoted a police officer as saying [seven] people were <killed>.", "police officer", "SANA"),
    ("[Seven] people were <killed>, a police officer was quoted as saying by SANA.", "police officer", "SANA"),
    ("The army said in a statement carried by SANA that [17] terrorists were <killed>.", "army", "SANA"),
    ("Activists said [ten] people <died>, Reuters reported.", "activists", "Reuters"),
    ("A video sent to AFP by a doctor in the camp claimed to show at least [20] <injured> men.", "doctor", "AFP"),
    ("Footage that was passed to Reuters by an activist claimed to show at least [a dozen] <injured> men.",
     "activist", "Reuters"),
    ("[Ten] people <died>, SANA reported.", "SANA", ""),
    # quotations
    ("“[Eight] people are <dead>. It is a massacre,” a doctor said.", "doctor", ""),
    ("“It is a massacre,” a doctor said. “[Eight] people are <dead>.”", "doctor", ""),
    ("“[Eight] of our men were <killed>,” the commander said.", "commander", ""),
    ('"We have buried [eight] of the <dead>," said Rami Abdel Rahman.', "Syrian Observatory for Human Rights", ""),
    ("The US-led coalition said that [14] people were “unintentionally <killed>”.", "US-led coalition", ""),
    ('"A shell hit the gate, <killing> [four] children" Observatory director Rami Abdel Rahman said.',
     "Syrian Observatory for Human Rights", ""),
    # another clause's report
    ("Forces took the town, state television reported, as gunmen <killed> [seven] aid workers, the White Helmets "
     "said.", "White Helmets", ""),
    ("The ministry said rebels were hit, while residents said [six] civilians were <killed>.", "residents", ""),
    ("Residents said [six] civilians were <killed>, while the army said it had hit rebels.", "residents", ""),
    ("The army said it had hit rebels, but [six] civilians were <killed>, residents said.", "residents", ""),
    ("Shells <killed> [six] people in Gaza City. The army said it had hit a depot.", "", ""),
    ("The UN called for a truce. [Six] people were <killed> on Monday.", "", ""),
    ("Hamas claimed responsibility for the attack that <killed> [two] soldiers.", "", ""),
    ("The blast claimed the lives of [six] people; nobody was <killed> elsewhere.", "", ""),
    ("[Six] people were <killed> in an attack claimed by the Taliban.", "", ""),
    ("Turkey condemned the <killing> of [six] aid workers.", "", ""),
    ("[Six] people were <killed> by the Taliban.", "", ""),
    ("[Six] people were reported <killed> in Kabul.", "", ""),
    ("Moscow denies the charge, but [3,000] people have been <killed> there.", "", ""),
    ("Rocket fire on another government-held district <killed> [two] people.", "", ""),
    ("Damascus has denied using gas in the war, which has <killed> [400,000] people.", "", ""),
    # who is meant by a noun, a pronoun, a title
    ("Airwars, a British team of researchers, counts more: by its tally [900] people have <died>.", "Airwars", ""),
    ("The alliance admitted that it had <killed> [40] people since its war on ISIS began.", "alliance", ""),
    ("ISIS shelled the town. The coalition said [40] people were <killed>.", "coalition", ""),
    ("Hamas fired rockets. In the north the toll rose to [30] <dead>, the local health ministry said, among them boys.",
     "local health ministry", ""),
    ("KABUL, Afghanistan, 3 May 2017 - Medics in northern Kunduz say that a blast <killed> [20] people.", "medics", ""),
    ("Footage that a medic sent to Reuters appeared to show [ten] <injured> men.", "medic", "Reuters"),
    ("Hamas rejected the report. “[Two] of ours were <killed>,” its military spokesman said.", "Hamas", ""),
    ("The White Helmets said, quoting doctors, that Douma was hit. It said [four] people were <killed>.",
     "White Helmets", ""),
    ("Al Jazeera, based in Doha, showed the square. It gave the toll as [50] <dead>.", "Al Jazeera", ""),
    ("Activists met. The junta disputes this and says it has counted [80] <deaths>.", "junta", ""),
    ("The mayor of the town, Ashraf al-Qidra, said [four] people were <killed>.", "Gaza Health Ministry", ""),
    # nouns that say it
    ("An earlier army statement had given [35] <dead>.", "army", ""),
    ("The Iraqi government later raised its count to [15] <dead>.", "Iraqi government", ""),
    ("A United Nations estimate is of at least [200] <dead>.", "United Nations", ""),
    ("The siege left [900] people <dead>, by UN estimates.", "United Nations", ""),
    ("A Reuters reporter at the clinic saw [nine] <bodies>.", "Reuters", ""),
    # how far a report reaches
    ("The toll in Kabul rose to [90] <dead>; Turkey said four of its soldiers were there.", "", ""),
    ("Police counted [32] <dead> there; hospital officials spoke of 26.", "police", ""),
    ("[Two] medics were <killed>, the White Helmets said: a driver and a nurse.", "White Helmets", ""),
    ("Police said 12 people were shot. A further [90] were <wounded>.", "police", ""),
    ("Police said 12 people were shot. In Homs [90] people were <wounded>.", "", ""),
    ("Clashes erupted near Homs, claiming at least [ten] <dead>.", "", ""),
    ("[Seven] <died>, police said; nine were hurt.", "police", ""),
    ("Seven died, police said; [nine] were <hurt>.", "police", ""),
    # speakers who are counted
    ("Two hospital workers had counted [40] <dead> by noon.", "hospital workers", ""),
    ("The men were taken to a clinic, where two nurses counted [40] <dead>.", "nurses", ""),
    ("[Six] soldiers were <killed>, said one officer, who would not give his name.", "officer", ""),
    ("[Six] people were <killed>, two police officers and a medic said.", "police officers; medic", ""),
    # whose count it is
    ("A raid <killed> [39] people by the Iraqi authorities' count.", "Iraqi authorities", ""),
    ("Shells have <killed> [39] people, by the count of the ministry.", "ministry", ""),
    ("By Moscow's count, [39] people have <died>.", "Moscow", ""),
    ("Tallies by the UN stood at [121] <dead> on Monday.", "United Nations", ""),
    ("Hospital records show that [44] people were <killed>.", "hospital", ""),
    ("[Five] people were <killed>, according to media reports.", "media reports", ""),
    ("Hamas fired rockets. [Five] people were <killed>, according to other reports.", "other reports", ""),
    ("The army said it hit a depot. A video posted online shows that [five] people were <killed>.", "video", ""),
    # bodies and their offices, names and their titles
    ("The legal affairs office of the Russian army said [400] soldiers were <killed>.",
     "legal affairs office of the Russian army", ""),
    ("Turkish security sources said [three] men were <killed>.", "Turkish security sources", ""),
    ("Hamas sources said [three] men were <killed>.", "Hamas sources", ""),
    ("A source close to the militia said [three] men were <killed>.", "source close to the militia", ""),
    ("[Three] people were <killed>, police and hospital officials said.", "police; hospital officials", ""),
    ("[Three] people were <killed>, according to the UN and local authorities.",
     "United Nations; local authorities", ""),
    ("“[Three] people were <killed>,” Ann Lee, the regional governor, posted on Telegram.", "Ann Lee", ""),
    ("Two Taliban guards were hurt, police spokesman Oleh Synyehubov said. He said [three] men <died>.",
     "Kharkiv regional administration", ""),
    ("[Three] people were <killed>, the group known as the White Helmets said.", "White Helmets", ""),
    ("According to civil society, [three] people were <killed>.", "civil society", ""),
    # where a comma is missing or the parser errs
    ("[Six] people <died> in Homs Syrian state television reported on Friday without more details.",
     "Syrian state television", ""),
    ("In a news alert state television said [six] people were <killed>.", "state television", ""),
    ("[Six] people were <killed>, according to a pro-government rescue source on the spot.",
     "pro-government rescue source", ""),
    ("A Reuters reporter at the morgue saw the <bodies> of [six] boys.", "Reuters", ""),
    # a subject far from its verb, names that end like another's
    ("“[Nine] <died>,” a woman from the camp, who feared for her family, told AFP.", "woman", "AFP"),
    ("Airwars, which documents the harm of wars, said [nine] people were <killed>.", "Airwars", ""),
    ("[Nine] people were <killed>, the charity White Helmets said.", "White Helmets", ""),
    ("The governor of the province, Karim Abdel Rahman, said [nine] people were <killed>.", "Karim Abdel Rahman", ""),
    ("A Turkish military official said [nine] soldiers were <killed>.", "Turkish military official", ""),
    ("An earlier toll put the number of <dead> at [nine].", "", ""),
    ("[Nine] people have <died> since May, UN estimates suggest.", "United Nations", ""),
    # bodies told by their seat, two sources where a comma is missing
    ("The defense ministry in Moscow said [four] men were <killed>.", "Russian defence ministry", ""),
    ("[Four] men were <killed>, according to the interior ministry in Kabul.", "Afghan interior ministry", ""),
    ("The Houthi-run health ministry in Sanaa said [four] men were <killed>.", "health ministry", ""),
    ("[Four] men were <killed>, according to the directorate of health in Homs.", "Homs health directorate", ""),
    ("The health directorate in Homs said [four] men were <killed>.", "Homs health directorate", ""),
    ("[Four] men were <killed>, according to the Idlib health directorate.", "Idlib health directorate", ""),
    ("A raid on Homs <killed> [four] men Syria's SANA regime news agency said on Friday.", "SANA", ""),
    ("A raid <killed> [four] men and hurt dozens more Syria's state-run news agency and local media reported.",
     "Syria's state-run news agency; local media", ""),
    ("[Four] men were <killed>, the state news agency SANA and residents said.", "SANA; residents", ""),
    ("State media and Airwars said [four] men were <killed>.", "state media; Airwars", ""),
    # a verdict tells no count
    ("The UN said Russia bears the blame for a raid that <killed> [four] men.", "", ""),
    ("The UN said the raid, in which [four] men <died>, violated the truce.", "", ""),
    ("The UN said that those who fired the shell that <killed> [four] men should be tried.", "", ""),
    ("The UN condemned the raid that <killed> [four] men.", "", ""),
    ("The UN said [four] men were <killed> in the raid, which was a crime.", "United Nations", ""),
    # what is no statement of the toll
    ("Russia and Ukraine blame each other after [dozens] of captives <die> in a fire.", "", ""),
    ("The strike, which the army said hit a bunker, <killed> [six] people.", "", ""),
    ("What the army said was a mortar <killed> [six] people.", "", ""),
    # what goes on with the statement before it
    (f"{NEWS}A bomb went off in Homs, state television said. The attack left [six] people <dead>.",
     "state television", ""),
    (f"{NEWS}A bomb <killed> 34 people in Homs, SANA reported. More than [50] were <wounded> in the blast.",
     "SANA", ""),
    (f"{NEWS}Jets hit a market, medics said. Among the <dead> were [six] children.", "medics", ""),
    (f"{NEWS}Jets hit a market, medics said. [Six] of the <dead> were children.", "medics", ""),
    (f"{NEWS}Jets hit a market, medics said. At least [forty] others were <wounded>.", "medics", ""),
    (f"{NEWS}Jets hit a market, medics said. [Forty] soldiers were <killed> in Raqqa.", "", ""),
    (f"{NEWS}Jets hit a market, medics said. On 3 May 2016 the raid on Raqqa left [forty] <dead>.", "", ""),
    (f"{NEWS}Jets hit a market, medics said. The war has <killed> [500,000] people.", "", ""),
]  # fmt: skip

KINDS = [
    ("The Russian Coordination Center said [five] people were <killed>.", "official"),
    ("The radio reported, citing a source in the SDF, that [nine] men were <killed>.", "armed_actor"),
    ("[Six] people were <killed>, police said.", "official"),
    ("[Six] people were <killed>, rebels said.", "armed_actor"),
    ("[Six] people were <killed>, the Taliban said.", "armed_actor"),
    ("[Six] people were <killed>, a war monitor said.", "monitor"),
    ("[Six] people were <killed>, Airwars said.", "monitor"),
    ("[Six] people were <killed>, medics said.", "medical"),
    ("[Six] people were <killed>, a hospital source said.", "medical"),
    ("[Six] people were <killed>, an aid agency said.", "ngo"),
    ("[Six] people were <killed>, Reuters reported.", "agency"),
    ("[Six] people were <killed>, state television reported.", "media"),
    ("[Six] people were <killed>, activists said.", "activist"),
    ("[Six] people were <killed>, residents said.", "witness"),
    ("[Six] people were <killed>, a military source said.", "official"),
    ("[Six] people were <killed>, a rebel commander said.", "armed_actor"),
    ("[Six] people were <killed>, a war monitor and residents said.", "monitor; witness"),
    ("[Six] people were <killed>.", "unattributed"),
    ("The coalition said [six] people were <killed>.", "armed_actor"),
    ("[Six] reporters were <killed>, the Yemeni Journalists Syndicate reported.", "ngo"),
    ("The doctors' union says [six] people were <killed>.", "medical"),
    ("Governor Petro Koval spoke. Koval said [six] people were <killed>.", "official"),
    ("A rebel commander said the town fell. Abu Omar added that [six] men were <killed>.", "armed_actor"),
    ("[Six] people were <killed>, volunteers said.", "activist"),
    ("[Six] people were <killed>, a civil society leader said.", "activist"),
    ("[Six] people were <killed>, a hospital worker said.", "medical"),
    ("[Six] people were <killed>, the doctors' group said.", "medical"),
    ("[Six] people were <killed>, police Lt. Omar Saad said.", "official"),
    ("[Six] people were <killed>, according to official figures.", "official"),
    ("[Six] people were <killed>, according to hospital records.", "medical"),
]

STANCES = [
    ("The air force opened an inquiry to determine whether its raid <killed> [30] villagers.", "alleged"),
    ("Activists said [six] people were <killed>.", "reported"),
    ("[Six] people were <killed> in Kabul.", "reported"),
    ("The army claimed that [six] rebels were <killed>.", "claimed"),
    ("The army claimed [six] rebels were <killed>.", "claimed"),
    ("[Six] people were allegedly <killed>, SANA reported.", "alleged"),
    ("Activists allege that [six] people were <killed>.", "alleged"),
    ("The ministry confirmed that [six] people were <killed>.", "confirmed"),
    ("The coalition admitted that [six] people were <killed>.", "confirmed"),
    ("The army denied that [six] civilians were <killed>.", "denied"),
    ("The army denied <killing> [six] civilians.", "denied"),
    ("The army denied bombing the school where [six] civilians were <killed>.", "reported"),
    ("Unconfirmed reports say [six] people were <killed>.", "unverified"),
    ("[Six] people are feared <dead>.", "unverified"),
    ("Activists said [six] people were <killed>. Reuters could not independently verify the report.", "unverified"),
    ("[Six] people were <killed>, activists said. The claim could not be verified.", "unverified"),
    ("The <toll> is expected to rise to [60].", "expected"),
    ("The <toll>, now [60], is expected to rise.", "reported"),
    ("The number of <dead> could reach [900], officials said.", "expected"),
    ("Officials insist that only [six] people were <killed>.", "claimed"),
    ("As many as [six] people may have been <killed>, residents said.", "unverified"),
    ("[Six] people were <killed>. The army denied responsibility.", "reported"),
    (
        "[Six] people are still held there, the army believes, and [two] were <killed>.".replace("[Six]", "Six"),
        "reported",
    ),
    ("Gunmen believed to be foreign <killed> [six] people, residents said.", "reported"),
    ("[Six] people are believed to have been <killed>.", "unverified"),
    ("Kyiv blamed Moscow for the strike that <killed> [six] people.", "reported"),
]

ACTORS = [
    ("[Six] people were <killed> in an air strike by the US-led coalition.", "US-led coalition"),
    ("[Six] people were <killed> in a US-led coalition air strike.", "US-led coalition"),
    ("[Six] people were <killed> by Islamic State.", "Islamic State"),
    ("[Six] people were <killed> in government shelling of Douma.", "government"),
    ("Turkish warplanes <killed> [six] people.", "Turkey"),
    ("An Israeli strike <killed> [six] people in Gaza City.", "Israel"),
    ("Unidentified gunmen <killed> [six] people.", "unidentified gunmen"),
    ("The Taliban <killed> [six] soldiers.", "Taliban"),
    ("[Six] soldiers were <killed> by rebels.", "rebels"),
    ("Houthi fire <killed> [six] people in Hodeidah.", "Houthis"),
    ("[Six] people were <killed> when Islamic State fighters attacked the village.", "Islamic State"),
    ("[Six] people were <killed>, the Taliban said.", ""),
    ("[Six] people were <killed> in a village controlled by Islamic State.", ""),
    ("[Six] people were <killed> in an earthquake.", ""),
    ("A blast <killed> [six] Islamic State fighters.", ""),
    ("[Six] Taliban fighters were <killed>.", ""),
    ("Four people were killed and [six] <wounded> on Monday when Ukrainian drones struck a bus.", "Ukraine"),
    ("[Six] people were <killed> and dozens wounded in an army air strike on a market.", "army"),
    ("[Six] people <died> when warplanes of the US-led coalition hit a jail.", "US-led coalition"),
    ("RSF shelling <killed> [six] people on Tuesday.", "Rapid Support Forces"),
    ("The jihadists had shot <dead> [six] guards.", "jihadists"),
    ("Three pupils dead, [six] <abducted> by RSF", "Rapid Support Forces"),
    ("Violence by armed groups has <killed> [600] people.", "armed groups"),
    ("The Taliban said it had <killed> [six] soldiers.", "Taliban"),
    ("The Taliban said its bomber had <killed> [six] soldiers.", "Taliban"),
    ("The Observatory said it had <counted> [six] dead.", ""),
    ("Police used machine guns against a crowd, leaving [six] people <dead>.", "police"),
    ("A drone attack, claimed by the Houthis, in which two men died and [six] were <hurt>, came first.", "Houthis"),
    ("The White Helmets' emergency teams dug out [six] <dead>.", ""),
    ("Hamas left behind [six] <dead>.", ""),
    ("Shelling by rebels killed two people, and [600] have been <displaced>.", ""),
    ("[Six] people were <killed> when a Russian drone tore through a house in Kharkiv.", "Russia"),
    ("[Six] people were <killed> when an Israeli missile hit their home.", "Israel"),
    ("[Six] people were <killed> as Israeli forces raided Rafah.", "Israeli forces"),
    ("[Six] people were <killed> by US air strikes near Mosul.", "United States"),
    ("[Six] people were <killed> in US-backed fighting near Mosul.", ""),
    ("[Six] people were <killed> in rebel mortar fire on Homs.", "rebels"),
    ("[Six] people were <killed> in a heavy Syrian government barrage on Douma.", "Syrian government"),
    ("[Six] people were <killed> in intra-opposition violence near Douma.", ""),
    ("[Six] Palestinians were <killed> in clashes with Israeli troops.", "Israeli troops"),
    ("At least [six] people were <killed>, said doctors, who blamed the Rapid Support Forces.", "Rapid Support Forces"),
    ("[Six] people were <hurt>, it said, and it accused Moscow of having fired the rockets.", "Moscow"),
    ("[Six] people were <killed> in the blast, which was blamed on the Houthis.", "Houthis"),
    ("[Six] people were <killed> in a bombing for which Islamic State claimed responsibility.", "Islamic State"),
    ("The Houthis have taken responsibility for the blast in which [six] people were <killed>.", "Houthis"),
    ("[Six] people were <killed> in a blast. No extremist group has taken responsibility.", ""),
    ("[Six] people were <killed> in a blast in a town that was taken by the Syrian Democratic Forces in May.", ""),
    ("Armed youths stormed Homs and <killed> [six] people.", "armed youths"),
    ("They counted 107 <killed>, of whom at least [71] by government forces.", "government forces"),
    ("The army said villagers threw stones and that [six] people were <hurt>.", "villagers"),
    ("[Six] people were <killed> in the market, by the Ukrainian authorities' count.", ""),
    ("A group of gunmen <killed> [six] people.", "gunmen"),
    ("[Six] people were <killed> in a strike on an area seized by rebels.", ""),
    ("A market drone strike <killed> [six] people.", ""),
    ("Police said they had recovered [six] <bodies>.", ""),
    ("Fighting went on in Homs. UNKNOWN: Gunmen <killed> [six] people.", "gunmen"),
]


@pytest.fixture(scope="module")
def found() -> dict[str, dict]:
    """The attributed figure of every sentence above, by sentence."""
    texts = [row[0] for row in (*SAID, *KINDS, *STANCES, *ACTORS)]
    cases = {f"case-{i:03}": text for i, text in enumerate(dict.fromkeys(texts))}
    rows = attribution.attribute(*marked.case(cases))
    return {cases[row["doc_id"]]: row for row in rows.to_dict("records")}


@pytest.mark.parametrize(("text", "names", "via"), SAID)
def test_on_whose_word(found, text, names, via):
    assert (found[text]["attribution"], found[text]["via"]) == (names, via)


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind_of_source(found, text, kind):
    assert found[text]["attribution_kind"] == kind


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_stance(found, text, stance):
    assert found[text]["stance"] == stance


@pytest.mark.parametrize(("text", "actor"), ACTORS)
def test_actor(found, text, actor):
    assert found[text]["actor"] == actor


@pytest.mark.parametrize(
    ("victims", "name", "same"),
    [
        ("Israeli troops", "Israeli forces", True),
        ("Israeli troops", "Israel", True),
        ("members of the forces", "Israeli forces", True),
        ("Palestinians", "Israeli forces", False),
        ("Syrians", "Syrian army", False),
        ("rebels", "army", False),
    ],
)
def test_nobody_is_harmed_by_his_own_side(victims, name, same):
    assert actor.same_side({"victims": victims}, name) == same


def test_the_words_that_attribute_stand_in_the_text(found):
    for marks, row in found.items():
        text, _, _ = marked.unmark(marks)
        assert row["attribution_text"] in text
        assert bool(row["attribution"]) <= bool(row["attribution_text"])


def test_kinds_are_parallel_to_names(found):
    for row in found.values():
        names = tables.split(row["attribution"]) or [""]
        assert len(tables.split(row["attribution_kind"])) == len(names)


def test_cells_keep_to_the_dictionary(found):
    allowed = tables.columns("casualty_figures")
    for row in found.values():
        assert row["stance"] in allowed["stance"]["values"].split("; ")
        assert set(tables.split(row["attribution_kind"])) <= set(allowed["attribution_kind"]["values"].split("; "))


def test_no_figures_no_rows():
    figures, articles = marked.case({"one": "[Six] people were <killed>."})
    none = attribution.attribute(figures.head(0), articles)
    assert none.empty and set(attribution.COLUMNS) <= set(none.columns)


def test_an_article_alone_reads_as_among_others():
    cases = {"a": SAID[0][0], "b": SAID[50][0], "c": SAID[60][0]}
    together = attribute(cases)
    alone = pd.concat([attribute({key: text}) for key, text in reversed(cases.items())])
    pd.testing.assert_frame_equal(together, alone.sort_values("doc_id", ignore_index=True))


def attribute(cases: dict[str, str]) -> pd.DataFrame:
    return attribution.attribute(*marked.case(cases))
