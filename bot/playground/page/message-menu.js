// What can be done with one message: reply, edit, copy. Opens at the tap.

import { copy } from "./buttons.js";
import { ICONS, button, find, icon, make } from "./dom.js";
import { fail } from "./toast.js";
import { WORDS } from "./words.js";

const MARGIN = 8; // to the edges of the phone, pixels

export function openMenu(view, bubble, event, composer) {
  const { message } = view;
  const text = message.text ?? message.caption;
  const editable = !message.from.is_bot && (message.text || message.document || message.photo || message.voice);
  const items = [
    item("reply", () => composer.reply(message)),
    editable ? item("edit", () => composer.edit(message)) : null,
    text ? item("copy", () => copy(text).catch(fail)) : null,
  ];
  const menu = make("div", { class: "message-menu", role: "menu" }, items);
  const veil = make("div", { class: "veil" }, menu);
  const close = () => {
    veil.remove();
    bubble.classList.remove("chosen");
  };
  veil.addEventListener("click", close);
  veil.addEventListener("keydown", (key) => keyed(key, menu, close));
  bubble.classList.add("chosen");
  find(".phone").append(veil);
  place(menu, bubble, event);
  find("button", menu).focus();
}

function item(kind, act) {
  return button({ role: "menuitem", class: "menu-item", "data-act": kind, onclick: act }, icon(ICONS[kind]), WORDS[kind]);
}

function place(menu, bubble, event) {
  const phone = find(".phone").getBoundingClientRect();
  const at = bubble.getBoundingClientRect();
  const x = event.clientX || at.left;
  const y = event.clientY || at.top;
  const left = Math.min(Math.max(x - phone.left, MARGIN), phone.width - menu.offsetWidth - MARGIN);
  const top = Math.min(Math.max(y - phone.top, MARGIN), phone.height - menu.offsetHeight - MARGIN);
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}

function keyed(event, menu, close) {
  const items = [...menu.children];
  const step = { ArrowDown: 1, ArrowUp: items.length - 1 }[event.key];
  if (step) items[(items.indexOf(document.activeElement) + step) % items.length].focus();
  if (event.key === "Escape" || event.key === "Tab") close();
}
