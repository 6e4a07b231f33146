"""Defaults for Finnish public administration, as data: organisations in three languages, synonyms, words for an output.

Each group's names mean the same, the first is shown. A corpus adds its own and changes these in `kb.toml`.
Sources: the ministries' and agencies' own official names and abbreviations in Finnish, Swedish and English.
"""

from __future__ import annotations

from typing import Final

Groups = tuple[tuple[str, ...], ...]

ORGANISATIONS: Final[Groups] = (
    ("VNK", "valtioneuvoston kanslia", "statsrådets kansli", "SRK", "Prime Minister's Office", "PMO"),
    ("UM", "ulkoministeriö", "utrikesministeriet", "Ministry for Foreign Affairs", "MFA"),
    ("OM", "oikeusministeriö", "justitieministeriet", "JM", "Ministry of Justice"),
    ("SM", "sisäministeriö", "inrikesministeriet", "IM", "Ministry of the Interior"),
    ("PLM", "puolustusministeriö", "försvarsministeriet", "FSM", "Ministry of Defence"),
    ("VM", "valtiovarainministeriö", "finansministeriet", "FM", "Ministry of Finance"),
    (
        "OKM",
        "opetus- ja kulttuuriministeriö",
        "undervisnings- och kulturministeriet",
        "UKM",
        "Ministry of Education and Culture",
    ),
    (
        "MMM",
        "maa- ja metsätalousministeriö",
        "jord- och skogsbruksministeriet",
        "JSM",
        "Ministry of Agriculture and Forestry",
    ),
    (
        "LVM",
        "liikenne- ja viestintäministeriö",
        "kommunikationsministeriet",
        "KM",
        "Ministry of Transport and Communications",
    ),
    (
        "TEM",
        "työ- ja elinkeinoministeriö",
        "arbets- och näringsministeriet",
        "ANM",
        "Ministry of Economic Affairs and Employment",
        "MEAE",
    ),
    (
        "STM",
        "sosiaali- ja terveysministeriö",
        "social- och hälsovårdsministeriet",
        "SHM",
        "Ministry of Social Affairs and Health",
    ),
    ("YM", "ympäristöministeriö", "miljöministeriet", "Ministry of the Environment"),
    ("Migri", "Maahanmuuttovirasto", "Migrationsverket", "Finnish Immigration Service"),
    (
        "DVV",
        "Digi- ja väestötietovirasto",
        "Myndigheten för digitalisering och befolkningsdata",
        "MDB",
        "Digital and Population Data Services Agency",
    ),
    ("Vero", "Verohallinto", "Skatteförvaltningen", "Finnish Tax Administration"),
    ("Kela", "Kansaneläkelaitos", "Folkpensionsanstalten", "FPA", "Social Insurance Institution"),
    (
        "THL",
        "Terveyden ja hyvinvoinnin laitos",
        "Institutet för hälsa och välfärd",
        "Finnish Institute for Health and Welfare",
    ),
    (
        "Valvira",
        "Sosiaali- ja terveysalan lupa- ja valvontavirasto",
        "Tillstånds- och tillsynsverket för social- och hälsovården",
    ),
    (
        "Traficom",
        "Liikenne- ja viestintävirasto",
        "Transport- och kommunikationsverket",
        "Finnish Transport and Communications Agency",
    ),
    ("Väylä", "Väylävirasto", "Trafikledsverket", "Finnish Transport Infrastructure Agency"),
    (
        "ELY-keskus",
        "ELY",
        "elinkeino-, liikenne- ja ympäristökeskus",
        "NTM-centralen",
        "närings-, trafik- och miljöcentralen",
        "ELY Centre",
    ),
    ("TE-toimisto", "TE", "työ- ja elinkeinotoimisto", "TE-byrån", "arbets- och näringsbyrån", "TE Office"),
    ("KEHA-keskus", "KEHA", "NTM-förvaltningscenter"),
    ("AVI", "aluehallintovirasto", "regionförvaltningsverket", "RFV", "Regional State Administrative Agency"),
    ("OPH", "Opetushallitus", "Utbildningsstyrelsen", "UBS", "Finnish National Agency for Education"),
    ("Poliisihallitus", "POHA", "Polisstyrelsen", "National Police Board"),
    ("KRP", "Keskusrikospoliisi", "Centralkriminalpolisen", "National Bureau of Investigation"),
    ("Supo", "suojelupoliisi", "Skyddspolisen", "Finnish Security and Intelligence Service"),
    ("Rajavartiolaitos", "RVL", "Gränsbevakningsväsendet", "Finnish Border Guard"),
    ("Tulli", "Tullen", "Finnish Customs"),
    ("Business Finland", "BF"),
    ("Kuntaliitto", "Suomen Kuntaliitto", "Kommunförbundet", "Association of Finnish Municipalities"),
    ("SYKE", "Suomen ympäristökeskus", "Finlands miljöcentral", "Finnish Environment Institute"),
    ("Luke", "Luonnonvarakeskus", "Naturresursinstitutet", "Natural Resources Institute Finland"),
    ("IL", "Ilmatieteen laitos", "Meteorologiska institutet", "Finnish Meteorological Institute", "FMI"),
    ("MML", "Maanmittauslaitos", "Lantmäteriverket", "LMV", "National Land Survey of Finland", "NLS"),
    (
        "Valtori",
        "Valtion tieto- ja viestintätekniikkakeskus",
        "Statens center för informations- och kommunikationsteknik",
    ),
    ("Valtiokonttori", "VK", "Statskontoret", "State Treasury"),
    ("Tilastokeskus", "TK", "Statistikcentralen", "Statistics Finland"),
    ("EU", "Euroopan unioni", "Europeiska unionen", "European Union"),
)

SYNONYMS: Final[Groups] = (
    ("ohjausryhmä", "ohry", "styrgrupp", "steering group"),
    ("työryhmä", "arbetsgrupp", "working group"),
    ("pöytäkirja", "ptk", "protokoll", "minutes"),
    ("kokousmuistio", "muistio", "promemoria"),
    ("esityslista", "asialista", "föredragningslista", "agenda"),
    ("puheenjohtaja", "pj", "ordförande", "chair"),
    ("päätös", "beslut", "decision"),
    ("liite", "bilaga", "attachment", "annex"),
    ("tuotos", "leverabel", "deliverable", "output"),
    ("määräaika", "takaraja", "deadline", "tidsfrist"),
    ("hallituksen esitys", "HE", "regeringens proposition", "government proposal"),
    ("valtionavustus", "avustus", "statsunderstöd"),
    ("talousarvio", "budjetti", "budget"),
    ("tietosuoja", "dataskydd", "data protection"),
    ("hankesuunnitelma", "projektisuunnitelma", "projektplan", "project plan"),
)

OUTPUT_WORDS: Final[tuple[str, ...]] = (
    "tuotos",
    "toimenpide",
    "osahanke",
    "työpaketti",
    "leverabel",
    "åtgärd",
    "deliverable",
    "output",
)
