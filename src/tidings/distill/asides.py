"""What a page says to its readers between the paragraphs of an article, as data and rules.

Calls to sign up, to follow or to share, picture credits, lines of buttons. A call is told by two
things together: an imperative at the start of a short paragraph, and what it offers.
"""

from __future__ import annotations

import re

from tidings.distill.boilerplate import is_furniture
from tidings.distill.lines import is_sentence, word_count
from tidings.distill.phrases import SUBSCRIBE
from tidings.text import fold

__all__ = ["is_aside", "is_call", "is_menu", "labels_of"]

_LONGEST_ASIDE = 300  # characters
_LONGEST_LABELLED = 120  # characters
_LONGEST_CALL = 45  # words
_LONGEST_CREDIT = 15  # words
_LONGEST_BUTTON = 5  # words
_MENU_BORDER = re.compile(r"\s*[|•·∙»›]\s*")


def _folded(phrases: str) -> tuple[str, ...]:
    """The phrases that stand between commas."""
    return tuple(fold(phrase.strip()) for phrase in phrases.split(","))


def _any(phrases: str) -> str:
    """A pattern for any of the phrases, which stand between commas."""
    return "|".join(map(re.escape, _folded(phrases)))


# Only what is hardly anything but a call: "sigue" also means "goes on", French "hier" is a day.
_IMPERATIVES = _folded(
    "sign up,subscribe,join us,join our,join the,follow us,follow our,follow the latest,like us,"
    "get the latest,get the best,get the top,get the day,get our,get your,get all,get breaking,"
    "receive,download,support our,support us,click here,tap here,register for,register to,"
    "enter your,share this,share on,send us,send this,stay up,stay informed,never miss,don't miss,"
    "want more,listen to,find us,read more,keep up,"
    "abonnez-vous,inscrivez-vous,suivez-nous,suivez,recevez,telechargez,rejoignez,partagez,"
    "retrouvez,abonnieren sie,abonniere,melden sie sich,melde dich,folgen sie,folge uns,"
    "jetzt abonnieren,jetzt anmelden,erhalten sie,laden sie,teilen sie,suscribete,suscribase,"
    "siguenos,siganos,unete,recibe nuestr,recibe en tu,descarga nuestr,apuntate,registrate,"
    "comparte,assine,inscreva-se,siga-nos,siga o,receba noss,receba no,baixe,cadastre-se,"
    "compartilhe,entre no,iscriviti,seguici,ricevi,scarica,abbonati,condividi,schrijf je in,"
    "schrijf u in,abonneer,volg ons,ontvang,meld je aan,prenumerera,anmal dig,folj oss,"
    "tilmeld dig,folg os,følg oss,abonner pa,meld deg,zapisz sie,subskrybuj,sledz nas,obserwuj,"
    "pobierz,подпишитесь,подписывайтесь,подпишись,следите,получайте,скачайте,присоединяйтесь,"
    "читайте нас,підписуйтесь,підпишіться,стежте,приєднуйтесь,اشترك في,اشتركوا في,تابعنا,تابعونا,"
    "حمل تطبيق,انضم إلى قناتنا,للاشتراك,לחצו,הירשמו,הצטרפו,עקבו,ikuti,dapatkan,berlangganan,unduh,"
    "dang ky,theo doi,tai ung dung,εγγραφειτε,ακολουθηστε"
)
_OFFERS = _folded(
    "newsletter,inbox,mailbox,your email,e-mail address,email address,breaking news,whatsapp,"
    "telegram,facebook,instagram,twitter,youtube,tiktok,linkedin,google news,google play,app store,"
    "our app,the app,our podcast,free trial,our channel,this article,our journalism,daily brief,"
    "lettre d'information,infolettre,boite mail,notre application,notre chaine,posteingang,"
    "per e-mail,unsere app,unserem kanal,boletin,tu correo,su correo,nuestro canal,nuestra app,"
    "nosso canal,seu e-mail,nosso app,nostro canale,tua casella,la tua email,nieuwsbrief,"
    "onze app,nyhetsbrev,nyhedsbrev,biuletyn,aplikacje,рассыл,наш канал,telegram-канал,телеграм,"
    "розсил,النشرة,نشرتنا,بريدك,واتساب,تلغرام,تيليغرام,تلجرام,فيسبوك,تطبيقنا,قناتنا,"
    "הניוזלטר,bulten,e-posta,公众号,公眾號,微信,微博,邮箱,郵箱,客户端,buletin,ban tin,"
    "newsletter μας,ενημερωτικο"
)
_LATE_CALLS = _folded(  # where the imperative ends the sentence; and what only letters say
    "bizi takip edin,kaydolun,登録はこちら,メールマガジン,뉴스레터,구독하세요,"
    "unsubscribe,"
    "you are receiving this,you received this,view in browser,view this email,"
    "im browser ansehen,im browser anzeigen,im browser lesen,sie erhalten diesen newsletter,"
    "sie erhalten diese e-mail,vous recevez cet,vous recevez cette,voir dans le navigateur,"
    "version en ligne,se desinscrire,recibes este correo,recibe este correo,ver en el navegador,"
    "visualizza nel browser,ricevi questa,ver no navegador,recebeu este,bekijk in browser,"
    "u ontvangt deze,вы получили это письмо,открыть в браузере,عرض في المتصفح,تلقيت هذه الرسالة,"
    "tarayıcıda görüntüle,bu e-postayı,abonelikten,在浏览器中查看,您收到此邮件,"
    "ブラウザで表示,配信停止,브라우저에서 보기,수신거부,"
    "manage your preferences,update your preferences,se desabonner,newsletter abmelden,"
    "newsletter abbestellen,darse de baja,cancelar suscripcion,disiscriviti,cancelar inscricao,"
    "nieuwsbrief afmelden,wypisz sie,отписаться от,إلغاء الاشتراك,退订,取消订阅"
)
_PLAIN_LATE_CALLS = tuple(phrase for phrase in _LATE_CALLS if phrase.isascii())
_BEGINNINGS = frozenset(phrase[:3] for phrase in _IMPERATIVES)  # a quick no for most paragraphs
_CALL = re.compile(rf"(?:{'|'.join(map(re.escape, _IMPERATIVES))})(?![\w-])")
_CALL_UNSPACED = re.compile("(?:点击|點擊|欢迎|歡迎|扫码)?(?:订阅|訂閱|关注|關注|扫描|下载)")
_ELSEWHERE = re.compile(  # at the start of a line that sends its readers on: "… in our app"
    rf"(?:{_any('read the full story,read the full article,read the rest of,continue reading')}"
    rf"|{_any('lire la suite,lire l article complet,lisez la suite,weiterlesen,lesen sie weiter')}"
    rf"|{_any('lesen sie den ganzen,lea el articulo completo,leer el articulo completo')}"
    rf"|{_any('sigue leyendo,leia a materia completa,continue lendo,leggi l articolo completo')}"
    rf"|{_any('lees verder,czytaj dalej,читать далее,читать полностью,اقرأ المزيد,devamini oku')})"
    r"(?![\w-])"
)
_LABELLED = re.compile(  # a share line's or a credit's label
    rf"(?:{_any('share,share this,share on,share via,partager,teilen,compartir,compartilhar')}"
    rf"|{_any('condividi,delen,dela,поделиться,شارك,مشاركة,paylas,分享,分享到,分享至,シェア,공유')}"
    rf"|{_any('photo,photos,photo credit,photo by,image,images,image credit,picture,credit')}"
    rf"|{_any('photograph,photographer,foto,fotos,bild,bilder,imagen,imagem,immagine,credito')}"
    rf"|{_any('credits,credit photo,fotograf,фото,صورة,الصورة,תמונה,צילום')}"
    rf"|{_any('图,图片,图源,写真,사진')})"
    r"\s*[:：/]"
)


