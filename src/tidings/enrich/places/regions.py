"""Countries, their parts and their peoples: what a gazetteer of towns doesn't hold."""

from __future__ import annotations

__all__ = ["CENTRES", "CONTINENTS", "PARTS", "PART_CENTRES", "PEOPLES", "STATES", "WRITTEN"]

# Where a country's name is put: the middle of its land, degrees north and east, as it is commonly
# rounded. One that is missing is put in the middle of its towns.
CENTRES = {
    row.split()[0]: (float(row.split()[1]), float(row.split()[2]))
    for row in """\
US 39.8 -98.6;CA 60 -95;MX 23 -102;GT 15.5 -90.3;HN 15 -86.5;NI 13 -85;CR 10 -84;PA 9 -80
CU 21.5 -80;DO 19 -70.7;HT 19 -72.4;BR -10 -55;AR -34 -64;CL -30 -71;PE -10 -76;BO -17 -65
CO 4 -72;VE 8 -66
EC -2 -77.5;PY -23 -58;UY -33 -56;GY 5 -59;GB 54 -2;IE 53 -8;FR 46 2;ES 40 -4;PT 39.5 -8;DE 51 9
IT 42.8 12.8;CH 47 8;AT 47.3 13.3;NL 52.5 5.8;BE 50.8 4;PL 52 20;CZ 49.8 15.5;SK 48.7 19.5;HU 47 20
RO 46 25;BG 43 25;GR 39 22;RS 44 21;HR 45.2 15.5;BA 44 18;AL 41 20;NO 62 10;SE 62 15;FI 64 26
DK 56 10;IS 65 -18;EE 59 26;LV 57 25;LT 56 24;BY 53 28;UA 49 32;MD 47 29;RU 60 100;TR 39 35
GE 42 43.5;AM 40 45;AZ 40.5 47.5;KZ 48 68;UZ 41 64;TM 40 60;KG 41 75;TJ 39 71;IR 32 53;IQ 33 44
SY 35 38;LB 33.8 35.8;IL 31.5 34.8;PS 31.9 35.2;JO 31 36;SA 25 45;YE 15 48;OM 21 57;AE 24 54
QA 25.5 51.3;KW 29.3 47.7;BH 26 50.5;AF 33 65;PK 30 70;IN 20 77;NP 28 84;BD 24 90;LK 7 81;MM 22 98
TH 15 100;LA 18 105;KH 13 105;VN 16 106;MY 2.5 112.5;ID -5 120;PH 13 122;CN 35 105;MN 46 105
KP 40 127;KR 37 127.5;JP 36 138;TW 23.5 121;AU -27 133;NZ -41 174;PG -6 147;EG 27 30;LY 25 17
TN 34 9;DZ 28 3;MA 32 -5;MR 20 -12;ML 17 -4;NE 16 8;TD 15 19;SD 15 30;SS 8 30;ET 8 38;ER 15 39
SO 10 49;KE 1 38;UG 1 32;TZ -6 35;RW -2 30;CD 0 25;CG -1 15;CF 7 21;CM 6 12;NG 10 8;GH 8 -2
CI 8 -5;BF 13 -2;SN 14 -14;GN 11 -10;SL 8.5 -11.5;LR 6.5 -9.5;AO -12.5 18.5;ZM -15 30;ZW -20 30
MZ -18.3 35;MW -13.5 34;BW -22 24;NA -22 17;ZA -29 24;MG -20 47;GA -1 11.8""".replace(
        "\n", ";"
    ).split(";")
}

CONTINENTS = {
    "africa": (7.2, 21.1),
    "asia": (29.8, 89.3),
    "europe": (48.7, 9.1),
    "north america": (46.1, -100.5),
    "south america": (-14.6, -57.7),
    "antarctica": (-78.2, 16.4),
    "oceania": (-18.3, 138.5),
    "middle east": (29.3, 42.6),
    "latin america": (-10.0, -60.0),
    "european union": (50.8, 4.4),  # its seat
    "eu": (50.8, 4.4),
    "balkans": (43.0, 22.0),
    "caribbean": (19.0, -72.0),
    "west bank": (32.0, 35.3),
    "gaza strip": (31.4, 34.4),
    "kashmir": (34.0, 76.0),
    "kurdistan": (36.5, 44.0),
    "south ossetia": (42.3, 44.0),
    "abkhazia": (43.0, 41.0),
}

