"""English: who says what."""

from __future__ import annotations

from collections.abc import Iterable

from tidings.enrich.quotes.words import Cue, Words

__all__ = ["ENGLISH"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _forms(verbs: str) -> Iterable[str]:
    """Return the forms of English verbs: of regular ones all, of others those told by /."""
    for verb in verbs.split():
        if "/" in verb:
            yield from verb.split("/")
            continue
        yield verb
        if verb.endswith("y") and verb[-2] not in "aeou":
            yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
            continue
        stem = (verb[:-1] if verb.endswith("e") else verb) + verb[-1] * (verb in _DOUBLING)
        yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")
        yield from (stem + "ed", stem + "ing")


_DOUBLING = _set(
    "admit blab blog jab quip rap rebut refer infer tap chat spar stump submit pan nag"
)

_SAY = """
say/says/said/saying add ask writes/wrote/writing note/noted/notes/noting
tweet/tweeted/tweets/tweeting announce argue continue/continued/continues respond declare explain
acknowledge agree claim warn reveal stated/stating conclude insist recall suggest predict admit
remarked/remarking observe reply/replies/replied/replying answer/answered/answers quip joke muse
lament complain concede caution counter/countered/counters retort recount stress emphasize
emphasise underline underscore reiterate repeat affirm reaffirm assert contend
maintain/maintains/maintained confirm
disclose reported/reporting boast brag shout yell scream whisper exclaim proclaim pronounce opine
theorize theorise speculate snap chant intone deadpan gush enthuse vent/vented fume thunder bellow
bark interject elaborate clarify volunteer/volunteered allege confess declaim text
emailed/e-mailed blogged posted retweet/retweeted testify wonder reads think/thinks/thinking
estimated/estimates reading found/finds showed/shows show indicate imply hint
signal/signaled/signalled advise tout postulate quote/quoted/quotes
"""
_TELL = """
tell/tells/told/telling remind assure inform notify urge ask convince/convinced advise/advised
warn instruct/instructed encourage beg implore order/ordered promise
"""
_OBJECT = """
called/calls/calling describe praise criticize criticise slam blast denounce condemn decry deride
mock ridicule accuse blame defend/defended/defends attacked/attacking dismiss reject
questioned/questioning highlight cite mention discussed/discussing welcome/welcomed/welcomes
applaud thank hail commend laud express voiced/voicing echo bemoan deplore disavow disown
deny/denies/denied/denying dispute challenged refute rebut rebuke reprimand scold chide castigate
chastise lambaste lambast assail excoriate skewer rip/ripped rail/railed extol endorse
opposed/opposes supported/supports favored/favours recommended/recommends
demand/demanded/demands/demanding requested outline/outlined unveil/unveiled addressed tout
trumpet/trumpeted referenced invoke/invoked characterize characterise portray depict/depicted
liken/likened/likens labeled/labelled dubbed deemed refer/referred/refers/referring talked
spoke/speaks berate pillory vilify savaged faulted impugned regret mourn/mourned
congratulate/congratulated salute/saluted apologize/apologized/apologised issued offered/offering
floated pitched repudiate renounce sees regards appreciates understands recognized/recognizes
knows known admires/admired prefer/prefers/preferred fears/feared worried/worries projected
foresees/foresaw envisions pointed/pointing hailed likes loves hates pledged proposed pushed
want/wants
"""
_INFINITIVE = """
vow pledge promise refuse decline threaten/threatened/threatens hope
planned/planning offered agree expect/expects/expected/expecting intends/intended
seem/seems/seemed appear/appears/appeared seeks/sought/seeking swore/swears wish/wishes/wished
decided demand/demanded prefers/preferred propose/proposes/proposing
"""
_THAT = """
believe/believes/believed/believing feel/feels/felt hope assumes/assumed
suspect/suspects/suspected doubt/doubts/doubted realize/realizes/realized fear/fears/feared
worry/worries/worried learned know/knows/knew imagine guess/guessed decided/decides ruled thought
understands/understood reckons proposed thinks think maintaining
"""

_PRONOUNS = _set(
    "he she they it i we you who one everyone someone nobody others many some few most another"
)

_TIMES = _set(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow "
    "earlier later recently afterward afterwards then again early late last this next week month "
    "year morning afternoon evening night ago january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sept oct nov dec once twice"
)

# The later rows win: "ask" and "warn" take a hearer, "propose" and "offer" an object, too.
_ENGLISH_CUES: dict[str, Cue] = {
    form: cue
    for verbs, cue in (
        (_THAT, Cue.THAT),
        (_INFINITIVE, Cue.INFINITIVE),
        (_OBJECT, Cue.OBJECT),
        (_TELL, Cue.TELL),
        (_SAY, Cue.SAY),
    )
    for form in _forms(verbs)
}

ENGLISH = Words(
    cues=_ENGLISH_CUES,
    bare=frozenset(
        form for form in _ENGLISH_CUES if form + "s" in _ENGLISH_CUES and not form.endswith("ed")
    ),
    pronouns=_PRONOUNS,
    singular=_set("he she it"),
    relatives=_set("who which that"),
    helpers=_set(
        "has have had having did do does didn't doesn't don't not never n't would will could can "
        "might may must should 'd hasn't haven't hadn't won't wouldn't can't couldn't to"
    ),
    passives=_set("is are was were be been being isn't aren't wasn't weren't get gets got"),
    adverbs=_set(
        "also later then again once twice recently earlier repeatedly often even only just simply "
        "still further once always ever never previously already now both all first soon too "
        "reportedly allegedly apparently instead famously flatly quickly largely widely loudly "
        "outright rather long on kept of course meanwhile however nevertheless"
    ),
    finite=_set(
        "became took made got gave went came left met won lost held led ran stood began kept put "
        "set sat spent built brought sent fell rose drew grew threw hit beat bought broke chose "
        "drove ate flew forgot froze hid paid rode sang sold shot slept stole struck swept taught "
        "tore wore wove read has had is was are were will would could can may might must should "
        "does did do have went goes makes takes gets gives comes leaves wins loses holds leads runs"
    ),
    that=_set("that whether if why how what when where"),
    to=_set("to"),
    of=_set("of for with at"),
    papers=_set("statement tweet letter post release article as"),
    reading=_set("saying reading"),
    participles=("ing",),
    past=("ed",),
    manner=("ly",),
    not_manner=_set(
        "family rally ally assembly supply july italy daily reply monopoly bully anomaly fly "
        "elderly weekly monthly belly jelly homily friendly lonely"
    ),
    genitive=("'s",),
    saying=_set("say says said added adds wrote writes told asked"),
    according=(("according", "to"), ("in", "the", "words", "of"), ("in", "the", "view", "of")),
    determiners=_set(
        "the a an one this that these those his her its their our my your another any each every "
        "no some many several two three four five most all both other such more few"
    ),
    prepositions=_set(
        "of in on at to for from with by about as into over under after before during against "
        "between through without within among amid since until despite via per upon near toward "
        "towards including like than following"
    ),
    joins=_set("and but or yet nor"),
    by=_set("by"),
    dated=_set("on in"),
    happenings=_set(
        "meeting meetings visit visits move moves decision step steps incident attack attacks "
        "project event ceremony session talks discussions violence clashes deal agreement trip "
        "conflict crisis war storm fire accident crash situation development developments"
    ),
    ongoing=_set("continue continues continued continuing"),
    unsourced=_set(
        "reason plan plans law laws rules schedule custom tradition size age need preference "
        "taste principle principles logic standards wishes convention legend ability merit"
    ),
    absolute=_set("with"),
    written=_set("reading"),
    finding=_set("find finds found answer answers answered"),
    empty=_set("there this that it's that's here there's"),
    within=_set("in"),
    polls=_set("poll polls survey surveys study"),
    topical=_set("about of against"),
    likewise=_set("as"),
    here=_set("here there abroad elsewhere nationwide"),
    leading=_set("as after before since until"),
    borders=_set(
        "because although though while whereas when if since unless until after before as that "
        "which who whom whose where what why how so than"
    ),
    conceding=_set("while although though whereas"),
    times=_TIMES,
)
