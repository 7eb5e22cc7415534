"""Who in a text is helped, visited or mourned, and who is a child. Pure.

Told by what stands round a name in its clause: a word of help before it, a need behind it, something given to it. Who
acts (带队, 负责, 看望了别人) keeps his name, and a leader, a speaker, a winner is none of these.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.facts.amounts import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drafting.discretion_words import IllnessWords, ReceiverWords
    from bot.facts.people import NameWords

_HAN = r"\u4e00-\u9fff"
_CLAUSE = re.compile(r"[^。！？!?；;\n]+")
_LIST = re.compile(rf"[^{_HAN}\d]*|[和与及、，,]*")
_COLUMN = re.compile("[|｜]|[日号底旬]前? ")
"""Behind these stands another thing: 走访｜10月10日前｜刘敏."""
_SHORT = 2
_NEAR = 8


class Person(NamedTuple):
    """A name at `start`:`end`, and whether its bearer is a child."""

    name: str
    start: int
    end: int
    child: bool = False


class Receivers:
    """Finds them."""

    def __init__(self, words: ReceiverWords, names: NameWords, illness: IllnessWords) -> None:
        illnesses = (*illness.words, *illness.injuries)
        self._names = names
        self._compound = names.compound
        surname = f"(?:{one_of(names.compound)}|[{names.surnames}{names.doubtful}])"
        self._name = re.compile(rf"({surname})([{_HAN}])([{_HAN}])?")
        subjects = rf"[^，,]{{0,2}}(?:{one_of(illness.subjects)})"
        things, relations = one_of(words.things), one_of(words.relations)
        self._help = re.compile(rf"(?:{one_of(words.helps)})(?!{things})")
        self._need = re.compile(one_of([*words.needs, *illnesses]))
        self._near_need = re.compile(rf"(?:[，,|｜][^，,]{{0,3}}?|[^，,]{{0,10}}?)({self._need.pattern})(?!{subjects})")
        self._needy = re.compile(rf"(?:{self._need.pattern})的?[{_HAN}]{{0,4}}$")
        self._agent = re.compile(rf"{one_of(words.agents)}|(?:{one_of(words.helps)})(?!{things})")
        self._answering = re.compile(one_of(words.agents))
        self._not_names = words.not_names
        self._called = re.compile(rf"(?:(?:{one_of(words.helps)})[了过到]?|的|职工|员工|工人|会员|老人|[、和]) ?$")
        self._stop = re.compile(rf"$|[^{_HAN}A-Za-z]|[等家两三四五每各]|夫妇")
        self._label = re.compile(rf"(?:{one_of(words.labels)})[为是:： ]{{0,2}}$")
        self._acting_post = re.compile(rf"(?:{one_of(names.posts)})$")
        self._to = re.compile(rf"(?:{one_of(words.to)})$")
        self._give = re.compile(rf"[^，。；,;]{{0,8}}?(?:{one_of(words.gives)})")
        self._bond = re.compile(rf"的?(?:{relations})*")
        self._child_before = re.compile(rf"(?:{one_of(words.children)})$")
        age = "1[0-7]|[0-9]|十[一二三四五六七]?|[一二三四五六七八九]"
        self._child_behind = re.compile(rf"(?:{one_of(words.young)})|[（(，, ]?(?:今年|年仅|才|刚满)?(?:{age})周?岁")
        behind = [*words.needs, *words.relations, *words.agents, *words.helps, *words.gives, *words.young]
        self._word_behind = re.compile(one_of([*illnesses, *behind, *names.titles, *names.follows]))
        self._end = re.compile(
            rf"$|[^{_HAN}A-Za-z]|[等家两三四五每各的和与及同因得做在也又是已被把将共不正还突曾谈聊座交去来到就今]|{self._word_behind.pattern}"
        )

    def find(self, text: str, *, asked: bool = False) -> tuple[Person, ...]:
        """All of them. `asked`: the question was about people in need, so a name without an act is one."""
        return tuple(
            person
            for sentence in _CLAUSE.finditer(text)
            for person in self._in_sentence(sentence[0], sentence.start(), asked=asked)
        )

    def _in_sentence(self, sentence: str, offset: int, *, asked: bool) -> Iterator[Person]:
        named = list(self._named(sentence))
        edges = [0, *(end for _, _, end in named)], [*(start for _, start, _ in named), len(sentence)]
        around = [sentence[since:until] for since, until in zip(*edges, strict=True)]
        helped = False
        found: list[Person] = []
        for place, (name, start, end) in enumerate(named):
            before, behind = around[place : place + 2]
            child = bool(self._child_before.search(before) or self._child_behind.match(sentence, end))
            listed = helped and _LIST.fullmatch(before) is not None
            given_to = self._to.search(before) is not None and self._give.match(sentence, end) is not None
            helped = child or listed or given_to or self._is_helped(before, behind, asked=asked)
            helped = helped and not self._is_labelled(before)
            if helped:
                found.append(Person(name, offset + start, offset + end, child))
                if place and self._bond.fullmatch(before) and (parent := named[place - 1])[2] == start - len(before):
                    found.append(Person(parent[0], offset + parent[1], offset + parent[2]))
        yield from dict.fromkeys(found)

    def _is_helped(self, before: str, behind: str, *, asked: bool) -> bool:
        if self._is_visited(before, behind) or self._is_in_need(behind):
            return True
        return (asked or self._needy.search(before) is not None) and not self._is_acting(before, behind)

    def answers_for(self, text: str, start: int, end: int) -> bool:
        """Whether the name there is that of one who answers for something."""
        return self._is_labelled(text[:start]) or self._answering.match(text, end) is not None

    def _is_labelled(self, before: str) -> bool:
        return self._label.search(before) is not None

    def _is_visited(self, before: str, behind: str) -> bool:
        """看望了住院的王某: a word of help before the name, in its clause, and not the name's own act."""
        helps = [match.end() for match in self._help.finditer(before)]
        if not helps:
            return False
        between = before[helps[-1] :]
        if _COLUMN.search(between):
            return False
        if re.search("[，,]|时|期间|后", between) and not self._need.search(between):
            return False
        return not (self._acting_post.search(between) and self._acts(behind))

    def _is_in_need(self, behind: str) -> bool:
        """王某住院, 王某的母亲去世: the need is the next thing said of the name, and before any act of its own."""
        at = self._bond.match(behind)
        rest = behind[at.end() if at else 0 :]
        need = self._near_need.match(rest)
        agent = self._agent.search(rest)
        return need is not None and (agent is None or need.start(1) < agent.start())

    def _is_acting(self, before: str, behind: str) -> bool:
        return bool(self._acting_post.search(before)) or self._acts(behind)

    def _acts(self, behind: str) -> bool:
        return self._agent.search(behind) is not None

    def _named(self, sentence: str) -> Iterator[tuple[str, int, int]]:
        """What may be a name: a surname, usual signs, and behind them what may follow a name."""
        at = 0
        while found := self._name.search(sentence, at):
            end = self._name_end(sentence, found)
            if end:
                yield sentence[found.start() : end], found.start(), end
            at = end or found.start() + 1

    def _long_name_end(self, sentence: str, found: re.Match[str]) -> int:
        """Where a name ends that begins like another word (黄海明, 高明华): where the words around call for one."""
        end = found.end(3)
        if not found[3] or found[3] not in self._names.given or not self._end.match(sentence, end):
            return 0
        since = max(0, found.start() - _NEAR)
        behind = self._word_behind.match(sentence, end)
        called = any(before.search(sentence, since, found.start()) for before in (self._called, self._to))
        return end if called or (behind and len(behind[0]) >= _SHORT) else 0

    def _name_end(self, sentence: str, found: re.Match[str]) -> int:
        """Where the name ends; 0 if it is none. Unusual signs make one where somebody is called right before it."""
        words, surname = self._names, found[1]
        weak = surname in words.doubtful and surname not in words.surnames
        if sentence.startswith((*words.not_names, *self._not_names), found.start()):
            return self._long_name_end(sentence, found)
        given = [sign for sign in (found[2], found[3]) if sign and sign not in words.no_given]
        if found[2] in {*words.no_given, "家"}:  # 老李家
            return 0
        usual = [sign in words.given for sign in given]
        ends = self._word_behind.match(sentence, found.end(2))
        if ends and (len(ends[0]) >= _SHORT or ends[0] == "家") and usual[0] and not weak:
            return found.end(2)
        if len(given) == _SHORT and all(usual) and self._end.match(sentence, found.end(3)):
            return found.end(3)
        if weak:
            return 0
        if usual[0] and self._end.match(sentence, found.end(2)):
            return found.end(2)
        called = self._called.search(sentence, max(0, found.start() - _NEAR), found.start())
        stops = (found.end(at) for at in (3, 2) if found[at] and found[at] not in words.no_given)
        return next((at for at in stops if called and self._stop.match(sentence, at)), 0)