def is_aside(text: str) -> bool:
    """Say whether a paragraph speaks to the page's readers, or is a line of credits or buttons."""
    if len(text) > _LONGEST_ASIDE:
        return False
    short = len(text) <= _LONGEST_LABELLED and word_count(text) <= _LONGEST_CREDIT
    return (short and (_is_label(text) or _is_buttons(text))) or is_call(text)


def _is_label(text: str) -> bool:
    """Say whether a line labels a picture or buttons, or sends its readers elsewhere."""
    folded = fold(text)
    return bool(_LABELLED.match(folded) or (_ELSEWHERE.match(folded) and not is_sentence(text)))


def is_call(text: str) -> bool:
    """Say whether a paragraph asks the readers to sign up, follow or share."""
    if len(text) > _LONGEST_ASIDE or word_count(text) > _LONGEST_CALL:
        return False
    folded = fold(text)
    called = (folded[:3] in _BEGINNINGS and _CALL.match(folded)) or _CALL_UNSPACED.match(folded)
    late = _PLAIN_LATE_CALLS if folded.isascii() else _LATE_CALLS
    asks = any(phrase in folded for phrase in (_OFFERS if called else late))
    return asks and not SUBSCRIBE.search(folded)  # which is the sign of a paywall, see `quality`


def _is_buttons(text: str) -> bool:
    """Say whether every word of a line is a button's: "Facebook Twitter Print"."""
    words = text.split()
    return len(words) > 1 and all(is_furniture(word) for word in words)


def is_menu(text: str) -> bool:
    """Say whether a line is several short labels side by side: "Send to a friend | Back to top"."""
    labels = labels_of(text)
    if len(labels) < 2 or is_sentence(text):
        return False
    return all(word_count(label) <= _LONGEST_BUTTON for label in labels)


def labels_of(text: str) -> list[str]:
    """Return the labels that stand side by side in a line."""
    return [label for label in _MENU_BORDER.split(text[:_LONGEST_ASIDE]) if label]
