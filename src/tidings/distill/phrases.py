"""What walls, paywalls and teasers say, in the languages of news, as data for `quality`.

Matched anywhere in folded text. They only count where structure has raised the question.
"""

from __future__ import annotations

import re

from tidings.text import fold

__all__ = ["GOES_ON", "NOTICE", "SUBSCRIBE", "WALL", "WALL_TITLE"]


def _phrases(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(fold(p)) for p in sorted(phrases, key=len, reverse=True)))


WALL_TITLE = re.compile(  # a whole title, folded, without the site's name
    r"(?:error\s*)?(?:40[0-9]|410|429|451|50[0-9])(?:\W.*)?|just a moment\W*|attention required.*"
    r"|access (?:to this page )?(?:has been )?denied.*|forbidden|are you (?:a robot|human).*"
    r"|(?:page|seite|page web|pagina) (?:not found|nicht gefunden|introuvable|no encontrada)"
    r"|(?:the )?page (?:you requested )?(?:was |is |can'?t be |cannot be |could not be"
    r" )?(?:not )?found"
    r"|(?:security|bot|human|browser) (?:check|verification).*|verif\w+ (?:you are|your) .*"
    r"|robot check"
    r"|not found|error|fehler(?: 404)?|erreur.*|oops.*|captcha.*|ddos.?guard.*|pardon our"
    r" interruption"
    r"|please wait.*|one moment.*|un momento.*|einen moment.*|un instant.*|before you continue.*"
    r"|bevor sie fortfahren.*|avant de continuer.*|antes de continuar.*|zugriff verweigert"
    r"|acces refuse|acceso denegado|accesso negato|доступ запрещен|страница не найдена"
    r"|pagina no encontrada|pagina non trovata|pagina nao encontrada|pagina niet gevonden"
    r"|strona nie (?:zostala )?znaleziona|sidan (?:hittades inte|kunde inte hittas)"
    r"|الصفحة غير موجودة|页面不存在|页面未找到|ページが見つかりません|페이지를 찾을 수 없습니다"
    r"|service unavailable|temporarily unavailable|too many requests|unsupported browser"
)

