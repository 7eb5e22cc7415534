"""What a model had a hand in says so once in the properties of each file, in the words of GB 45438—2025."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
from lxml import etree
from pypdf import PdfReader

from bot.documents import docx, pdf
from tests.documents.pages import whole_text
from tests.documents.sample import REPORT

LABEL = json.dumps(
    {
        "Label": "1",
        "ContentProducer": "笔杆子",
        "ProduceID": "0123",
        "ReservedCode1": "",
        "ContentPropagator": "",
        "PropagateID": "",
        "ReservedCode2": "",
    },
    ensure_ascii=False,
)
LABELLED = replace(REPORT, label=LABEL)


def test_the_pdf_carries_it_once_and_is_else_the_same():
    made = pdf.render(LABELLED)
    assert made.startswith(pdf.render(REPORT))
    reader = PdfReader(BytesIO(made))
    assert reader.metadata["/AIGC"] == LABEL
    assert reader.metadata["/Title"] == REPORT.title
    assert "ProduceID" not in reader.xmp_metadata.stream.get_data().decode()
    assert whole_text(made) == whole_text(pdf.render(REPORT))
    assert len(pypdfium2.PdfDocument(made)) == len(pypdfium2.PdfDocument(pdf.render(REPORT)))
    assert pdf.render(LABELLED) == made


def test_the_word_file_carries_it():
    with ZipFile(BytesIO(docx.render(LABELLED))) as package:
        (properties,) = etree.fromstring(package.read("docProps/custom.xml"))
    assert (properties.get("name"), "".join(properties.itertext())) == ("AIGC", LABEL)


def test_a_report_without_a_model_carries_none():
    assert "/AIGC" not in PdfReader(BytesIO(pdf.render(REPORT))).metadata
    assert "docProps/custom.xml" not in ZipFile(BytesIO(docx.render(REPORT))).namelist()