# The states of the USA: code, how news abbreviates it besides, its middle.
STATES = {
    name: (code, float(north), float(east))
    for name, code, north, east in (
        row.rsplit(" ", 3)
        for row in """\
Alabama AL 32.8 -86.8;Alaska AK 64 -150;Arizona AZ 34.5 -111.5;Arkansas AR 34.8 -92.5
California CA 37.3 -119.8;Colorado CO 39 -105.5;Connecticut CT 41.7 -72.7;Delaware DE 39 -75.5
District of Columbia DC 38.9 -77;Florida FL 28.8 -82.5;Georgia GA 32.8 -83.5;Hawaii HI 20.8 -156.5
Idaho ID 44.5 -114.3;Illinois IL 40 -89.3;Indiana IN 40 -86.3;Iowa IA 42 -93.5;Kansas KS 38.5 -98.5
Kentucky KY 38.2 -84.9;Louisiana LA 31 -92;Maine ME 45.5 -69.3;Maryland MD 39 -76.8
Massachusetts MA 42.4 -71.1;Michigan MI 44.3 -85.5;Minnesota MN 46.3 -94.3;Mississippi MS 32.8 -89.8
Missouri MO 38.3 -92.5;Montana MT 47 -109.8;Nebraska NE 41.5 -99.8;Nevada NV 39.3 -116.8
New Hampshire NH 43.7 -71.5;New Jersey NJ 40.2 -74.5;New Mexico NM 34.5 -106;New York NY 43 -75.5
North Carolina NC 35.5 -80;North Dakota ND 47.5 -100.5;Ohio OH 40.3 -83;Oklahoma OK 35.5 -97.5
Oregon OR 44 -120.5;Pennsylvania PA 40.3 -76.9;Rhode Island RI 41.8 -71.5;South Carolina SC 34 -81
South Dakota SD 44.5 -100.3;Tennessee TN 35.8 -86.3;Texas TX 31.3 -99.3;Utah UT 39.3 -111.8
Vermont VT 44 -72.7;Virginia VA 37.5 -77.4;Washington WA 47.5 -120.5;West Virginia WV 38.5 -80.5
Wisconsin WI 44.5 -90;Wyoming WY 43 -107.5""".replace("\n", ";").split(";")
    )
}
WRITTEN = {
    written: code
    for code, forms in {
        "AL": "ala", "AZ": "ariz", "AR": "ark", "CA": "calif cal", "CO": "colo", "CT": "conn",
        "DE": "del", "FL": "fla", "GA": "ga", "IL": "ill", "IN": "ind", "KS": "kan kans",
        "KY": "ky", "LA": "la", "MD": "md", "MA": "mass", "MI": "mich", "MN": "minn",
        "MS": "miss", "MO": "mo", "MT": "mont", "NE": "neb", "NV": "nev", "NH": "n.h",
        "NJ": "n.j", "NM": "n.m", "NY": "n.y", "NC": "n.c", "ND": "n.d", "OK": "okla",
        "OR": "ore", "PA": "pa", "RI": "r.i", "SC": "s.c", "SD": "s.d", "TN": "tenn",
        "TX": "tex", "VT": "vt", "VA": "va", "WA": "wash", "WV": "w.va", "WI": "wis wisc",
        "WY": "wyo", "DC": "d.c",
    }.items()
    for written in forms.split()
}  # fmt: skip

