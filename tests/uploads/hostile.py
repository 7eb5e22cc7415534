"""Files built to do harm, and broken ones, made when they are needed: a name, its bytes, what we say of them."""

from __future__ import annotations

import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import docx
import openpyxl

OURS = "file://"
"""How an address begins that leads to the files of the machine itself."""
MEGABYTE = 1024 * 1024
SWOLLEN = "大得异常"
DAMAGED = "已损坏或不完整"
DECLARED = "不该有的声明"
COMPLEX = "太复杂"
BODY = "word/document.xml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file to be refused with a sentence that holds one of `reasons`."""

    name: str
    make: Callable[[], bytes]
    reasons: tuple[str, ...]


def zipped(entries, method=zipfile.ZIP_DEFLATED):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def word(text="工会慰问困难职工三户。"):
    document = docx.Document()
    document.add_paragraph(text)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def sheet(fill=lambda book: book.active.append(["姓名", "金额"])):
    book = openpyxl.Workbook()
    fill(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def with_parts(data, **parts):
    """An Office file with parts put in the place of its own; `__` in a name stands for a slash."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    return zipped(entries | parts)


def word_body(content, head='<?xml version="1.0" encoding="UTF-8"?>', encoding="utf-8"):
    xml = f'{head}<w:document xmlns:w="{WORD}"><w:body>{content}</w:body></w:document>'
    return with_parts(word(), **{BODY: xml.encode(encoding)})


def declared(entities, used, encoding="utf-8"):
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [{entities}]>'
    return word_body(f"<w:p><w:r><w:t>{used}</w:t></w:r></w:p>", head, encoding)


def laughs():
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!ENTITY a0 "ha">{levels}'


def sheet_part(part, content):
    return with_parts(sheet(), **{part: content.encode()})


def flags(data, bit):
    """A zip whose every entry says it is encrypted."""
    data = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= bit
            at = data.find(mark, at + 4)
    return bytes(data)


def lying():
    """A zip whose directory says that 8 MB of text are 100 bytes."""
    data = bytearray(zipped({"材料.txt": "工会".encode() * (8 * MEGABYTE // 6)}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(mark)
        data[at + offset : at + offset + 4] = struct.pack("<I", 100)
    return bytes(data)


def overlapping():
    """Many entries of the directory that share one body."""
    body = zipped({"a.txt": bytes(9 * MEGABYTE)})
    start = body.find(b"PK\x01\x02")
    end = body.find(b"PK\x05\x06")
    record = body[start:end]
    names = [f"{chr(97 + n // 26)}{chr(97 + n % 26)}.tx".encode() for n in range(300)]
    directory = b"".join(record[:46] + name for name in names)
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(names), len(names), len(directory), start, 0)
    return body[:start] + directory + tail


def nested(depth):
    data = zipped({"材料.txt": "工会"})
    for number in range(depth):
        data = zipped({f"{number}.zip": data})
    return data


def pdf(*objects, trailer="", header=b"%PDF-1.5\n"):
    """A PDF of numbered objects, the first of which is its catalogue."""
    out = bytearray(header)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Root 1 0 R /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer.encode(),
        at,
    )
    return bytes(out)


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> /XObject << /I 5 0 R >> >> >>"  # noqa: E501


def stream(data, words=b""):
    return b"<< /Length %d %s >>\nstream\n" % (len(data), words) + data + b"\nendstream"


def deflated(chunk, times):
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(chunk) for _ in range(times)), packer.flush()])


def one_page(contents, *more):
    return pdf(CATALOGUE, PAGES, PAGE, contents, *more)


def text_pdf(text=b"trade union"):
    return one_page(stream(b"BT /F1 12 Tf 72 700 Td (" + text + b") Tj ET"))


def stream_of_300_mb(chunk=b" " * MEGABYTE):
    return one_page(stream(deflated(chunk, 300), b"/Filter /FlateDecode"))


def stream_in_stream():
    return one_page(stream(zlib.compress(deflated(b" " * MEGABYTE, 300), 9), b"/Filter [/FlateDecode /FlateDecode]"))


def painting():
    """Text drawn without an end: ten million operators in a small file."""
    return one_page(stream(deflated(b"BT /F1 1 Tf (a) Tj ET\n" * 10_000, 600), b"/Filter /FlateDecode"))


def picture_pdf(side):
    image = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode"  # noqa: E501
    return one_page(
        stream(b"q 500 0 0 500 0 0 cm /I Do Q"), stream(deflated(bytes(MEGABYTE), 20), image % (side, side))
    )


def locked_pdf():
    keys = f"/O <{'41' * 32}> /U <{'42' * 32}> /P -4"
    trailer = f"/Encrypt << /Filter /Standard /V 1 /R 2 {keys} >> /ID [<{'43' * 16}><{'43' * 16}>]"
    return pdf(CATALOGUE, PAGES, PAGE, stream(b"BT ET"), trailer=trailer)


def with_styles(content):
    return with_parts(word(), **{"word/styles.xml": content})


def with_relations(content):
    return with_parts(word(), **{"_rels/.rels": content})


def many_words(count):
    """Word XML that is large without swelling: random signs."""
    signs = random.Random(7)
    runs = (f"<w:p><w:r><w:t>{signs.getrandbits(64):x}</w:t></w:r></w:p>" for _ in range(count))
    return word_body("".join(runs))


def many_cells(count):
    signs = random.Random(7)
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{signs.getrandbits(40)}</v></c></row>' for n in range(1, count + 1))
    return sheet_part("xl/worksheets/sheet1.xml", f"{SHEET_HEAD}<sheetData>{rows}</sheetData></worksheet>")


SHEET_HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
FAR_CELL = f'{SHEET_HEAD}<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'  # noqa: E501
WIDE_CLAIM = f'{SHEET_HEAD}<dimension ref="A1:XFD1048576"/><sheetData/></worksheet>'
STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1"><si><t>{}</t></si></sst>'
DEEP = "<w:ins>" * 20_000 + "</w:ins>" * 20_000
TABLES = "<w:tbl><w:tr><w:tc>" * 400 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 400
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 60_000, 60_000) + bytes(300)
PROGRAM = b"MZ" + bytes(range(256))


def row_of(name, make, *reasons):
    return Hostile(name, make, reasons)


HOSTILE = (
    # zips that swell, crowd, nest, lie or lead out
    row_of("一块.docx", lambda: zipped({BODY: bytes(8 * MEGABYTE)}), SWOLLEN),
    row_of("多块.docx", lambda: zipped({BODY: b"0", **{f"{n}.xml": bytes(9_000_000) for n in range(6)}}), SWOLLEN),
    row_of("图大.docx", lambda: with_parts(word(), **{"word/media/a.png": bytes(40 * MEGABYTE)}), SWOLLEN),
    row_of("弹.xlsx", lambda: sheet_part("xl/sharedStrings.xml", STRINGS.format("0" * 20 * MEGABYTE)), SWOLLEN),
    row_of("弹.zip", lambda: zipped({"材料.txt": bytes(40 * MEGABYTE)}), SWOLLEN),
    row_of("慢弹.zip", lambda: zipped({"材料.txt": bytes(40 * MEGABYTE)}, zipfile.ZIP_BZIP2), SWOLLEN),
    row_of("另一种.zip", lambda: zipped({"材料.txt": bytes(40 * MEGABYTE)}, zipfile.ZIP_LZMA), SWOLLEN),
    row_of("包里弹.zip", lambda: zipped({"弹.docx": zipped({BODY: bytes(8 * MEGABYTE)})}), SWOLLEN),
    row_of("拥挤.docx", lambda: zipped({BODY: "", **{f"{n}.xml": "" for n in range(2000)}}), "多得异常"),
    row_of("拥挤.zip", lambda: zipped({f"{n}.txt": "工会" for n in range(2001)}), "多得异常"),
    row_of("六十份.zip", lambda: zipped({f"{n}.txt": f"工会第{n}次慰问职工。" for n in range(60)}), "材料太多"),
    row_of("叠着.zip", overlapping, SWOLLEN, "重名"),
    row_of("撒谎.zip", lying, "没有能读的材料", DAMAGED),
    row_of("套一层.zip", lambda: nested(1), "还套着压缩包"),
    row_of("套十层.zip", lambda: nested(10), "还套着压缩包"),
    row_of("往外.zip", lambda: zipped({"../../材料.txt": "工会"}), "路径不对"),
    row_of("反斜.zip", lambda: zipped({"a\\..\\..\\材料.txt": "工会"}), "路径不对"),
    row_of("绝对.zip", lambda: zipped({"/etc/cron.d/材料.txt": "工会"}), "路径不对"),
    row_of("盘符.zip", lambda: zipped({"C:/材料.txt": "工会"}), "路径不对"),
    row_of("往外.docx", lambda: with_parts(word(), **{"../a.xml": b"<a/>"}), "路径不对"),
    row_of("上锁.zip", lambda: flags(zipped({"材料.txt": "工会"}), 1), "加了密码"),
    row_of("没料.zip", lambda: zipped({"a.png": PICTURE, "b.exe": PROGRAM}), "没有能读的材料"),
    # cut and broken
    row_of("半截.zip", lambda: zipped({"材料.txt": "工会" * 99})[:60], DAMAGED),
    row_of("半截.docx", lambda: word()[: len(word()) // 2], DAMAGED),
    row_of("缺尾.docx", lambda: word()[:-30], DAMAGED),
    row_of("半截.xlsx", lambda: sheet()[: len(sheet()) // 2], DAMAGED),
    row_of("半截.pdf", lambda: text_pdf()[:60], "打不开", "没有文字"),
    row_of("断句.docx", lambda: with_parts(word(), **{BODY: b"<w:document"}), DAMAGED),
    row_of("缺体.docx", lambda: zipped({"readme.txt": "工会"}), "没有 Word 正文"),
    row_of("空.txt", lambda: b"", "空文件"),
    row_of("白.txt", " \n\u3000\n\u200b".encode, "没有文字"),
    row_of("空白.docx", lambda: word(""), "没有文字"),
    row_of("大.txt", lambda: b"0" * (20 * MEGABYTE + 1), "超过 20 MB"),
    row_of("长.txt", lambda: "工会慰问职工。".encode() * 40_000, "万字"),
    # something else under another name
    row_of("图.txt", lambda: PICTURE, "其实是图片"),
    row_of("程序.txt", lambda: PROGRAM, "其实是程序"),
    row_of("程序.md", lambda: b"\x7fELF" + bytes(range(256)), "其实是程序"),
    row_of("书.txt", text_pdf, "其实是PDF"),
    row_of("文.txt", word, "其实是压缩包"),
    row_of("乱码.txt", lambda: random.Random(7).randbytes(5000), "编码认不出来"),
    row_of("程序.docx", lambda: PROGRAM, "不是 Word 文件"),
    row_of("网页.docx", lambda: b"<html><body>a</body></html>", "不是 Word 文件"),
    row_of("富文本.docx", lambda: b"{\\rtf1 a}", "不是 Word 文件"),
    row_of("旧.docx", lambda: OLD, "旧的 .doc 格式"),
    row_of("上锁.docx", lambda: OLD + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
    row_of("上锁.xlsx", lambda: OLD + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
    row_of("表.docx", sheet, "没有 Word 正文"),
    row_of("文.xlsx", word, "没有表格"),
    row_of("字.xlsx", "工会".encode, "不是 Excel 文件"),
    row_of("文.pdf", word, "不是 PDF 文件"),
    row_of("照片.pdf", lambda: b"\xff\xd8\xff\xe0" + bytes(99), "不是 PDF 文件"),
    row_of("扫描.pdf", lambda: one_page(stream(b"q Q")), "扫描件"),
    # XML that reads other files or blows up
    row_of("外引.docx", lambda: declared(f'<!ENTITY x SYSTEM "{OURS}/etc/passwd">', "&x;"), DECLARED),
    row_of("外连.docx", lambda: declared('<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;', "a"), DECLARED),
    row_of("十亿.docx", lambda: declared(laughs(), "&a9;"), DECLARED),
    row_of("平方.docx", lambda: declared(f'<!ENTITY q "{"a" * 50_000}">', "&q;" * 50_000), DECLARED, SWOLLEN),
    row_of("宽码.docx", lambda: declared(laughs(), "&a9;", "utf-16"), DECLARED),
    row_of(
        "样式.docx",
        lambda: with_parts(word(), **{"word/styles.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
        DECLARED,
    ),
    row_of(
        "关系.docx",
        lambda: with_parts(word(), **{"_rels/.rels": f"<!DOCTYPE a SYSTEM '{OURS}/dev/zero'><a/>".encode()}),
        DECLARED,
    ),
    row_of(
        "十亿.xlsx",
        lambda: sheet_part("xl/sharedStrings.xml", f"<!DOCTYPE d [{laughs()}]>{STRINGS.format('&a9;')}"),
        DECLARED,
    ),
    row_of(
        "外引.xlsx",
        lambda: sheet_part("xl/workbook.xml", f'<!DOCTYPE d [<!ENTITY x SYSTEM "{OURS}/etc/passwd">]><a>&x;</a>'),
        DECLARED,
    ),
    row_of("很深.docx", lambda: word_body(DEEP), "打不开", SWOLLEN, COMPLEX),
    row_of("表中表.docx", lambda: word_body(TABLES), "打不开", SWOLLEN, COMPLEX, "没有文字"),
    row_of("很多.docx", lambda: many_words(600_000), COMPLEX, "打不开", "万字", SWOLLEN),
    row_of("很多.xlsx", lambda: many_cells(600_000), COMPLEX, "打不开", SWOLLEN),
    row_of("很远.xlsx", lambda: sheet_part("xl/worksheets/sheet1.xml", FAR_CELL), SWOLLEN),
    row_of("虚报.xlsx", lambda: sheet_part("xl/worksheets/sheet1.xml", WIDE_CLAIM), "没有文字"),
    # PDFs
    row_of("三百兆.pdf", stream_of_300_mb, COMPLEX, "没有文字", "打不开", "读不出来"),
    row_of("压两遍.pdf", stream_in_stream, COMPLEX, "没有文字", "打不开", "读不出来"),
    row_of("画不完.pdf", painting, COMPLEX, "万字", "读不出来"),
    row_of("巨图.pdf", lambda: picture_pdf(30_000), "扫描件"),
    row_of("上锁.pdf", locked_pdf, "加了密码"),
    row_of(
        "虚页.pdf",
        lambda: pdf(CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count 999999999 >>", PAGE, stream(b"")),
        "超过",
        "没有文字",
        "打不开",
        "读不出来",
    ),
    row_of(
        "绕圈.pdf",
        lambda: pdf(CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"),
        "打不开",
        "没有文字",
        "读不出来",
    ),
    row_of(
        "很深.pdf", lambda: pdf(CATALOGUE, b"[" * 200_000 + b"]" * 200_000), "打不开", COMPLEX, "没有文字", "读不出来"
    ),
    row_of("只有头.pdf", lambda: b"%PDF-1.7\n" + bytes(999), "打不开"),
)
