"""Words that insult, threaten and advertise, by language, as data for `moderate`.

Folded as `tidings.text.fold` leaves them. A star ends a beginning: "idiot*" meets "idiots" and
"idiotisch". Only words that are hardly ever anything else; a name of a group of people is none.
"""

from __future__ import annotations

from collections.abc import Mapping

from tidings.text import fold

__all__ = ["ADVERTS", "HARMING", "HARSH", "INSULTS", "MEANT", "STREETS", "WE", "WISHES", "YOU"]


def _table(words: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    return {language: frozenset(fold(text).split()) for language, text in words.items()}


# What somebody is called.
INSULTS = _table(
    {
        "en": "idiot* moron* imbecile* stupid dumbass* asshole* arsehole* bastard* bitch* scum "
        "scumbag* cretin* dimwit* halfwit* jackass* jerk* loser* pathetic dumb clown clowns "
        "shithead* dickhead* retard* prick twat* wanker* tosser* pig swine vermin filth coward* "
        "degenerate* troll* fool fools brainless braindead dunce* nitwit* lowlife* hypocrite*",
        "fr": "idiot* imbecile* cretin* connard* connasse* conne salaud* salope* salopard* "
        "debile* abruti* encule* batard* ordure* pourriture* bouffon* minable* tocard* raclure* "
        "demeure*",
        "de": "idiot* depp* trottel* vollpfosten arschloch* arschlocher wichser* dummkopf* "
        "schwachkopf* vollidiot* hurensohn* drecksau* mistkerl* miststuck* penner* abschaum "
        "versager* spast* missgeburt*",
        "es": "idiota* imbecil* estupid* gilipollas cabron* hijoputa* pendejo* payas* tarad* "
        "subnormal* mamon* capull* basura escoria cretin* tont* malnacid*",
        "it": "idiota idioti imbecill* cretin* stronz* bastard* coglion* deficient* pagliacci* "
        "feccia scem* merd* buffon*",
        "pt": "idiota* imbecil* burro burra otario* babaca* palhaco* cretin* escroto* vagabund* "
        "desgracad* canalha*",
        "nl": "idioot idioten klootzak* eikel* sukkel* mongool debiel* lul trut hufter*",
        "pl": "idiot* kretyn* debil* dupek glupek glupi* bydlak* smiec skurwysyn* palant*",
        "ru": "идиот* дурак* дура дебил* кретин* мудак* сволоч* ублюд* тварь твари мраз* козел "
        "урод* придур* подонок подонк* скотина гнида",
        "tr": "aptal* salak* gerizekali* serefsiz* geri zekali pislik ahmak* alcak",
        "ar": "غبي اغبياء حمار حمير كلب كلاب حقير حقيرة احمق حمقى تافه تافهة وضيع قذر خنزير",
    }
)

# Foul words that make any sentence harsh, and call nobody names.
HARSH = _table(
    {
        "en": "fuck* shit* crap bullshit damn* bloody wtf stfu gtfo",
        "fr": "merde* putain* bordel foutre chier",
        "de": "scheiss* scheiße* verdammt* fick* kacke",
        "es": "mierda* joder coño puta* puto* carajo",
        "it": "cazz* vaffanculo puttan*",
        "pt": "merda* porra caralho foda*",
        "nl": "kut* godver* tering*",
        "pl": "kurw* gowno* pierdol*",
        "ru": "хуй* пизд* еба* бля* дерьм* нахуй",
        "tr": "siktir* bok amk",
        "ar": "تبا خرا",
    }
)

YOU = _table(
    {
        "en": "you your yours youre you're u ya yourself",
        "fr": "tu toi te t ta tes ton vous votre vos",
        "de": "du dich dir dein deine deinen deiner euch euer eure ihr",
        "es": "tu ti te tus usted ustedes vosotros os",
        "it": "tu ti te tuo tua voi vi vostro",
        "pt": "tu ti te voce voces teu tua seu sua",
        "nl": "jij je jou jouw jullie u",
        "pl": "ty ciebie cie ci twoj twoja wy was",
        "ru": "ты тебя тебе тобой твой твоя вы вас вам ваш",
        "tr": "sen seni sana senin siz sizi size",
        "ar": "انت انتم لك لكم اياك بك",
    }
)

WE = _table(
    {
        "en": "i we i'll we'll ill i'm im we're gonna going will shall",
        "fr": "je j nous on vais va allons",
        "de": "ich wir werde werden",
        "es": "yo nosotros voy vamos",
        "it": "io noi sto stiamo",
        "pt": "eu nos vou vamos",
        "nl": "ik wij we ga gaan zal zullen",
        "pl": "ja my",
        "ru": "я мы",
        "tr": "ben biz",
        "ar": "انا نحن سوف",
    }
)

# What is done to somebody who is threatened.
HARMING = _table(
    {
        "en": "kill* murder* shoot* stab* hang behead* strangle* slaughter* burn* beat rape* hurt "
        "bomb* destroy* smash* break find get lynch*",
        "fr": "tuer tue tuerai tuerons crever creve egorg* massacr* buter poignard* frapper pendre "
        "brul* violer retrouver",
        "de": "toten tote umbringen umbringe abstechen abknallen erschiessen erschlagen aufhangen "
        "verprugeln verbrennen vergewaltigen kriegen finden",
        "es": "matar mato matare mataremos mate asesinar apuñal* degollar quemar violar golpear "
        "romper encontrar",
        "it": "uccid* ammazz* accoltell* bruci* strozz* spacc* trover*",
        "pt": "matar mato matarei esfaque* queimar degolar bater quebrar achar",
        "nl": "vermoord* doodschiet* afmaken neersteken doden slaan vinden",
        "pl": "zabij* zabic zamorduj* zastrzel* pobij* spal* znajd*",
        "ru": "убью убить убьем убьют зарежу прирежу застрелю повешу сожгу найду изнасил* порву",
        "tr": "oldur* gebert* kes* vur* yak* bul*",
        "ar": "ساقتلك سنقتلك اقتلك نقتلك ساذبحك ساجدك سنجدك",
    }
)

# Of HARMING those that are a threat only beside another sign: one gets a ticket, finds a job.
MEANT = frozenset(
    fold(
        "find get beat hurt destroy break smash burn kriegen finden verbrennen retrouver bruler "
        "frapper encontrar romper golpear quemar bater quebrar achar queimar slaan vinden"
    ).split()
)

# Whole phrases: a wish that somebody comes to harm, or a veiled threat.
WISHES = tuple(
    fold(phrase)
    for phrase in (
        "hope you die|go die|kill yourself|drop dead|you should die|you deserve to die|"
        "deserve to be shot|deserves to be shot|should be shot|should be hanged|ought to be shot|"
        "watch your back|know where you live|you will pay|you'll pay|you are dead|you're dead|"
        "dead man|you will regret|better hide|string them up|string him up|string her up|"
        "va crever|creve donc|tu vas mourir|tu vas le payer|je sais ou tu habites|"
        "geh sterben|stirb|du bist tot|ich weiss wo du wohnst|wir wissen wo du wohnst|"
        "an die wand stellen|gehort erschossen|das wirst du bereuen|"
        "ojala te mueras|muerete|se donde vives|te vas a arrepentir|vas a morir|"
        "devi morire|so dove abiti|te ne pentirai|vai morrer|sei onde moras|vai se arrepender|"
        "ik weet waar je woont|val dood|wiem gdzie mieszkasz|zdechnij|сдохни|чтоб ты сдох|"
        "знаю где ты живешь|ты пожалеешь|nerede oturdugunu biliyorum|gebersin|موتوا|الموت لك|"
        "اعرف اين تسكن"
    ).split("|")
)

ADVERTS = frozenset(
    fold(
        "buy discount discounts cheap sale offer offers promo promotion voucher coupon deal deals "
        "earn income profit profits payout casino bet betting bonus jackpot lottery loan loans "
        "credit crypto bitcoin btc ethereum forex invest investment investing trader trading "
        "whatsapp telegram viagra cialis pills replica followers subscribe click website dm inbox "
        "guaranteed legit recover recovery hacker spells spell gratis rabatt gutschein verdienen "
        "angebot kredit gewinn acheter promo gagner argent pret comprar barato descuento oferta "
        "ganar dinero prestamo gratuito sconto guadagnare prestito ganhar dinheiro emprestimo "
        "desconto купить скидка заработок кредит казино ставки выигрыш indirim kazan kredi bahis "
        "شراء خصم ارباح قرض كازينو"
    ).split()
)

STREETS = frozenset(  # words that make a number beside them an address; endings begin with a dash
    fold(
        "street st avenue ave road rd lane ln drive dr boulevard blvd court ct square close "
        "terrace rue avenue chemin impasse calle avenida plaza carrer via viale piazza corso rua "
        "travessa laan ulica ul улица ул проспект sokak caddesi شارع -strasse -straße -str -weg "
        "-platz -allee -gasse -straat -laan -plein -gatan -vej"
    ).split()
)
