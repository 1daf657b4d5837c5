"""Words that say nothing about what a text is about: function words, and what all news says.

Kept short on purpose: words of one or two letters are left out anyway, a longer phrase counts only
when it is repeated, and a language that is not here does without.
"""

from __future__ import annotations

from functools import cache

from tidings.text import words

__all__ = ["stop_words", "titles"]

_WORDS = {
    "en": """
        the and but for nor yet not all any are was were been being has had have having does did
        done can could will would shall should may might must its his her hers their theirs our
        ours your yours my mine this that these those there here who whom whose which what when
        where why how with without within from into onto upon over under above below between among
        amid against about after before since until while during through throughout toward towards
        across along around behind beyond despite except because although though unless whether
        than then thus also just only even still already ever never again once more most much many
        few less least some such same other others another each every both either neither one two
        three four five six seven eight nine ten first second third last next own very too
        so as at by in of off on or out to up down if no is it he she they them him we us you me
        an be do am i said says say saying told tells tell added adding according asked called
        made make makes making take takes taken took come comes came get gets got going goes went
        gone know known see seen like way ways part parts thing things lot people person year years
        month months week weeks day days time times today yesterday tomorrow monday tuesday
        wednesday thursday friday saturday sunday january february march april june july august
        september october november december including include includes included however meanwhile
        moreover furthermore additionally therefore instead rather quite well back away around
        number group amp per cent percent million billion thousand mr mrs ms dr let lets yes
        statement spokesman spokeswoman spokesperson reporters reported report reports news update
        updated read story photo image video use used using want wants need needs think thinks
        look looks looking right left good great big high long set put keep give given found left
        need really something anything nothing everyone someone anyone himself herself themselves
        itself late early later earlier ago several near end start began begin begins become
        became remain remains recent recently current currently previous previously former
        enough relatively nearly really highly largely gonna based related i'm
        don doesn didn isn aren wasn weren won wouldn couldn shouldn hasn haven hadn ll ve re
    """,
    "fr": """
        le la les un une des du de au aux et ou mais donc car ni que qui quoi dont où ce cet cette
        ces son sa ses leur leurs notre nos votre vos mon ma mes ton ta tes il elle ils elles on
        nous vous je tu se me te lui eux en y ne pas plus moins très trop aussi ainsi alors après
        avant avec sans sous sur dans par pour vers chez entre depuis pendant contre selon comme si
        est sont était étaient été être sera seront serait ont avait avaient avoir aura fait faire
        dit déclaré affirmé indiqué expliqué ajouté précisé annoncé tout tous toute toutes même
        mêmes autre autres chaque plusieurs quelques deux trois quatre cinq premier première
        dernier dernière nouveau nouvelle nouveaux an ans année années mois jour jours semaine
        lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin
        juillet août septembre octobre novembre décembre cela ceci celui celle ceux celles peut
        doit encore déjà toujours jamais lors afin dès fin heure heures hier demain
    """,
    "de": """
        der die das den dem des ein eine einen einem einer eines und oder aber denn doch sondern
        nicht kein keine keinen als wie wenn weil dass damit obwohl auch nur noch schon sehr mehr
        viel viele alle alles andere anderen dieser diese dieses diesem diesen jener jede jeder sein
        seine seiner seinen ihr ihre ihrer ihren unser unsere ich du er sie es wir man sich mich
        mir uns euch ihm ihn ihnen auf aus bei mit nach seit von vor zu zum zur über unter zwischen
        gegen für durch ohne um bis am im in an ab ins vom beim ist sind war waren wird werden wurde
        wurden worden hat haben hatte hatten kann können könnte muss müssen soll sollen sollte will
        wollen gibt sagte sagt so zwei drei vier fünf ersten erste letzten neue neuen neuer jahr
        jahre jahren monat tag tage tagen woche wochen uhr prozent millionen montag dienstag
        mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august
        september oktober november dezember dabei dort hier nun dann da was wer wo etwa rund laut
        angaben menschen ende teil zeit seien habe sei
    """,
    "es": """
        el la los las un una unos unas de del al y o u pero sino que quien quienes cual cuyo cuando
        donde como porque aunque si no ni ya muy más menos también tampoco así este esta estos estas
        ese esa esos esas aquel su sus nuestro nuestra mi tu se me te le les lo nos en con sin por
        para sobre bajo entre desde hasta hacia contra según durante tras ante es son era eran fue
        fueron ser sido será está están estar había han ha haber hay hace hacer tiene tienen puede
        pueden dijo afirmó señaló aseguró explicó añadió todo todos toda todas otro otra otros otras
        cada varios dos tres cuatro cinco primer primera último última nuevo nueva año años mes
        meses día días semana lunes martes miércoles jueves viernes sábado domingo enero febrero
        marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre parte vez veces
        mismo misma hoy ayer solo después antes además mientras
    """,
    "it": """
        il lo la gli le un uno una di del dello della dei degli delle al allo alla ai agli alle
        da dal dalla dai dalle in nel nella nei nelle con su sul sulla sui per tra fra e ed o ma
        che chi cui quando dove come perché anche se non più meno molto già ancora sempre così
        questo questa questi queste quello quella quelli suo sua suoi sue loro nostro mio si mi
        ti ci vi è sono era erano stato stata stati essere sarà ha hanno aveva avere può possono
        deve fare fatto detto ha secondo dopo prima contro senza durante tutto tutti tutta tutte
        altro altra altri altre ogni due tre quattro cinque primo prima ultimo nuovo nuova anno
        anni mese mesi giorno giorni settimana oggi ieri lunedì martedì mercoledì giovedì
        venerdì sabato domenica
    """,
    "pt": """
        o os a as um uma uns umas de do da dos das em no na nos nas ao aos à às por pelo pela para
        com sem sob sobre entre até desde contra e ou mas que quem qual cujo quando onde como porque
        se não mais menos muito também já ainda assim este esta estes estas esse essa isso aquele
        seu sua seus suas nosso meu ele ela eles elas nós eu você é são era eram foi foram ser sido
        será está estão estar tem têm tinha ter há haver pode podem disse afirmou segundo depois
        antes durante após todo todos toda todas outro outra outros outras cada dois duas três
        quatro cinco primeiro primeira último novo nova ano anos mês dia dias semana hoje ontem
    """,
    "nl": """
        de het een en of maar want dat die dit deze wie wat waar wanneer hoe als dan toen niet geen
        ook nog al wel zeer meer veel alle alles andere zijn haar hun ons onze mijn je jij hij zij
        ze we wij ik u er op in aan van voor met bij naar uit om over onder tussen tegen door zonder
        tot sinds na is was waren wordt worden werd werden heeft hebben had hadden kan kunnen moet
        moeten zal zullen zou zouden zei zegt twee drie vier vijf eerste laatste nieuwe jaar maand
        dag dagen week maandag dinsdag woensdag donderdag vrijdag zaterdag zondag volgens
    """,
    "ru": """
        и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее
        мне было вот от меня еще нет о из ему теперь когда даже ну вдруг ли если уже или быть был
        него до вас нибудь опять уж вам ведь там потом себя ничего ей может они тут где есть надо
        ней для мы тебя их чем была сам чтоб без будто чего раз тоже себе под будет тогда кто этот
        того потому этого какой ним здесь этом один почти мой тем чтобы нее были куда зачем всех
        можно при об хоть после над больше тот через эти нас про них какая много эту моя свою этой
        перед иногда лучше чуть том нельзя такой им более всегда всю между также который которая
        которые которого году год года лет сообщил сообщила заявил заявила сказал словам
    """,
    "ar": """
        في من على إلى الى عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن ليس كان كانت يكون تكون
        قد لقد أن ان إن كما كل بعض غير بين بعد قبل عند عندما حيث حتى أو او ثم لكن بل هو هي هم نحن
        أنا انه أنه إنه وهو وهي منذ خلال أمام تحت فوق دون ضد حول نحو أي أكثر أقل جدا قال قالت وقال
        وقالت وأضاف وأضافت أكد وأكد أشار وأشار أعلن وأعلن يوم اليوم أمس عام العام شهر أسبوع سنة
        الأول الأولى الثاني أحد إحدى كذلك أيضا بعد وفي ومن وعلى وقد وكان وكانت مثل فيها فيه منها
        منه عليه عليها له لها به بها إذا لأن
    """,
}

