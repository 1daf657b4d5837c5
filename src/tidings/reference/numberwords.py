"""The small numbers in words, in the languages of news, as data for whoever reads figures."""

from __future__ import annotations

__all__ = ["SPELLED"]

SPELLED: dict[str, dict[str, int]] = {
    language: {word: n for n, words in table.items() for word in words.split()}
    for language, table in {
        "en": {
            2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight",
            9: "nine", 10: "ten", 11: "eleven", 12: "twelve dozen", 13: "thirteen", 14: "fourteen",
            15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen",
            20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy",
            80: "eighty", 90: "ninety", 1: "one a",
        },
        "fr": {2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit",
               9: "neuf", 10: "dix dizaine", 11: "onze", 12: "douze douzaine", 13: "treize",
               14: "quatorze",
               15: "quinze", 16: "seize", 20: "vingt vingtaine",
               30: "trente trentaine", 40: "quarante", 50: "cinquante cinquantaine",
               60: "soixante soixantaine", 100: "cent centaine",
               1: "un"},
        "de": {2: "zwei", 3: "drei", 4: "vier", 5: "fünf", 6: "sechs", 7: "sieben", 8: "acht",
               9: "neun", 10: "zehn", 11: "elf", 12: "zwölf", 13: "dreizehn", 14: "vierzehn",
               15: "fünfzehn",
               16: "sechzehn", 17: "siebzehn", 18: "achtzehn", 19: "neunzehn", 20: "zwanzig",
               30: "dreißig", 40: "vierzig", 50: "fünfzig", 100: "hundert", 1: "eine"},
        "es": {2: "dos", 3: "tres", 4: "cuatro", 5: "cinco", 6: "seis", 7: "siete", 8: "ocho",
               9: "nueve", 10: "diez decena", 11: "once", 12: "doce", 13: "trece", 14: "catorce",
               15: "quince",
               16: "dieciséis", 17: "diecisiete", 18: "dieciocho", 19: "diecinueve", 20: "veinte",
               30: "treinta", 40: "cuarenta", 50: "cincuenta", 100: "cien centenar", 1: "un"},
        "it": {2: "due", 3: "tre", 4: "quattro", 5: "cinque", 6: "sei", 7: "sette", 8: "otto",
               9: "nove", 10: "dieci", 11: "undici", 12: "dodici", 13: "tredici",
               14: "quattordici", 15: "quindici", 20: "venti", 30: "trenta",
               100: "cento centinaio", 1: "un"},
        "pt": {2: "dois duas", 3: "três", 4: "quatro", 5: "cinco", 6: "seis", 7: "sete",
               8: "oito", 9: "nove", 10: "dez", 11: "onze", 12: "doze", 13: "treze",
               14: "catorze quatorze", 15: "quinze", 20: "vinte",
               30: "trinta", 100: "cem", 1: "um"},
        "ru": {2: "два две двух", 3: "три трёх трех", 4: "четыре", 5: "пять", 6: "шесть",
               7: "семь", 8: "восемь", 9: "девять", 10: "десять", 11: "одиннадцать",
               12: "двенадцать", 13: "тринадцать",
               14: "четырнадцать", 15: "пятнадцать",
               20: "двадцать", 30: "тридцать", 100: "сто"},
        "pl": {2: "dwa dwie dwoje", 3: "trzy troje", 4: "cztery", 5: "pięć", 6: "sześć",
               7: "siedem", 8: "osiem", 9: "dziewięć", 10: "dziesięć", 11: "jedenaście",
               12: "dwanaście", 13: "trzynaście", 14: "czternaście", 15: "piętnaście",
               20: "dwadzieścia"},
        "tr": {2: "iki", 3: "üç", 4: "dört", 5: "beş", 6: "altı", 7: "yedi", 8: "sekiz",
               9: "dokuz", 10: "on", 20: "yirmi", 30: "otuz"},
        "ar": {3: "ثلاثة ثلاث", 4: "أربعة أربع", 5: "خمسة خمس", 6: "ستة ست", 7: "سبعة سبع",
               8: "ثمانية ثماني", 9: "تسعة تسع", 10: "عشرة عشر", 20: "عشرين عشرون"},
    }.items()
}  # fmt: skip
