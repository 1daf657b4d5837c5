"""What a page says to its readers, told from what the article says."""

from __future__ import annotations

import pytest

from tidings.distill.asides import is_aside, is_call, is_menu
from tidings.distill.lines import Line
from tidings.distill.trim import trim

PROSE = (
    "The council of Vellmar approved the ferry on Monday after eleven hours of debate in the hall.",
    "Fishermen had asked for a delay, because the new berth takes a third of all their moorings.",
)


@pytest.mark.parametrize(
    "text",
    [
        "Sign up for our newsletter to get the best stories in your inbox.",
        "Follow us on Twitter and Facebook.",
        "You are receiving this email because you signed up. Unsubscribe",
        "Abonnez-vous à notre newsletter pour recevoir chaque matin l'essentiel.",
        "Melden Sie sich für unseren Newsletter an.",
        "Suscríbete a nuestro boletín",
        "Подписывайтесь на наш телеграм-канал",
        "تابعنا على فيسبوك وتويتر",
        "欢迎关注我们的微信公众号",
        "分享到：微信 微博 QQ空间",
        "Поделиться: ВКонтакте Telegram",
        "Facebook Twitter WhatsApp Email",
        "Read the full story in the Harbour app",
        "Weiterlesen in der App",
        "Photo: Ada Lind/Harbour Post",
        "Foto: Nora Feld",
    ],
)
def test_an_aside(text: str) -> None:
    assert is_aside(text)
    below = trim([Line(line) for line in (*PROSE, text)], whole=True, judged=True)
    assert below == (PROSE, ())


@pytest.mark.parametrize(
    "text",
    [
        "Hier, Twitter a annoncé une nouvelle fonction pour ses abonnés.",
        "Sigue la polémica en Twitter por las palabras del alcalde.",
        "سجل فيسبوك أرباحا قياسية في الربع الأول من العام.",
        "Share prices of Twitter fell by five percent on Monday.",
        "Follow-up talks will be held on Telegram, officials said.",
        "Photo albums were sold at the fair.",
        "Read the full story of the ferry to the judge, she said, and he wept.",
    ],
)
def test_news_of_the_same_things(text: str) -> None:
    assert not is_aside(text)


def test_a_menu_goes_and_a_row_of_subjects_is_tags() -> None:
    assert is_menu("Send to a friend | Back to top")
    lines = [*PROSE, "Vellmar | ferry | moorings", "Send to a friend | Back to top"]
    assert trim([Line(line) for line in lines], whole=True) == (
        PROSE,
        ("Vellmar | ferry | moorings",),
    )


def test_read_also_between_two_paragraphs_does_not_end_the_article() -> None:
    lines = [Line(text) for text in (PROSE[0] * 3, "Read also", PROSE[1])]
    assert trim(lines, whole=True, judged=True)[0] == (PROSE[0] * 3, PROSE[1])
    assert trim(lines, whole=True)[0] == (PROSE[0] * 3,)


@pytest.mark.parametrize(
    "line",
    [
        "View this email in your browser",
        "Sie erhalten diesen Newsletter, weil Sie sich angemeldet haben. Abmelden",
        "Vous recevez cet e-mail car vous êtes inscrit. Se désinscrire",
        "¿No ves bien este mensaje? Ver en el navegador",
        "Вы получили это письмо, потому что подписаны на рассылку.",
        "Tarayıcıda görüntüle",
        "عرض في المتصفح",
        "在浏览器中查看",
    ],
)
def test_what_a_newsletter_says_of_itself_is_a_call(line: str) -> None:
    assert is_call(line)