# Offices and forms of address, which stand before a name and are no part of it.
_TITLES = """
    president vice prime deputy minister secretary senator sen rep reps representative congressman
    congresswoman gov governor mayor speaker leader chairman chairwoman chair chief justice judge
    attorney general gen lieutenant lt field marshal colonel col major maj captain capt sergeant
    sgt admiral commander king queen prince princess pope bishop archbishop cardinal father sister
    reverend rev rabbi imam sheikh dr prof professor sir lord lady mr mrs ms miss jr sr judge
    house foreign defense defence interior finance former acting special envoy ambassador
    democrat republican british american russian french german chinese
    presidente presidenta ministro ministra senador senadora gobernador alcalde general juez rey
    reina doctor doctora señor señora don doña papa premier primer
    président présidente ministre sénateur gouverneur maire roi reine pape monsieur madame
    premier première général juge
    präsident präsidentin minister ministerin kanzler kanzlerin bürgermeister könig königin papst
    herr frau professor bundeskanzler bundeskanzlerin bundespräsident
    المشير الفريق اللواء العميد الرئيس الوزير السيد الدكتور الشيخ الملك الأمير الجنرال
    президент министр премьер глава генерал губернатор сенатор мэр король папа
"""


@cache
def titles() -> frozenset[str]:
    """Return the folded words for offices that stand before names, of all languages."""
    return frozenset(words(_TITLES))


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the folded stop words of a language, ISO 639-1; those of all where it is "".

    Empty for a language that has no list.
    """
    lists = _WORDS.values() if not language else [_WORDS.get(language, "")]
    return frozenset(word for text in lists for word in words(text))
