"""Invented pages that hold no article, as sites answer where an article was asked for.

Each: its name, the statuses that are honest, the head's title, the body.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["PAGES", "NoArticle"]


class NoArticle(NamedTuple):
    """One page, and what may be said of it: never `full`."""

    name: str
    language: str
    title: str
    body: str
    statuses: str = "empty blocked"


def _links(labels: str, tag: str = "li") -> str:
    return "".join(
        f'<{tag}><a href="/{i}">{x}</a></{tag}>' for i, x in enumerate(labels.split("|"))
    )


def _hits(rows: str, css: str = "result") -> str:
    return "".join(
        f'<div class="{css}"><h3><a href="/{i}">{title}</a></h3><p>{text}</p></div>'
        for i, (title, text) in enumerate(row.split("|") for row in rows.split("\n") if row)
    )


_FRONT_EN = """Harbour bridge closes for repairs|Drivers face long diversions from Monday.
Bakers win regional prize|A family shop in Elmford beat 40 rivals.
School roof fund passes half|Parents have raised more than was hoped.
River clean-up draws hundreds|Volunteers filled 300 sacks on Saturday.
Museum finds lost map|The chart was last seen in 1911.
Council votes on parking|Fees will rise by a tenth next spring.
Rowers head for the finals|The crew won by two lengths.
Storm warning lifted|Winds eased overnight, forecasters said.
"""
_FRONT_DE = """Brücke am Hafen wird gesperrt|Autofahrer müssen ab Montag Umwege fahren.
Bäcker gewinnt Landespreis|Der Familienbetrieb setzte sich gegen 40 Mitbewerber durch.
Schuldach zur Hälfte bezahlt|Eltern sammelten mehr Geld als erwartet.
Hunderte säubern den Fluss|Freiwillige füllten am Samstag 300 Säcke.
Museum findet alte Karte|Die Karte war seit 1911 verschollen.
Stadtrat stimmt über Parken ab|Die Gebühren steigen im Frühjahr um ein Zehntel.
"""
_FRONT_AR = """إغلاق جسر الميناء للصيانة|يسلك السائقون طرقا بديلة ابتداء من الاثنين.
خباز يفوز بجائزة المنطقة|تفوق متجر العائلة على أربعين منافسا.
نصف تكلفة سقف المدرسة|جمع الأهالي أكثر مما كان متوقعا.
المئات ينظفون النهر|ملأ المتطوعون ثلاثمئة كيس يوم السبت.
المتحف يعثر على خريطة|شوهدت الخريطة آخر مرة قبل قرن.
"""
_FRONT_ZH = """港口大桥封闭维修|司机从周一起需要绕行。
面包师赢得地区奖|这家小店击败了四十个对手。
学校屋顶筹款过半|家长筹得的款项超出预期。
数百人清理河道|志愿者周六装满三百袋垃圾。
博物馆找到失踪地图|这张地图上一次出现是在1911年。
"""
_NAV = f"<nav><ul>{_links('Home|News|Sport|Business|Culture|Weather|About')}</ul></nav>"
_FOOT = "<footer><p>© 2025 Harbour Post. All rights reserved.</p></footer>"


def _page(inner: str) -> str:
    return f"<header>{_NAV}</header><main>{inner}</main>{_FOOT}"


def _login(head: str, text: str, mail: str, word: str, button: str, lost: str) -> str:
    return _page(
        f"<h1>{head}</h1><p>{text}</p><form action=/login method=post><label>{mail}"
        f"<input type=email name=m></label><label>{word}<input type=password name=p></label>"
        f"<button>{button}</button></form><p><a href=/lost>{lost}</a></p>"
    )


PAGES = (
    NoArticle(
        "login",
        "en",
        "Log in",
        _login(
            "Log in",
            "Welcome back. Enter your details to go on to your account.",
            "Email",
            "Password",
            "Log in",
            "Forgotten your password?",
        ),
    ),
    NoArticle(
        "login with reasons",
        "en",
        "Sign in or create an account",
        _login(
            "Sign in",
            "With an account you can save stories, follow topics that matter to you, "
            "comment on articles and receive our newsletters every morning before breakfast.",
            "Email",
            "Password",
            "Sign in",
            "Forgotten your password?",
        ),
    ),
    NoArticle(
        "login",
        "fr",
        "Connexion",
        _login(
            "Connexion",
            "Connectez-vous pour accéder à votre compte et à vos articles enregistrés.",
            "Adresse e-mail",
            "Mot de passe",
            "Se connecter",
            "Mot de passe oublié ?",
        ),
    ),
    NoArticle(
        "login",
        "de",
        "Anmelden",
        _login(
            "Anmelden",
            "Melden Sie sich an, um Ihre gespeicherten Artikel zu sehen.",
            "E-Mail-Adresse",
            "Passwort",
            "Anmelden",
            "Passwort vergessen?",
        ),
    ),
    NoArticle(
        "login",
        "ru",
        "Вход",
        _login(
            "Вход",
            "Войдите, чтобы увидеть сохранённые статьи и настройки профиля.",
            "Почта",
            "Пароль",
            "Войти",
            "Забыли пароль?",
        ),
    ),
    NoArticle(
        "login",
        "ar",
        "تسجيل الدخول",
        _login(
            "تسجيل الدخول",
            "سجل الدخول لمتابعة حسابك ومقالاتك المحفوظة في أي وقت.",
            "البريد",
            "كلمة المرور",
            "دخول",
            "نسيت كلمة المرور؟",
        ),
    ),
    NoArticle(
        "login",
        "tr",
        "Giriş",
        _login(
            "Giriş yap",
            "Kaydettiğiniz haberleri görmek için hesabınıza giriş yapın.",
            "E-posta",
            "Parola",
            "Giriş",
            "Parolanızı mı unuttunuz?",
        ),
    ),
    NoArticle(
        "login",
        "zh",
        "登录",
        _login(
            "登录",
            "请登录您的账户以查看收藏的文章和个人设置。",
            "邮箱",
            "密码",
            "登录",
            "忘记密码？",
        ),
    ),
    NoArticle(
        "search results",
        "en",
        "Search results for bridge",
        _page(
            "<h1>Search results for “bridge”</h1><form><input type=search name=q value=bridge></form>"
            f"<p>8 results</p>{_hits(_FRONT_EN)}"
        ),
    ),
    NoArticle(
        "no results",
        "en",
        "Search",
        _page(
            "<h1>Search</h1><form role=search><input type=search name=q></form>"
            "<p>Your search for “brdige” did not match any articles. Check the spelling or try fewer "
            "words.</p>"
        ),
    ),
    NoArticle(
        "search results",
        "de",
        "Suche: Brücke",
        _page(f"<h1>Suchergebnisse</h1><p>6 Treffer für „Brücke“</p>{_hits(_FRONT_DE, 'treffer')}"),
    ),
    NoArticle(
        "404 in prose",
        "en",
        "Harbour Post",
        _page(
            "<h1>Well, this is awkward</h1><p>We looked everywhere, but there is nothing at this "
            "address. It may have been moved or deleted, or perhaps the link was mistyped. Try the "
            "search, or go back to the front page.</p>"
        ),
    ),
    NoArticle(
        "404",
        "en",
        "Page not found - Harbour Post",
        _page(
            "<h1>404</h1><p>Sorry, we can't find that page.</p><h2>Popular now</h2>"
            f"{_hits(_FRONT_EN, 'teaser')}"
        ),
    ),
    NoArticle(
        "410",
        "en",
        "Gone",
        _page("<h1>410 Gone</h1><p>This article has been removed and will not come back.</p>"),
    ),
    NoArticle(
        "404",
        "fr",
        "Page introuvable",
        _page("<h1>Oups !</h1><p>La page que vous cherchez n'existe pas ou a été déplacée.</p>"),
    ),
    NoArticle(
        "404",
        "de",
        "Fehler 404",
        _page(
            "<h1>Diese Seite gibt es leider nicht</h1><p>Der Artikel wurde verschoben oder gelöscht. "
            "Bitte nutzen Sie die Suche.</p>"
        ),
    ),
    NoArticle(
        "404",
        "es",
        "Error 404",
        _page(
            "<h1>No encontramos esta página</h1><p>Puede que se haya borrado o movido. Vuelve a la "
            "portada o usa el buscador.</p>"
        ),
    ),
    NoArticle(
        "404",
        "tr",
        "Sayfa bulunamadı",
        _page(
            "<h1>Aradığınız sayfa bulunamadı</h1><p>Haber kaldırılmış veya taşınmış olabilir.</p>"
        ),
    ),
    NoArticle(
        "404",
        "zh",
        "404",
        _page("<h1>抱歉，您访问的页面不存在</h1><p>该文章可能已被删除或移动，请返回首页。</p>"),
    ),
    NoArticle(
        "404",
        "ar",
        "خطأ 404",
        _page("<h1>عذرا، الصفحة غير موجودة</h1><p>ربما حذف المقال أو نقل إلى عنوان آخر.</p>"),
    ),
    NoArticle(
        "tag list",
        "en",
        "Topics A-Z",
        _page(
            "<h1>Topics</h1><ul>"
            + _links(
                "Agriculture|Aviation|Banking|Bridges|Climate|Courts|Education|Elections|Energy|"
                "Film|Fishing|Football|Gardens|Harbour|Health|Housing|Museums|Parking|Rowing|Schools"
            )
            + "</ul>"
        ),
    ),
    NoArticle(
        "topic page",
        "en",
        "Bridges | Harbour Post",
        _page(
            f"<h1>Bridges</h1><p>All our stories on bridges.</p>{_hits(_FRONT_EN, 'card')}"
            "<a href=?page=2>Older</a>"
        ),
        "empty teaser",
    ),
    NoArticle("front page", "en", "Harbour Post", _page(_hits(_FRONT_EN, "story")), "empty teaser"),
    NoArticle(
        "front page of articles",
        "en",
        "Harbour Post",
        _page(
            "".join(
                f"<article><h2><a href=/{i}>{a}</a></h2><p>{b}</p><a href=/{i}>Read more</a></article>"
                for i, (a, b) in enumerate(r.split("|") for r in _FRONT_EN.split("\n") if r)
            )
        ),
        "empty teaser",
    ),
    NoArticle("front page", "de", "Hafenbote", _page(_hits(_FRONT_DE, "story")), "empty teaser"),
    NoArticle("front page", "ar", "بريد الميناء", _page(_hits(_FRONT_AR, "story")), "empty teaser"),
    NoArticle(
        "section page",
        "zh",
        "本地新闻",
        _page(f"<h1>本地新闻</h1>{_hits(_FRONT_ZH, 'item')}"),
        "empty teaser",
    ),
    NoArticle(
        "section page",
        "de",
        "Lokales",
        _page(f"<h1>Lokales</h1>{_hits(_FRONT_DE, 'item')}<a href=?p=2>Weitere</a>"),
        "empty teaser",
    ),
    NoArticle(
        "consent page",
        "en",
        "Your privacy",
        (
            "<div id=consent><h1>Your data, your choice</h1><p>We and our 842 partners use cookies "
            "and process data such as your address and what you read, to show advertisements that "
            "fit you and to measure them. You can change your mind at any time.</p>"
            "<button>Accept all</button><button>Reject all</button><button>Manage choices</button>"
            "</div>"
        ),
    ),
    NoArticle(
        "consent or pay",
        "de",
        "Mit Werbung weiterlesen",
        (
            "<div class=cmp><h1>Weiter mit Werbung</h1><p>Besuchen Sie uns wie gewohnt mit Werbung und "
            "Tracking. Details zu Werbe- und Analyse-Trackern finden Sie in der Datenschutzerklärung."
            "</p><button>Akzeptieren und weiter</button><h2>oder im Abo lesen</h2><p>Werbefrei für "
            "3,99 Euro im Monat.</p></div>"
        ),
        "empty blocked paywall",
    ),
    NoArticle(
        "consent page",
        "fr",
        "Vos choix",
        (
            "<div class=popup><h1>Le respect de vos choix</h1><p>Avec votre accord, nos partenaires et "
            "nous utilisons des cookies pour stocker des informations et y accéder, mesurer "
            "l'audience et personnaliser la publicité.</p><button>Tout accepter</button>"
            "<button>Tout refuser</button></div>"
        ),
    ),
    NoArticle(
        "consent page",
        "es",
        "Tus datos",
        (
            "<div><h1>Valoramos tu privacidad</h1><p>Usamos cookies propias y de terceros para mostrar "
            "publicidad personalizada. Puedes aceptarlas todas o configurar tus preferencias.</p>"
            "<button>Aceptar todo</button><button>Configurar</button></div>"
        ),
    ),
    NoArticle(
        "consent page",
        "ru",
        "Файлы cookie",
        (
            "<div><h1>Мы используем файлы cookie</h1><p>Продолжая пользоваться сайтом, вы "
            "соглашаетесь на обработку данных для рекламы и статистики.</p><button>Принять</button>"
            "</div>"
        ),
    ),
    NoArticle(
        "captcha",
        "en",
        "post.example",
        (
            "<h1>post.example</h1><p>Let's confirm you're a person. Tick the box below and we'll take "
            "you to the story.</p><div class=g-recaptcha data-sitekey=x></div>"
        ),
    ),
    NoArticle(
        "press and hold",
        "en",
        "Access to this page has been denied",
        (
            "<p>Press &amp; Hold to confirm you are a human (and not a bot).</p><p>Reference ID 81f2"
            "</p>"
        ),
    ),
    NoArticle(
        "captcha",
        "zh",
        "安全验证",
        ("<h1>安全验证</h1><p>请拖动滑块完成验证后继续访问。</p><div id=captcha></div>"),
    ),
    NoArticle(
        "captcha",
        "tr",
        "Bir dakika lütfen",
        (
            "<h1>Robot olmadığınızı doğrulayın</h1><p>Devam etmek için kutuyu işaretleyin.</p>"
            "<iframe src=https://hcaptcha.example/captcha></iframe>"
        ),
    ),
    NoArticle(
        "javascript",
        "en",
        "Harbour Post",
        ("<div id=app></div><noscript>You need to enable JavaScript to run this app.</noscript>"),
    ),
    NoArticle(
        "javascript in the page",
        "en",
        "Harbour Post",
        (
            "<div id=root><p>This site works best with scripts. Please turn on JavaScript in your "
            "browser's settings and load the page again.</p></div>"
        ),
    ),
    NoArticle(
        "javascript",
        "fr",
        "Le Port",
        (
            "<div id=app></div><noscript><p>Veuillez activer JavaScript pour afficher cette page."
            "</p></noscript>"
        ),
    ),
    NoArticle(
        "javascript",
        "ru",
        "Новости",
        ("<p>Для работы сайта необходимо включить JavaScript в настройках браузера.</p>"),
    ),
    NoArticle(
        "paywall stub",
        "en",
        "Glassworks cut a hundred jobs",
        _page(
            "<article><h1>Glassworks cut a hundred jobs</h1><p>The glassworks in Elmford will close "
            "its second furnace in March.</p><p>Managers blamed the price of gas.</p><div class=wall>"
            "<h2>Subscribe to keep reading</h2><p>£1 for your first month.</p></div></article>"
        ),
        "paywall",
    ),
    NoArticle(
        "paywall stub",
        "fr",
        "La verrerie supprime cent postes",
        _page(
            "<article><h1>La verrerie supprime cent postes</h1><p>La verrerie fermera son deuxième "
            "four en mars.</p><p>La direction met en cause le prix du gaz.</p><div class=wall><p>Il "
            "vous reste 80 % de cet article à lire. La suite est réservée aux abonnés.</p></div>"
            "</article>"
        ),
        "paywall",
    ),
    NoArticle(
        "paywall stub",
        "de",
        "Glaswerk streicht hundert Stellen",
        _page(
            "<article><h1>Glaswerk streicht hundert Stellen</h1><p>Das Glaswerk schließt im März seinen "
            "zweiten Ofen.</p><p>Schuld sei der Gaspreis, sagt die Leitung.</p><div class=wall><p>"
            "Weiterlesen mit einem Abo: im ersten Monat gratis.</p></div></article>"
        ),
        "paywall",
    ),
    NoArticle(
        "paywall stub",
        "tr",
        "Cam fabrikası yüz kişiyi çıkarıyor",
        _page(
            "<article><h1>Cam fabrikası yüz kişiyi çıkarıyor</h1><p>Fabrika ikinci fırınını martta "
            "kapatacak.</p><p>Yönetim gaz fiyatını gösterdi.</p><div class=wall><p>Haberin devamı "
            "sadece aboneler içindir.</p></div></article>"
        ),
        "paywall",
    ),
    NoArticle(
        "paywall stub",
        "ru",
        "Стекольный завод сокращает сто мест",
        _page(
            "<article><h1>Стекольный завод сокращает сто мест</h1><p>Завод закроет вторую печь в "
            "марте.</p><p>Руководство винит цены на газ.</p><div class=wall><p>Полный текст доступен "
            "только для подписчиков.</p></div></article>"
        ),
        "paywall",
    ),
    NoArticle(
        "teaser",
        "en",
        "Glassworks cut a hundred jobs",
        _page(
            "<article><h1>Glassworks cut a hundred jobs</h1><p>The glassworks in Elmford will close "
            "its second furnace in March and managers …</p><a href=//other.example/x>Read the full "
            "story</a></article>"
        ),
        "teaser",
    ),
    NoArticle(
        "video only",
        "en",
        "Watch: bridge lifted into place",
        _page(
            "<article><h1>Watch: bridge lifted into place</h1><video src=/v.mp4 controls></video>"
            "<p>0:42</p></article>"
        ),
        "empty teaser",
    ),
    NoArticle(
        "video with a line",
        "en",
        "Bridge lifted into place",
        _page(
            "<article><h1>Bridge lifted into place</h1><video src=/v.mp4></video><p>Engineers lifted "
            "the last section on Sunday.</p></article>"
        ),
        "empty teaser",
    ),
    NoArticle(
        "PDF viewer",
        "en",
        "report.pdf",
        (
            "<div id=viewer class=pdfViewer></div><div id=toolbar><button>Zoom in</button><button>"
            "Zoom out</button><span>Page 1 of 12</span><a href=/report.pdf>Download</a></div>"
        ),
    ),
    NoArticle(
        "PDF embedded",
        "en",
        "Annual report",
        (
            "<h1>Annual report</h1><embed src=/r.pdf type=application/pdf><p>Your browser can't show "
            "this file. <a href=/r.pdf>Download it</a> instead.</p>"
        ),
        "empty blocked teaser",
    ),
    NoArticle("empty page", "en", "Harbour Post", ""),
    NoArticle(
        "empty article",
        "en",
        "Glassworks cut a hundred jobs",
        _page("<article><h1>Glassworks cut a hundred jobs</h1><div class=body></div></article>"),
    ),
    NoArticle(
        "feed as a page",
        "en",
        "Harbour Post feed",
        (
            "<h1>Harbour Post</h1><p>This is a web feed. Copy its address into your reader to "
            f"subscribe.</p>{_hits(_FRONT_EN, 'item')}"
        ),
        "empty teaser",
    ),
    NoArticle(
        "parked domain",
        "en",
        "harbourpost.example",
        (
            "<h1>harbourpost.example</h1><p>This domain is for sale. Make an offer or lease it from "
            "£9 a month.</p><h2>Related searches</h2><ul>"
            + _links("Cheap flights|Harbour hotels|Boat insurance|News online|Local papers")
            + "</ul>"
        ),
    ),
    NoArticle(
        "parked domain",
        "de",
        "hafenbote.example",
        (
            "<h1>Diese Domain steht zum Verkauf</h1><p>Der Inhaber bietet diese Adresse zum Kauf an. "
            "Preis auf Anfrage.</p>"
        ),
    ),
    NoArticle(
        "server default",
        "en",
        "Welcome",
        (
            "<h1>It works!</h1><p>This is the default web page for this server. The web server "
            "software is running but no content has been added, yet.</p>"
        ),
    ),
    NoArticle(
        "maintenance",
        "en",
        "Maintenance",
        (
            "<h1>We'll be back soon</h1><p>The site is down for maintenance. Please try again in a few "
            "minutes.</p>"
        ),
    ),
    NoArticle(
        "too many requests",
        "en",
        "429 Too Many Requests",
        (
            "<h1>429</h1><p>Slow down. You sent too many requests in a given amount of time.</p>"
        ),
    ),
    NoArticle(
        "not in your region",
        "en",
        "Harbour Post",
        (
            "<h1>451</h1><p>We recognise you are visiting from a country where we can't offer this "
            "site, and access can't be granted at this time.</p>"
        ),
    ),
)