WALL = _phrases(
    *("verify you are human", "verify that you are human", "verifying you are human"),
    *("confirm you are human", "prove you are human", "are you a robot", "not a robot"),
    *("checking your browser", "checking if the site connection is secure", "unusual traffic"),
    *("enable javascript and cookies", "enable cookies and javascript", "javascript is disabled"),
    *("please enable javascript", "please enable cookies", "you need to enable javascript"),
    *("javascript is required", "requires javascript", "turn on javascript", "enable js"),
    *(
        "access denied",
        "you don't have permission to access",
        "access to this page has been denied",
    ),
    *("has been blocked", "you have been blocked", "request blocked", "request could not be"),
    *("automated access", "automated requests", "bot detection", "ray id", "ddos protection"),
    *(
        "complete the security check",
        "solve the captcha",
        "captcha",
        "press and hold",
        "press & hold",
    ),
    *(
        "page not found",
        "page you requested",
        "page you are looking for",
        "page you were looking for",
    ),
    *(
        "page cannot be found",
        "page could not be found",
        "page doesn't exist",
        "no longer available",
    ),
    *("internal server error", "service unavailable", "bad gateway", "too many requests"),
    *("temporarily unavailable", "something went wrong", "not available in your country"),
    *(
        "not available in your region",
        "unavailable in your region",
        "unavailable for legal reasons",
    ),
    *("we value your privacy", "we and our partners", "store and/or access information"),
    *("accept all cookies", "accept cookies", "cookie preferences", "manage your cookies"),
    *("before you continue to", "consent to the use of", "use of cookies", "your privacy choices"),
    *(
        "vérifiez que vous êtes humain",
        "vérifier que vous êtes un être humain",
        "activer javascript",
    ),
    *("accès refusé", "activez javascript", "page introuvable", "page demandée n'existe"),
    *(
        "page que vous recherchez",
        "nous et nos partenaires",
        "accepter les cookies",
        "tout accepter",
    ),
    *("nous respectons votre vie privée", "continuer sans accepter", "vous n'êtes pas un robot"),
    *(
        "dass sie ein mensch sind",
        "kein roboter",
        "aktivieren sie javascript",
        "javascript aktivieren",
    ),
    *(
        "zugriff verweigert",
        "seite wurde nicht gefunden",
        "seite nicht gefunden",
        "cookies akzeptieren",
    ),
    *("wir und unsere partner", "alle akzeptieren", "mit werbung und cookies", "einwilligung"),
    *("seite existiert nicht", "gesuchte seite", "ihre privatsphäre", "cookies zustimmen"),
    *("verifica que eres humano", "comprobar que es humano", "no soy un robot", "acceso denegado"),
    *("habilite javascript", "activa javascript", "página no encontrada", "página que buscas"),
    *(
        "nosotros y nuestros socios",
        "aceptar todas las cookies",
        "aceptar cookies",
        "tu privacidad",
    ),
    *("verifica di essere umano", "accesso negato", "abilita javascript", "pagina non trovata"),
    *("noi e i nostri partner", "accetta tutti i cookie", "accettare i cookie", "accetta i cookie"),
    *("verifique se você é humano", "acesso negado", "habilite o javascript", "não foi encontrada"),
    *("aceitar cookies", "nós e nossos parceiros", "controleer of u een mens bent"),
    *("toegang geweigerd", "pagina niet gevonden", "cookies accepteren", "wij en onze partners"),
    *("подтвердите, что вы не робот", "вы не робот", "доступ запрещен", "доступ ограничен"),
    *("включите javascript", "страница не найдена", "использование файлов cookie", "файлы cookie"),
    *("підтвердіть, що ви не робот", "сторінку не знайдено", "تحقق من أنك إنسان"),
    *(
        "أنك لست روبوت",
        "تم رفض الوصول",
        "الصفحة غير موجودة",
        "تفعيل جافا سكريبت",
        "ملفات تعريف الارتباط",
    ),
    *("potwierdź, że jesteś człowiekiem", "strona nie została znaleziona", "włącz javascript"),
    *("sidan kunde inte hittas", "godkänn alla cookies", "insan olduğunuzu doğrulayın"),
    *("sayfa bulunamadı", "çerezleri kabul", "验证您是真人", "请完成验证", "请启用javascript"),
    *("访问被拒绝", "页面不存在", "您访问的页面", "人間であることを確認", "javascriptを有効"),
    *("ページが見つかりません", "アクセスが拒否", "로봇이 아닙니다", "페이지를 찾을 수 없습니다"),
    *("자바스크립트를 활성화", "אנא אשר שאינך רובוט", "הדף לא נמצא"),
)

NOTICE = _phrases(  # what a site says in place of an article; some news says it, too
    *("moved or deleted", "deleted or moved", "moved or removed", "removed or moved"),
    *("link was mistyped", "link is broken", "address was mistyped", "default web page"),
    *("down for maintenance", "under maintenance", "scheduled maintenance", "be back soon"),
    *("domain is for sale", "domain name is for sale", "visiting from a country", "privacy policy"),
    *("try again later", "did not match any", "déplacée ou supprimée", "supprimée ou déplacée"),
    *("en maintenance", "domaine est à vendre", "politique de confidentialité", "aucun résultat"),
    *("verschoben oder gelöscht", "gelöscht oder verschoben", "wartungsarbeiten", "keine treffer"),
    *("domain steht zum verkauf", "datenschutzerklärung", "movido o eliminado", "borrado o movido"),
    *("en mantenimiento", "dominio está en venta", "política de privacidad", "sin resultados"),
    *("удалена или перемещена", "перемещена или удалена", "технические работы", "домен продается"),
    *("политика конфиденциальности", "ничего не найдено", "kaldırılmış veya taşınmış"),
    *("bakım çalışması", "gizlilik politikası", "sonuç bulunamadı", "حذف أو نقل", "تحت الصيانة"),
    *(
        "سياسة الخصوصية",
        "لا توجد نتائج",
        "已被删除",
        "正在维护",
        "域名出售",
        "隐私政策",
        "没有找到",
    ),
)

