"""Offices, titles and institutions: the words around names that say what they are."""

from __future__ import annotations

__all__ = ["INSTITUTIONS", "ROLES", "TITLES"]

# Offices and titles, each with the word that it is compared by.
ROLES = {
    word: row.split()[0]
    for row in (
        "minister ministre ministro ministra ministerin министр وزير",
        "president président présidente presidente präsident präsidentin президент رئيس",
        "secretary",
        "senator sen",
        "representative rep congressman congresswoman lawmaker",
        "governor gov gouverneur gobernador gouverneurin губернатор",
        "mayor maire alcalde bürgermeister мэр",
        "chancellor kanzler kanzlerin",
        "premier",
        "spokesman spokeswoman spokesperson porte-parole portavoz sprecher sprecherin متحدث",
        "general gen",
        "colonel col",
        "marshal",
        "admiral adm",
        "lieutenant lt",
        "captain capt",
        "commander",
        "sergeant sgt",
        "ambassador envoy",
        "director",
        "chief head",
        "chairman chairwoman chair",
        "executive ceo",
        "manager",
        "adviser advisor aide",
        "strategist",
        "analyst",
        "economist",
        "professor prof",
        "lawyer attorney",
        "judge justice",
        "prosecutor",
        "candidate nominee",
        "leader",
        "speaker",
        "king",
        "queen",
        "prince",
        "princess",
        "pope",
        "bishop archbishop",
        "author writer",
        "coach",
        "officer",
        "sheriff",
        "detective",
        "inspector",
        "founder",
        "owner",
        "doctor dr",
        "commissioner",
        "councillor councilor",
        "delegate",
        "diplomat",
        "activist",
        "defense defence",
    )
    for word in row.split()
}
TITLES = frozenset(ROLES) | frozenset(
    "mr mrs ms miss sir lord lady dame hon rev field deputy vice prime former foreign interior "
    "finance defense defence first acting retired ret special m mme mlle herr frau sr sra don doña "
    "republican democrat democratic".split()
)


# Names with one of these are not people's.
INSTITUTIONS = frozenset(
    "embassy ministry authority party university company council court department agency "
    "committee police bank union news times post house government campaign association institute "
    "foundation group center centre office army forces commission administration congress senate "
    "parliament federation organization organisation fund inc corp ltd club board bureau service "
    "school college church hospital team league press network journal tribune nations states "
    "ministère ministerio ministerium parti partido partei banque banco министерство".split()
)