# Parts of other countries that news names: by the code that towns carry for them.
PARTS = {
    name: (country, code)
    for country, rows in {
        "GB": "ENG england;SCT scotland;WLS wales;NIR northern ireland",
        "CA": "01 alberta;02 british columbia;03 manitoba;04 new brunswick;05 newfoundland;"
        "07 nova scotia;08 ontario;09 prince edward island;10 quebec;11 saskatchewan;12 yukon",
        "AU": "02 new south wales;04 queensland;05 south australia;06 tasmania;07 victoria;"
        "08 western australia;03 northern territory",
        "DE": "01 baden-württemberg;02 bavaria;02 bayern;13 saxony;13 sachsen;"
        "07 north rhine-westphalia;07 nordrhein-westfalen;05 hesse;05 hessen;"
        "06 lower saxony;06 niedersachsen",
        "ES": "56 catalonia;56 cataluña;51 andalusia;51 andalucía;52 galicia;59 basque country",
        "FR": "11 île-de-france;53 brittany;53 bretagne;28 normandy;28 normandie;94 corsica",
        "IT": "09 lombardy;09 lombardia;15 sicily;15 sicilia;16 tuscany;16 toscana;14 sardinia",
        "IN": "36 uttar pradesh;16 maharashtra;23 punjab;25 tamil nadu;13 kerala;09 gujarat",
        "PK": "04 punjab;05 sindh;02 balochistan;03 khyber pakhtunkhwa",
        "UA": "05 donetsk oblast;14 luhansk oblast;11 crimea",
        "RU": "12 chechnya;17 dagestan",
        "CN": "13 xinjiang;14 tibet;30 guangdong;32 sichuan;12 hubei",
    }.items()
    for code, name in (row.split(" ", 1) for row in rows.split(";"))
}

# The middle of the land of wide parts, which lies far from the middle of their towns.
PART_CENTRES = {
    row.split()[0]: (float(row.split()[1]), float(row.split()[2]))
    for row in """\
CA.01 55 -115;CA.02 54 -125;CA.03 55 -97;CA.05 53 -60;CA.08 50 -86;CA.10 52 -72;CA.11 54 -106
CA.12 63 -135;AU.02 -32 147;AU.03 -20 133;AU.04 -22.5 144.5;AU.05 -30 135;AU.08 -25 122""".replace(
        "\n", ";"
    ).split(";")
}

# Peoples and adjectives, by country.
PEOPLES = {
    people: country
    for country, peoples in {
        "US": "american", "CA": "canadian", "MX": "mexican", "BR": "brazilian", "AR": "argentine",
        "CL": "chilean", "CO": "colombian", "VE": "venezuelan", "CU": "cuban", "PE": "peruvian",
        "GB": "british", "IE": "irish", "FR": "french", "ES": "spanish", "PT": "portuguese",
        "DE": "german", "IT": "italian", "CH": "swiss", "AT": "austrian", "NL": "dutch",
        "BE": "belgian", "PL": "polish", "CZ": "czech", "HU": "hungarian", "RO": "romanian",
        "BG": "bulgarian", "GR": "greek", "RS": "serbian", "HR": "croatian", "NO": "norwegian",
        "SE": "swedish", "FI": "finnish", "DK": "danish", "UA": "ukrainian", "BY": "belarusian",
        "RU": "russian", "TR": "turkish", "GE": "georgian", "AM": "armenian", "IR": "iranian",
        "IQ": "iraqi", "SY": "syrian", "LB": "lebanese", "IL": "israeli", "PS": "palestinian",
        "JO": "jordanian", "SA": "saudi", "YE": "yemeni", "AF": "afghan", "PK": "pakistani",
        "IN": "indian", "NP": "nepalese", "BD": "bangladeshi", "TH": "thai", "VN": "vietnamese",
        "KH": "cambodian", "MY": "malaysian", "ID": "indonesian", "PH": "filipino philippine",
        "CN": "chinese", "KP": "north korean", "KR": "south korean", "JP": "japanese",
        "TW": "taiwanese", "AU": "australian", "NZ": "new zealander", "EG": "egyptian",
        "LY": "libyan", "TN": "tunisian", "DZ": "algerian", "MA": "moroccan", "SD": "sudanese",
        "ET": "ethiopian", "SO": "somali", "KE": "kenyan", "UG": "ugandan", "RW": "rwandan",
        "CD": "congolese", "CY": "cypriot", "NG": "nigerian", "GH": "ghanaian",
        "ZA": "south african", "ZW": "zimbabwean",
    }.items()
    for people in ([peoples] if " " in peoples and country != "PH" else peoples.split())
}  # fmt: skip
