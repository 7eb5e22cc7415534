// One bubble: a message, or an album of several.

import { inlineKeyboard } from "./buttons.js";
import { ICONS, button, icon, make } from "./dom.js";
import { media, summary } from "./media.js";
import { rich } from "./rich.js";
import { WORDS } from "./words.js";

const BIG = /^(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*\s*){1,3}$/u;

// `views` are what the server sends, in order; `act` says what taps do: jump, command, menu.
export function row(views, act) {
  const [first] = views;
  const message = first.message;
  const own = !message.from.is_bot;
  const body = views.length > 1 ? album(views, act) : single(first, act);
  const bubble = make("div", { class: `bubble ${shape(message)}` }, quote(message, act), body);
  if (views.length === 1) bubble.dataset.messageId = message.message_id;
  const meant = captioned(views) ?? first; // an album is answered and edited by its words, as on the phone
  bubble.append(moreButton(meant, act, bubble));
  bubble.addEventListener("click", (event) => tapped(event) && act.menu(meant, bubble, event));
  bubble.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    act.menu(meant, bubble, event);
  });
  return make("article", { class: `row ${own ? "own" : "bot"}` }, make("div", { class: "column" }, bubble, inlineKeyboard(message)));
}

function single(view, act) {
  return [media(view.message), words(view.message, meta(view), act)];
}

function album(views, act) {
  const photos = "photo" in views[0].message;
  const parts = views.map(({ message }) => make("div", { "data-message-id": message.message_id }, media(message)));
  const worded = captioned(views);
  const time = meta(worded ?? views.at(-1));
  return [make("div", { class: photos ? "album photos" : "album" }, parts), words(worded?.message ?? {}, time, act)];
}

const captioned = (views) => views.find(({ message }) => message.caption);

function words(message, time, act) {
  const text = message.text ?? message.caption ?? "";
  if (!text) return make("div", { class: "text bare" }, time);
  const entities = message.entities ?? message.caption_entities;
  return make("div", { class: "text" }, rich(text, entities, act.command), time);
}

function meta(view) {
  const { message } = view;
  const own = !message.from.is_bot;
  return make(
    "span",
    { class: "meta" },
    view.edited ? make("span", { class: "edited" }, WORDS.edited) : null,
    make("time", { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date)),
    own ? icon("M4 12.5l4.5 4.5L18 7.5") : null,
  );
}

function quote(message, act) {
  const quoted = message.reply_to_message;
  if (!quoted) return null;
  return button(
    { class: "quote", onclick: () => act.jump(quoted.message_id) },
    make("strong", {}, quoted.from.first_name),
    make("span", {}, summary(quoted)),
  );
}

function moreButton(view, act, bubble) {
  const attributes = { class: "more", "aria-label": WORDS.more, "aria-haspopup": "menu" };
  return button({ ...attributes, onclick: (event) => act.menu(view, bubble, event) }, icon(ICONS.more));
}

function shape(message) {
  if (message.sticker) return "sticker-bubble";
  if (message.text && !message.entities && BIG.test(message.text)) return "emoji";
  return message.photo ? "photo-bubble" : "";
}

// A tap on the bubble itself, not on something in it and not the end of a selection.
const tapped = (event) => !event.target.closest("button, a, audio") && getSelection().isCollapsed;

export const clock = (date) => new Date(date * 1000).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });

export function day(date) {
  const then = new Date(date * 1000);
  const now = new Date();
  const days = Math.round((new Date(now.toDateString()) - new Date(then.toDateString())) / 86400000);
  if (days === 0) return WORDS.today;
  if (days === 1) return WORDS.yesterday;
  const year = then.getFullYear() === now.getFullYear() ? {} : { year: "numeric" };
  return then.toLocaleDateString("zh-CN", { ...year, month: "long", day: "numeric" });
}
