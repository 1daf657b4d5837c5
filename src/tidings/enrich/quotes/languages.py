"""Reporting verbs and phrases of languages other than English, in the forms of the news."""

from __future__ import annotations

from tidings.enrich.quotes.words import Cue, Words

__all__ = ["TONGUES"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _cues(say: str, tell: str = "", objects: str = "") -> dict[str, Cue]:
    kinds = ((objects, Cue.OBJECT), (tell, Cue.TELL), (say, Cue.SAY))
    return {form: cue for forms, cue in kinds for form in forms.split()}


def _phrases(*phrases: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases)


_FRENCH_SAY = """
dit disait déclaré déclare déclarait affirmé affirme affirmait expliqué explique expliquait ajouté
ajoute ajoutait estimé estime estimait assuré assure assurait souligné souligne précisé précise
indiqué indique annoncé annonce rappelé rappelle répondu répond écrit confié confie lancé lance
poursuivi poursuit conclu conclut reconnu reconnaît regretté regrette insisté insiste noté note
raconté raconte martelé martèle promis promet prévenu prévient averti avertit confirmé confirme
soutenu soutient jugé juge considère prétend prétendu révélé révèle dénoncé twitté tweeté démenti
dément informé informe rapporté rapporte signalé signale
"""
_GERMAN_SAY = """
sagte sagt sagten sagen erklärte erklärt erklärten betonte betont teilte mitteilte fügte berichtete
berichtet meinte meint forderte fordert kritisierte kritisiert warnte warnt schrieb schreibt
kündigte ankündigte behauptete behauptet bestätigte bestätigt versicherte verwies räumte antwortete
ergänzte erläuterte argumentierte lobte rief fragte urteilte gab äußerte bekräftigte unterstrich
warf wirft meldete meldet so
"""
_SPANISH_SAY = """
dijo dice dijeron afirmó afirma aseguró asegura explicó explica añadió añade agregó señaló señala
declaró declara indicó indica manifestó sostuvo sostiene advirtió advierte anunció anuncia recordó
recuerda subrayó subraya destacó destaca insistió insiste apuntó apunta respondió responde escribió
comentó concluyó reiteró aclaró precisó confirmó confirma reconoció expresó lamentó criticó denunció
admitió opinó preguntó reveló relató informó informa informaron negó niega negaron comunicó detalló
"""
_ITALIAN_SAY = """
detto dice diceva disse dichiarato dichiara affermato afferma spiegato spiega aggiunto aggiunge
sottolineato sottolinea sostenuto sostiene ricordato ricorda annunciato annuncia scritto scrive
risposto risponde osservato osserva commentato commenta ribadito ribadisce assicurato assicura
precisato precisa concluso conclude ammesso raccontato racconta confermato conferma avvertito
avverte ha-detto rivelato chiesto
"""
_PORTUGUESE_SAY = """
disse diz disseram afirmou afirma explicou explica acrescentou acrescenta declarou declara destacou
ressaltou anunciou anuncia escreveu respondeu comentou concluiu reiterou confirmou garantiu alertou
lembrou criticou defendeu admitiu completou revelou informou contou avaliou sublinhou referiu
"""
_DUTCH_SAY = """
zei zegt zeggen zeiden verklaarde verklaart meldde meldt stelde stelt vertelde vertelt schreef
schrijft benadrukte benadrukt waarschuwde waarschuwt bevestigde antwoordde voegde noemde aldus
reageerde vindt liet
"""
_RUSSIAN_SAY = """
сказал сказала сказали заявил заявила заявили сообщил сообщила сообщили отметил отметила отметили
подчеркнул подчеркнула добавил добавила добавили пояснил пояснила объяснил объяснила рассказал
рассказала рассказали написал написала ответил ответила уточнил уточнила считает говорит напомнил
напомнила признал признала утверждает утверждают подтвердил подтвердила предупредил предупредила
указал указала полагает констатировал резюмировал заверил заверила сообщает сообщают сообщили
сообщило заявило отметило подтвердило опровергло опроверг опровергла передает передаёт
говорится пишет пишут
"""
_POLISH_SAY = """
powiedział powiedziała powiedzieli mówi mówił mówiła stwierdził stwierdziła dodał dodała podkreślił
podkreśliła oświadczył oświadczyła poinformował poinformowała zaznaczył zaznaczyła wyjaśnił
wyjaśniła napisał napisała ocenił oceniła zapowiedział zapowiedziała podał
podała podali podało przekazał przekazała twierdzi przyznał przyznała ostrzegł
"""
_ARABIC = "قال قالت قالوا صرح صرحت أكد أكدت أضاف أضافت أوضح أوضحت أعلن أعلنت ذكر ذكرت أشار أشارت"
_ARABIC += " شدد شددت اعتبر اعتبرت كشف كشفت تابع تابعت لفت لفتت نقل يقول تقول اعترف حذر حذرت"
_ARABIC += " أفاد أفادت نفى نفت زعم زعمت أقر أقرت أبلغ أبلغت"

TONGUES = {
    "fr": Words(
        cues=_cues(
            _FRENCH_SAY,
            objects="accusé accuse salué salue critiqué critique appelé appelle demandé",
        ),
        saying=_set(_FRENCH_SAY),
        pronouns=_set("il elle ils elles on je nous qui"),
        relatives=_set("qui que"),
        helpers=_set("a ont avait avaient ne n' s'est se lui nous leur l'a aurait l' y"),
        adverbs=_set("pas aussi également encore déjà notamment ensuite alors toujours"),
        manner=("ment",),
        that=_set("que qu'il qu'elle qu'ils qu'elles qu'un qu'une qu'on si"),
        of=_set("de du des d'une d'un au à la le les l"),
        according=_phrases("selon", "d'après", "pour"),
        opinion=_set("pour"),
        likewise=_set("comme ainsi"),
        hearers=_set("à au aux"),
        inverting=True,
        determiners=_set("le la les l' un une des du ce cet cette ces son sa ses leur leurs"),
        prepositions=_set(
            "de à en dans sur pour par avec sans sous chez vers depuis lors aux au du"
        ),
        joins=_set("et mais ou or donc"),
        borders=_set("que qui dont où quand lorsque car parce puisque si comme tandis alors"),
        times=_set("lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui ce matin"),
        finite=_set("est était sont étaient sera va vont peut doit fait font"),
        passives=_set("été être"),
    ),
    "de": Words(
        cues=_cues(_GERMAN_SAY),
        saying=_set(_GERMAN_SAY),
        pronouns=_set("er sie es wir ich man der"),
        relatives=_set("der die das dessen deren"),
        helpers=_set("hat haben hatte hatten nicht sich"),
        adverbs=_set("auch zudem außerdem dann jedoch aber noch nun weiter hinzu zuvor am"),
        that=_set("dass daß ob"),
        of=_set("von der des aus für"),
        behind=_set("so"),
        according=_phrases(
            *("laut", "nach angaben von", "nach angaben der", "nach angaben des"),
            *("nach worten von", "nach worten der", "nach worten des", "nach einschätzung von"),
        ),
        after=_set("zufolge"),
        likewise=_set("wie"),
        inverting=True,
        comma=True,
        determiners=_set("der die das dem den des ein eine einer eines sein seine ihr ihre dieser"),
        prepositions=_set(
            "in im am an auf von vom zu zum bei beim mit nach vor für gegen aus über"
        ),
        joins=_set("und aber oder doch"),
        borders=_set("dass weil wenn als während obwohl nachdem bevor damit da wie"),
        times=_set(
            "montag dienstag mittwoch donnerstag freitag samstag sonntag gestern heute abend"
        ),
        finite=_set("ist war sind waren wird wurde wurden werden kann soll sollen muss"),
    ),
    "es": Words(
        cues=_cues(
            _SPANISH_SAY, tell="pidió pide", objects="acusó acusa llamó calificó elogió rechazó"
        ),
        saying=_set(_SPANISH_SAY),
        pronouns=_set("él ella ellos ellas yo nosotros quien que"),
        relatives=_set("que quien quienes cual"),
        helpers=_set("ha han había habían no se le les lo"),
        adverbs=_set("también además luego entonces ya así después"),
        manner=("mente",),
        that=_set("que si"),
        of=_set("de del al la el los las"),
        past=("ó", "aron", "ieron"),
        according=_phrases("según", "de acuerdo con", "para"),
        opinion=_set("para"),
        likewise=_set("como según"),
        inverting=True,
        determiners=_set("el la los las un una unos unas su sus este esta estos ese esa"),
        prepositions=_set("de en a por para con sin sobre desde hasta ante tras durante del al"),
        joins=_set("y e pero o u"),
        borders=_set("que porque cuando si aunque mientras donde como pues"),
        times=_set("lunes martes miércoles jueves viernes sábado domingo ayer hoy este"),
        finite=_set("es era son eran fue fueron está están será puede debe hay"),
        passives=_set("sido"),
    ),
    "it": Words(
        cues=_cues(_ITALIAN_SAY, objects="definito definisce criticato elogiato"),
        saying=_set(_ITALIAN_SAY),
        pronouns=_set("lui lei egli ella loro io noi chi che"),
        relatives=_set("che cui"),
        helpers=_set("ha hanno aveva avevano non si gli le lo l'ha"),
        adverbs=_set("anche poi inoltre ancora già così quindi"),
        manner=("mente",),
        that=_set("che se"),
        of=_set("di del della dei delle dell al alla"),
        according=_phrases("secondo", "per"),
        opinion=_set("per"),
        likewise=_set("come"),
        inverting=True,
        determiners=_set("il lo la i gli le l un una uno suo sua questo questa quel"),
        prepositions=_set("di a da in con su per tra fra del della al alla dal nel nella sul"),
        joins=_set("e ed ma o"),
        borders=_set("che perché quando se mentre dove come dopo"),
        times=_set("lunedì martedì mercoledì giovedì venerdì sabato domenica ieri oggi"),
        finite=_set("è era sono erano sarà può deve sta"),
        passives=_set("stato stata"),
    ),
    "pt": Words(
        cues=_cues(_PORTUGUESE_SAY, tell="pediu pede", objects="chamou classificou elogiou"),
        saying=_set(_PORTUGUESE_SAY),
        pronouns=_set("ele ela eles elas eu nós quem que"),
        relatives=_set("que quem"),
        helpers=_set("tem têm tinha não se lhe"),
        adverbs=_set("também ainda depois então já assim além"),
        manner=("mente",),
        that=_set("que se"),
        of=_set("de do da dos das"),
        past=("ou", "aram", "eram"),
        according=_phrases("segundo", "de acordo com", "conforme", "para"),
        opinion=_set("para"),
        likewise=_set("como conforme"),
        inverting=True,
        determiners=_set("o a os as um uma seu sua seus suas este esta esse essa"),
        prepositions=_set("de em a por para com sem sobre desde até do da no na ao à pelo pela"),
        joins=_set("e mas ou"),
        borders=_set("que porque quando se embora enquanto onde como pois"),
        times=_set("segunda terça quarta quinta sexta sábado domingo ontem hoje feira"),
        finite=_set("é era são eram foi foram está estão será pode deve há"),
        passives=_set("sido"),
    ),
    "nl": Words(
        cues=_cues(_DUTCH_SAY),
        saying=_set(_DUTCH_SAY),
        pronouns=_set("hij zij ze het wij we ik die"),
        relatives=_set("die dat wie"),
        helpers=_set("heeft hebben had hadden niet zich"),
        adverbs=_set("ook toen dan echter nog verder daarnaast eerder"),
        that=_set("dat of"),
        of=_set("van voor der"),
        according=_phrases("volgens", "aldus"),
        likewise=_set("zoals"),
        inverting=True,
        determiners=_set("de het een zijn haar hun deze dit dat"),
        prepositions=_set("in op aan van voor met bij naar uit over tegen tijdens na"),
        joins=_set("en maar of"),
        borders=_set("dat omdat als toen terwijl hoewel nadat voordat"),
        times=_set("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gisteren vandaag"),
        finite=_set("is was zijn waren wordt werd werden kan moet zal"),
    ),
    "ru": Words(
        cues=_cues(
            _RUSSIAN_SAY, objects="обвинил обвинила назвал назвала раскритиковал призвал призвала"
        ),
        saying=_set(_RUSSIAN_SAY),
        pronouns=_set("он она они мы я кто который"),
        relatives=_set("который которая которые кто"),
        helpers=_set("не же бы"),
        adverbs=_set("также ранее затем уже ещё еще при этом позже тогда накануне"),
        that=_set("что чтобы"),
        of=_set("по в"),
        according=_phrases("по словам", "по мнению", "по данным", "согласно", "по информации"),
        likewise=_set("как"),
        within=_set("в"),
        reading=_set(
            "говорится сообщили рассказали заявили отметили пояснили уточнили подтвердили"
        ),
        participles=("вив", "тив", "кнув", "снив", "мнив", "чнив"),
        inverting=True,
        determiners=_set("этот эта это эти его её ее их наш"),
        prepositions=_set("в на по с со к от из о об для при за до после во у под"),
        joins=_set("и а но или"),
        borders=_set("что чтобы когда если как потому хотя где пока"),
        times=_set("понедельник вторник среду четверг пятницу субботу воскресенье вчера сегодня"),
        finite=_set("был была было были есть будет будут может"),
    ),
    "pl": Words(
        cues=_cues(_POLISH_SAY),
        saying=_set(_POLISH_SAY),
        pronouns=_set("on ona oni one my ja kto który która"),
        relatives=_set("który która którzy kto"),
        helpers=_set("nie się"),
        adverbs=_set("także też również potem wcześniej już jeszcze jednak"),
        that=_set("że iż czy"),
        of=_set("z do spraw"),
        according=_phrases("według", "zdaniem"),
        likewise=_set("jak"),
        inverting=True,
        determiners=_set("ten ta to te jego jej ich"),
        prepositions=_set("w we na z ze do od o po przy za dla przez przed nad pod u"),
        joins=_set("i a ale oraz lub"),
        borders=_set("że gdy kiedy jeśli ponieważ bo choć gdzie jak"),
        times=_set("poniedziałek wtorek środę czwartek piątek sobotę niedzielę wczoraj dziś"),
        finite=_set("jest był była było są byli będzie może"),
    ),
    "ar": Words(
        cues=_cues(_ARABIC + "".join(f" و{word}" for word in _ARABIC.split())),
        pronouns=_set("هو هي هم"),
        relatives=_set("الذي التي الذين"),
        that=_set("إن أن إنه إنها أنه أنها بأن بأنه بأنها إنهم أنهم أهمية ضرورة أنّ إنّ لأن"),
        according=_phrases(
            *("وفقا", "ووفقا", "وفق", "بحسب", "وبحسب", "حسب", "وحسب", "حسبما أفاد", "حسبما ذكر"),
            *("وفق ما أفاد به", "وفق ما أفاد", "وفق ما ذكر", "وفق ما أعلن", "بحسب ما أفاد"),
            *("بحسب ما ذكر", "وفقا لما أفاد به", "وفقا لما ذكر", "وفقا لما أعلن", "حسبما أعلن"),
        ),
        prepositions=_set("في على من عن خلال بعد قبل إلى مع لدى عقب منذ أمام"),
        joins=_set("و ثم لكن أو"),
        borders=_set("أن إن حيث بينما عندما لأن"),
        times=_set("الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد اليوم أمس"),
        verb_first=True,
    ),
}