SUBSCRIBE = _phrases(
    *(
        "subscribe to read",
        "subscribe to continue",
        "subscribe to keep reading",
        "subscribe to unlock",
    ),
    *("subscribe now to", "subscribe for full access", "to continue reading", "to read the full"),
    *("to keep reading", "already a subscriber", "already have an account", "become a subscriber"),
    *("become a member", "for subscribers only", "subscribers only", "subscriber-only"),
    *("subscriber exclusive", "exclusive to subscribers", "reserved for subscribers"),
    *("this article is for", "sign in to continue", "sign in to read", "log in to read"),
    *("register to read", "register for free to", "create a free account", "start your free trial"),
    *("unlock this article", "unlock the full", "you have reached your limit", "free articles"),
    *(
        "remaining free article",
        "premium content",
        "premium article",
        "members only",
        "paid subscribers",
    ),
    *("réservé aux abonnés", "réservée aux abonnés", "article réservé", "abonnez-vous pour"),
    *("déjà abonné", "pour lire la suite", "il vous reste", "lire cet article en intégralité"),
    *(
        "nur für abonnenten",
        "nur mit abo",
        "jetzt weiterlesen mit",
        "mit einem abo",
        "bereits abonnent",
    ),
    *(
        "jetzt abonnieren",
        "weiterlesen mit",
        "exklusiv für abonnenten",
        "plus-artikel",
        "schon abonnent",
    ),
    *("um weiterzulesen", "registrieren sie sich", "contenido exclusivo para suscriptores"),
    *(
        "solo para suscriptores",
        "exclusivo para suscriptores",
        "suscríbete para",
        "ya eres suscriptor",
    ),
    *("para seguir leyendo", "para continuar leyendo", "contenuto riservato agli abbonati"),
    *("riservato agli abbonati", "abbonati per", "sei già abbonato", "per continuare a leggere"),
    *("exclusivo para assinantes", "conteúdo exclusivo", "assine para", "já é assinante"),
    *(
        "alleen voor abonnees",
        "word abonnee",
        "om verder te lezen",
        "al abonnee",
        "bara för prenumeranter",
    ),
    *("för att läsa vidare", "redan prenumerant", "endast for abonnenter", "kun for abonnenter"),
    *("for at læse videre", "for å lese videre", "allerede abonnent", "dla subskrybentów"),
    *(
        "dostęp dla prenumeratorów",
        "czytaj dalej za",
        "только для подписчиков",
        "оформите подписку",
    ),
    *("чтобы продолжить чтение", "лише для передплатників", "للمشتركين فقط", "اشترك لقراءة"),
    *(
        "لمتابعة القراءة",
        "sadece aboneler",
        "abone olun",
        "okumaya devam etmek için",
        "订阅后",
        "会员专享",
    ),
    *(
        "登录后阅读",
        "この記事は有料",
        "有料会員",
        "会員限定",
        "残り",
        "구독자 전용",
        "유료회원",
        "구독하고",
    ),
)

GOES_ON = re.compile(  # at the very end of a text, or a whole link
    r"(?:^|[\s.…!?»”\"'\])])(?:"
    + "|".join(
        re.escape(fold(p))
        for p in (
            *("continue reading", "read more", "read the full story", "read the full article"),
            *(
                "read full article",
                "read full story",
                "read the rest",
                "full story",
                "keep reading",
            ),
            *("click here to read", "read on", "see more", "view full article", "read it here"),
            *(
                "lire la suite",
                "lire l'article",
                "lire plus",
                "continuer la lecture",
                "en savoir plus",
            ),
            *("weiterlesen", "mehr lesen", "zum artikel", "zum vollständigen artikel", "mehr dazu"),
            *("den ganzen artikel lesen", "leer más", "seguir leyendo", "leer artículo completo"),
            *("continuar leyendo", "ver más", "leggi tutto", "continua a leggere", "leggi di più"),
            *(
                "leggi l'articolo",
                "leia mais",
                "continue lendo",
                "ler mais",
                "lees meer",
                "lees verder",
            ),
            *(
                "läs mer",
                "läs hela artikeln",
                "læs mere",
                "les mer",
                "les hele saken",
                "czytaj dalej",
            ),
            *("czytaj więcej", "читать далее", "подробнее", "читать полностью", "читати далі"),
            *("اقرأ المزيد", "للمزيد", "متابعة القراءة", "المزيد", "קרא עוד", "להמשך קריאה"),
            *(
                "devamını oku",
                "devamı",
                "阅读全文",
                "查看全文",
                "继续阅读",
                "閱讀全文",
                "続きを読む",
            ),
            *(
                "もっと見る",
                "더보기",
                "전문 보기",
                "계속 읽기",
                "baca selengkapnya",
                "đọc tiếp",
                "xem thêm",
            ),
            *("διαβάστε περισσότερα", "citește mai mult", "číst dál", "celý článek"),
        )
    )
    + r")\s*(?:here|hier|ici|aquí|\W)*$"
)
