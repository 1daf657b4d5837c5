"""Boilerplate around articles, as data: labels, buttons, section heads.

Compared folded and without the punctuation around them. Structure is asked first; these words
only settle what structure leaves open.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tidings.text import fold

__all__ = [
    "cut_tags",
    "is_copyright",
    "is_furniture",
    "is_related_head",
    "is_section_head",
    "is_tag_label",
    "split_byline",
    "tag_tail",
]

_RELATED = frozenset(
    map(
        fold,
        (
            *("related", "related articles", "related stories", "related news", "related posts"),
            *("related content", "related topics", "more stories", "more news", "more articles"),
            *("more on this", "more on this story", "more like this", "similar articles"),
            *("similar stories", "read also", "see also", "also read", "read more", "you may like"),
            *("you may also like", "you might also like", "recommended", "recommended for you"),
            *("more from this source", "more coverage", "full coverage", "latest news", "latest"),
            *("trending", "trending now", "most read", "most popular", "top stories", "next up"),
            *("articles liés", "articles similaires", "articles connexes", "sur le même sujet"),
            *("à lire aussi", "lire aussi", "à lire également", "vous aimerez aussi", "à voir"),
            *("ähnliche artikel", "verwandte artikel", "weitere artikel", "mehr zum thema"),
            *("das könnte sie auch interessieren", "lesen sie auch", "weitere nachrichten"),
            *("artículos relacionados", "noticias relacionadas", "relacionados", "relacionadas"),
            *("te puede interesar", "lea también", "lee también", "más noticias", "ver también"),
            *("articoli correlati", "leggi anche", "notizie correlate", "potrebbe interessarti"),
            *("artigos relacionados", "notícias relacionadas", "leia também", "veja também"),
            *("gerelateerde artikelen", "lees ook", "meer nieuws", "relaterade artiklar"),
            *("läs också", "läs även", "les også", "læs også", "powiązane artykuły", "zobacz też"),
            *("czytaj także", "czytaj też", "похожие статьи", "читайте также", "по теме"),
            *("похожие новости", "читайте також", "مقالات ذات صلة", "أخبار ذات صلة"),
            *("مواضيع ذات صلة", "اقرأ أيضا", "اقرأ أيضًا", "כתבות נוספות", "ilgili haberler"),
            *(
                "benzer haberler",
                "bunlar da ilginizi çekebilir",
                "相关文章",
                "相关新闻",
                "相关阅读",
            ),
            *("相關文章", "延伸閱讀", "関連記事", "関連ニュース", "あわせて読みたい", "관련기사"),
            *("관련 기사", "관련 뉴스", "artikel terkait", "berita terkait", "baca juga"),
            *("tin liên quan", "bài viết liên quan", "σχετικά άρθρα", "διαβάστε επίσης"),
        ),
    )
)

_COMMENTS = frozenset(
    map(
        fold,
        (
            *("comments", "comment", "no comments yet", "no comments", "add a comment"),
            *("leave a comment", "leave a reply", "be the first to comment", "join the discussion"),
            *("join the conversation", "post a comment", "log in to comment", "sign in to comment"),
            *("commentaires", "commentaire", "aucun commentaire", "pas encore de commentaires"),
            *("laisser un commentaire", "soyez le premier à commenter", "réagir"),
            *("kommentare", "kommentar", "keine kommentare", "noch keine kommentare"),
            *("kommentar schreiben", "comentarios", "comentario", "sin comentarios"),
            *("aún no hay comentarios", "no hay comentarios", "deja un comentario"),
            *("commenti", "nessun commento", "ancora nessun commento", "lascia un commento"),
            *("comentários", "nenhum comentário", "deixe um comentário", "sem comentários"),
            *("reacties", "nog geen reacties", "geen reacties", "kommentarer", "inga kommentarer"),
            *("ingen kommentarer", "komentarze", "brak komentarzy", "комментарии"),
            *("комментариев нет", "нет комментариев", "пока нет комментариев"),
            *("комментариев пока нет", "оставить комментарий", "коментарі", "تعليقات"),
            *("التعليقات", "لا توجد تعليقات", "لا توجد تعليقات بعد", "لا تعليقات", "أضف تعليقا"),
            *("اترك تعليقا", "תגובות", "אין תגובות", "yorumlar", "yorum yok", "yorum yap"),
            *("henüz yorum yok", "评论", "评论区", "暂无评论", "留言", "コメント"),
            *(
                "コメントはまだありません",
                "댓글",
                "댓글이 없습니다",
                "komentar",
                "belum ada komentar",
            ),
            *("bình luận", "chưa có bình luận", "σχόλια"),
        ),
    )
)

_FURNITURE = frozenset(
    map(
        fold,
        (
            *("reply", "view comments", "partager", "publicité", "teilen", "artikel teilen"),
            *("anzeige", "werbung", "drucken", "merken", "compartir", "publicidad", "imprimir"),
            *("leer más", "ver más", "condividi", "pubblicità", "leggi tutto", "stampa"),
            *("compartilhar", "partilhar", "publicidade", "leia mais", "delen", "advertentie"),
            *("lees meer", "dela", "annons", "del", "annonse", "udostępnij", "reklama"),
            *("czytaj dalej", "поделиться", "реклама", "читать далее", "подписаться"),
            *("поділитися", "شارك", "مشاركة", "إعلان", "اقرأ المزيد", "المزيد", "تابعنا", "שתף"),
            *("paylaş", "reklam", "devamını oku", "分享", "分享到", "广告", "阅读全文", "查看更多"),
            *(
                "シェア",
                "共有",
                "広告",
                "続きを読む",
                "공유",
                "공유하기",
                "광고",
                "더보기",
                "bagikan",
            ),
            *("chia sẻ", "κοινοποίηση", "διαφήμιση"),
            *("share", "share this", "share this article", "share on facebook", "share on x"),
            *("share on twitter", "share on whatsapp", "tweet", "facebook", "twitter", "whatsapp"),
            *("telegram", "linkedin", "email", "e-mail", "print", "copy link", "pinterest", "save"),
            *("like", "bookmark", "follow", "follow us", "subscribe", "subscribe now", "sign up"),
            *("sign in", "log in", "login", "register", "newsletter", "advertisement", "advert"),
            *("ad", "ads", "sponsored", "promoted", "listen", "listen to this article", "play"),
            *("full story", "view original", "view source", "read original", "source", "sources"),
            *("read full article", "read the full article", "read the full story", "continue"),
            *("continue reading", "load more", "show more", "see more", "view all", "see all"),
            *("back to top", "home", "menu", "search", "close", "next", "previous", "topics"),
            *("translate", "summarize", "summary", "ask ai", "try our ai features", "report"),
            *("about us", "contact", "contact us", "terms", "terms of use", "terms of service"),
            *("privacy", "privacy policy", "cookies", "cookie policy", "imprint", "tags", "tag"),
            *("all rights reserved", "download our app", "get the app", "min read"),
            *("s'abonner", "se connecter", "imprimer", "voir plus", "lire la suite", "suivre"),
            *("mentions légales", "confidentialité", "connexion", "accueil", "source"),
            *("weiterlesen", "mehr anzeigen", "impressum", "datenschutz", "anmelden", "folgen"),
            *("suscríbete", "seguir leyendo", "iniciar sesión", "guardar", "seguir", "anuncio"),
        ),
    )
)

_BYLINE = tuple(
    map(
        fold,
        (
            *("by", "written by", "reported by", "reporting by", "story by", "words by", "author"),
            *(
                "authors",
                "posted by",
                "published by",
                "par",
                "écrit par",
                "von",
                "autor",
                "autorin",
            ),
            *(
                "por",
                "escrito por",
                "publicado por",
                "di",
                "a cura di",
                "door",
                "av",
                "af",
                "autor:",
            ),
            *("автор", "авторы", "текст", "بقلم", "كتب", "كتبت", "מאת", "yazan", "oleh", "tác giả"),
            *("作者", "記者", "记者", "文", "執筆", "기자", "przez", "από", "του"),
        ),
    )
)

_TAG_LABEL_WORDS = (
    *("Tags", "Tag", "Tagged", "Tagged with", "Filed under", "Keywords", "Topics", "Hashtags"),
    *("Related topics", "Mots-clés", "Mots clés", "Étiquettes", "Sujets", "Thèmes"),
    *("Schlagwörter", "Schlagworte", "Stichwörter", "Stichworte", "Themen", "Etiquetas"),
    *("Palabras clave", "Temas", "Palavras-chave", "Tópicos", "Parole chiave", "Etichette"),
    *("Argomenti", "Trefwoorden", "Onderwerpen", "Nyckelord", "Taggar", "Ämnen", "Emner"),
    *("Tagi", "Słowa kluczowe", "Tematy", "Теги", "Тэги", "Метки", "Ключевые слова", "Темы"),
    *("الوسوم", "وسوم", "كلمات مفتاحية", "الكلمات المفتاحية", "الكلمات الدلالية", "تگ"),
    *("תגיות", "תגים", "Etiketler", "Anahtar kelimeler", "标签", "標籤", "关键词", "關鍵字"),
    *("タグ", "キーワード", "태그", "키워드", "Tagar", "Từ khóa", "Thẻ", "Ετικέτες"),
)

_TAG_LABELS = frozenset(map(fold, _TAG_LABEL_WORDS))
_METER = re.compile(r"^\d+(?:[.,]\d+)*\s?[kKmM]?\s[^\W\d_]+(?:\s[^\W\d_]+)?$")  # "12 comments"
_EDGES = re.compile(r"^[\W_\d]+|[\W_\d]+$")
_TAG_TAIL = re.compile(
    r"(?:^|(?<=[.!?…。！？؟»”\"'’)\]])\s*|\s{2,}|[|•·]\s*)(?:"
    + "|".join(re.escape(label) for label in sorted(_TAG_LABEL_WORDS, key=len, reverse=True))
    + r")\s*[:：]\s*(?P<tags>\S.*)?$",
    re.IGNORECASE,
)
_HASHTAGS = re.compile(r"(?:#[^\s#]+[\s,]*)+")
_COPYRIGHT = re.compile(
    r"(?:copyright|\(c\)|[©Ⓒ])\W*(?:\d{4}|copyright|\(c\)|by\b|[A-ZÀ-ÞА-Я])", re.I
)
_METERS = re.compile(r"\s*[|·•∙]\s*")
_LONGEST_LABEL = 60  # characters
_LONGEST_TAGS = 600  # characters; a longer tail is prose with a colon in it


def _bare(line: str) -> str:
    """The words of a line as they are looked up; "" is no label, nor is anything so long."""
    if len(line) > _LONGEST_LABEL:
        return line
    folded = fold(line)
    if folded and folded[0].isalpha() and folded[-1].isalpha():
        return folded
    return _EDGES.sub("", folded)


@lru_cache(maxsize=4096)  # lines of a page are asked for again and again, a site's too
def is_furniture(line: str) -> bool:
    """Say whether the whole line is a button, label or section head of a page."""
    if len(line) > _LONGEST_LABEL:
        return _METER.match(line) is not None
    bare = _bare(line)
    if not bare or bare in _FURNITURE or bare in _RELATED or bare in _COMMENTS:
        return True
    if _METER.match(line):
        return True
    pieces = _METERS.split(line)
    return len(pieces) > 1 and all(is_furniture(piece) for piece in pieces)


def is_section_head(line: str) -> bool:
    """Say whether the whole line heads what follows an article: comments, other articles."""
    bare = _bare(line)
    return bare in _RELATED or bare in _COMMENTS


def is_related_head(line: str) -> bool:
    """Say whether the whole line is the head of a list of other articles."""
    return _bare(line) in _RELATED


def is_tag_label(line: str) -> bool:
    """Say whether the whole line only announces tags, which then stand on the next lines."""
    return _bare(line) in _TAG_LABELS


def split_byline(line: str) -> str:
    """Return who a byline names ("By Ann Lee" gives "Ann Lee"), "" for any other line."""
    folded = fold(line.strip())
    for word in sorted(_BYLINE, key=len, reverse=True):
        if folded.startswith(word) and len(folded) == len(line.strip()):
            rest = line.strip()[len(word) :]
            if rest[:1] in (" ", ":", "：", "\u00a0"):
                return rest.strip(" :：\u00a0")
    return ""


def cut_tags(line: str) -> tuple[str, str]:
    """Cut a line into its text and its tags, which stand behind a label or are hashtags alone."""
    return ("", line) if _HASHTAGS.fullmatch(line) else tag_tail(line)


def is_copyright(line: str) -> bool:
    """Say whether a line claims a copyright, as the foot of a page does."""
    return len(line) <= _LONGEST_TAGS and _COPYRIGHT.match(line) is not None


def tag_tail(line: str) -> tuple[str, str]:
    """Cut "… the end. Tags: a, b" into the text before the label and the tags after it."""
    start = max(0, len(line) - _LONGEST_TAGS)
    if ":" not in line[start:] and "：" not in line[start:]:
        return line, ""
    match = _TAG_TAIL.search(line, start)
    if match is None:
        return line, ""
    return line[: match.start()].rstrip(), (match["tags"] or "").strip()
