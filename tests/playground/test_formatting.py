"""Text and its entities, against what Telegram's documentation shows and against Python's own encoder."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.errors import ApiError
from bot.playground.formatting import formatted, plain
from bot.playground.markup_html import HtmlError, parse_html, utf16_length

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
KINDS = st.sampled_from(["b", "i", "u", "s", "code", "tg-spoiler", "blockquote"])


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text, entity):
    units = text.encode("utf-16-le")
    return units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")


def test_nested_tags_become_nested_entities():
    text, entities = parse_html("<b>一<i>二</i></b>三")
    assert text == "一二三"
    assert entities == [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 1}]


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ("<strong>x</strong>", {"type": "bold"}),
        ("<EM>x</EM>", {"type": "italic"}),
        ("<ins>x</ins>", {"type": "underline"}),
        ("<del>x</del>", {"type": "strikethrough"}),
        ('<span class="tg-spoiler">x</span>', {"type": "spoiler"}),
        ("<pre>x</pre>", {"type": "pre"}),
        ('<pre><code class="language-python">x</code></pre>', {"type": "pre", "language": "python"}),
        ('<code class="language-python">x</code>', {"type": "code"}),
        ("<blockquote>x</blockquote>", {"type": "blockquote"}),
        ("<blockquote expandable>x</blockquote>", {"type": "expandable_blockquote"}),
        ("<a href='https://a.cn/?q=1&amp;r=2'>x</a>", {"type": "text_link", "url": "https://a.cn/?q=1&r=2"}),
        ("<b>x</>", {"type": "bold"}),
    ],
)
def test_a_tag_becomes_its_entity(source, entity):
    assert parse_html(source) == ("x", [{"offset": 0, "length": 1, **entity}])


@pytest.mark.parametrize("source", ["<tg-emoji emoji-id='1'>x</tg-emoji>", "<a href='javascript:x'>x</a>", "<a>x</a>"])
def test_a_tag_without_effect_leaves_its_text(source):
    assert parse_html(source) == ("x", [])


@pytest.mark.parametrize(
    ("source", "text"),
    [("&lt;&gt;&amp;&quot;", '<>&"'), ("&#20320;&#x597D;", "你好"), ("&nbsp;&#0;&", "&nbsp;&#0;&"), ("a&amp", "a&")],
)
def test_character_references_are_read(source, text):
    assert parse_html(source)[0] == text


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS, KINDS)
def test_escaped_text_comes_back_and_the_entity_covers_it(before, inside, after, tag):
    text, entities = parse_html(f"{escaped(before)}<{tag}>{escaped(inside)}</{tag}>{escaped(after)}")
    assert text == before + inside + after
    assert [cut(text, entity) for entity in entities] == ([inside] if inside else [])


@settings(deadline=None)
@given(st.text("<>/&;\"'= abpre#x1好👍", max_size=40))
def test_any_text_is_either_read_or_refused(source):
    try:
        text, entities = parse_html(source)
    except HtmlError:
        return
    assert all(entity["offset"] + entity["length"] <= utf16_length(text) for entity in entities)


@settings(deadline=None)
@given(TEXTS)
def test_length_is_counted_in_utf16(text):
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["", "html"]))
def test_trimming_keeps_entities_inside_the_text(text, mode):
    result = formatted(f" \n{escaped(text)}<b> 粗👍 </b> " if mode else text, mode, [])
    assert result.text == result.text.strip(" \n")
    for entity in result.entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= result.length


def test_an_entity_moves_with_the_trimmed_text():
    result = formatted("\n <b>👍粗 </b>\n", "HTML", [])
    assert result.text == "👍粗"
    assert result.entities == ({"type": "bold", "offset": 0, "length": 3},)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("/start 九月", ["/start"]),
        ("/start@biganzi_bot", ["/start@biganzi_bot"]),
        ("/开始", []),
        ("1/2 a/b", []),
        ("/start你好", []),
        ("见 https://a.cn/b?c=1。", ["https://a.cn/b?c=1"]),
        ("写信给 a.b@c.cn", ["a.b@c.cn"]),
        ("#安康杯 第2#", ["#安康杯"]),
    ],
)
def test_commands_and_links_are_marked(text, marks):
    result = plain(text)
    assert [cut(result.text, entity) for entity in result.entities] == marks


def test_nothing_is_marked_inside_code():
    assert [entity["type"] for entity in formatted("<code>/start</code>", "HTML", []).entities] == ["code"]


def test_given_entities_are_kept():
    bold = {"type": "bold", "offset": 0, "length": 1}
    assert formatted("好的", "", [bold]).entities == (bold,)


@pytest.mark.parametrize(
    "entity", [1, {"type": "glow", "offset": 0, "length": 1}, {"type": "bold", "offset": -1, "length": 1}]
)
def test_strange_entities_are_refused(entity):
    with pytest.raises(ApiError):
        formatted("好的", "", [entity])
