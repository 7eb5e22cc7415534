// A text with Telegram's entities as nodes. Offsets count UTF-16 code units, as JavaScript does.

import { make } from "./dom.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

export function rich(text, entities = [], onCommand = null) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return span(text, sorted, 0, text.length, onCommand);
}

function span(text, entities, begin, end, onCommand) {
  const nodes = [];
  let at = begin;
  while (entities.length && entities[0].offset < end) {
    const entity = entities.shift();
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (to <= from) continue;
    if (from > at) nodes.push(text.slice(at, from));
    const inner = span(text, entities, from, to, onCommand);
    nodes.push(wrap(entity, text.slice(from, to), inner, onCommand));
    at = to;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function wrap(entity, text, inner, onCommand) {
  switch (entity.type) {
    case "text_link":
      return link(entity.url, inner);
    case "url":
      return link(text, inner);
    case "email":
      return link(`mailto:${text}`, inner);
    case "spoiler":
      return make("button", { type: "button", class: "spoiler", onclick: (event) => event.currentTarget.classList.add("shown") }, inner);
    case "bot_command":
      return onCommand
        ? make("button", { type: "button", class: "command", onclick: () => onCommand(text) }, inner)
        : make("span", {}, inner);
    default:
      return make(TAGS[entity.type] ?? "span", {}, inner);
  }
}

function link(url, inner) {
  const safe = /^(https?|mailto|tg):/i.test(url);
  return safe ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, inner) : make("span", {}, inner);
}
