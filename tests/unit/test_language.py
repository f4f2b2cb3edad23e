"""Arabic told from the languages that share its script, and from the rest."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mahdar.intake import build_document, identify

SENTENCES = [
    ("ar", "قال الرئيس إن بلاده مستعدة للحوار مع جيرانها."),
    ("ar", "بوتين يلتقي شي في بكين"),
    ("ar", "أعلن رئيس الوزراء الباكستاني في إسلام آباد عن خطة جديدة لكراتشي وبيشاور"),
    ("ar", "قالت وزارة الدفاع الأمیرکیة إن القوات العراقیة بدأت عملیة عسکریة في المدینة"),
    ("ar", "الِاتِّفَاقُ يُوَقَّعُ غَدًا فِي الْقَاهِرَةِ"),
    ("ar", "#روسيا و#أوكرانيا توقعان اتفاق الحبوب في #إسطنبول"),
    ("fa", "رئیس جمهور گفت که کشورش برای گفت‌وگو با همسایگان آماده است."),
    ("fa", "وزیر امور خارجه در دیدار با همتای عراقی خود بر همکاری دو کشور تاکید کرد"),
    ("fa", "رئيس جمهور در جمع خبرنگاران از توافق با كشورهاي منطقه خبر داد و گفت اين توافق به نفع همه است"),
    ("ur", "صدر نے کہا ہے کہ ان کا ملک پڑوسیوں کے ساتھ بات چیت کے لیے تیار ہے۔"),
    ("ur", "وزیر اعظم پاکستان نے اسلام آباد میں اجلاس کی صدارت کی"),
    ("ckb", "سەرۆک گوتی وڵاتەکەی ئامادەیە بۆ گفتوگۆ لەگەڵ دراوسێکانی."),
    ("ckb", "وەزیری دەرەوەی عێراق سەردانی هەولێری کرد و لەگەڵ سەرۆکی هەرێم کۆبوویەوە"),
    ("ps", "ولسمشر ویلي چې هیواد یې له ګاونډیانو سره خبرو ته چمتو دی."),
    ("ps", "د بهرنیو چارو وزارت وایي چې په کابل کې غونډه ترسره شوه"),
    ("ug", "پرېزىدېنت ئۆز دۆلىتىنىڭ قوشنىلىرى بىلەن سۆھبەتلىشىشكە تەييار ئىكەنلىكىنى ئېيتتى."),
    ("ug", "ئۇيغۇر ئاپتونوم رايونىدا يېڭى قانۇن ئېلان قىلىندى"),
    ("en", "The president said his country was ready for talks with all of its neighbours."),
    ("fr", "Le président a déclaré que son pays était prêt au dialogue avec ses voisins."),
    ("ru", "Президент заявил, что его страна готова к диалогу со всеми соседями."),
    ("und", "12345 ... !!"),
    ("und", "OK"),
    ("und", ""),
]


@pytest.mark.parametrize(("code", "text"), SENTENCES)
def test_languages(code: str, text: str) -> None:
    assert identify(text).code == code


def test_arabic_with_a_latin_quotation_is_arabic() -> None:
    text = "نقلت الصحيفة عن الوزير قوله إن العنوان هو Peace in our time وإن النص سينشر لاحقا"
    assert identify(text).code == "ar"


def test_another_language_gets_a_note_and_arabic_none() -> None:
    assert build_document(SENTENCES[0][1]).notes == []
    document = build_document(SENTENCES[6][1])
    assert document.language == "fa"
    assert [(note.kind, note.message) for note in document.notes] == [
        ("language", "the report is in Persian (fa), not in Arabic")
    ]


def test_the_time_does_not_grow_with_the_text() -> None:
    assert identify("قال الرئيس إن بلاده مستعدة. " * 2_000_000).code == "ar"


def test_arabic_loads_no_language_model() -> None:
    code = "import sys, mahdar.intake as i; i.identify('قال الرئيس'); sys.exit('py3langid' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
