// The buttons under a message, and what the bot answers to a press.

import { button, find, make } from "./dom.js";
import { post } from "./server.js";
import { fail, toast } from "./toast.js";
import { WORDS } from "./words.js";

const PATIENCE = 15000; // how long a pressed button shows that it waits, milliseconds
const waiting = new Map(); // callback query → its button
const early = new Set(); // answers that came before the press's own response

export function inlineKeyboard(message) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return make("div", { class: "inline-keyboard" }, rows.map((row) => make("div", { class: "keys" }, row.map((key) => inlineKey(message, key)))));
}

function inlineKey(message, key) {
  if ("callback_data" in key) {
    const attributes = { class: "key", "data-callback": key.callback_data, "data-style": key.style };
    return button({ ...attributes, onclick: (event) => press(message, key, event.currentTarget) }, key.text);
  }
  if (key.url) return make("a", { class: "key link", href: key.url, target: "_blank", rel: "noopener noreferrer" }, key.text);
  if (key.copy_text) return button({ class: "key", onclick: () => copy(key.copy_text.text) }, key.text);
  return button({ class: "key", onclick: () => toast(WORDS.unsupported) }, key.text);
}

async function press(message, key, pressed) {
  if (pressed.hasAttribute("data-waiting")) return;
  pressed.setAttribute("data-waiting", "");
  try {
    const { id } = await post("press", { message_id: message.message_id, data: key.callback_data });
    if (early.delete(id)) return rest(pressed);
    waiting.set(id, pressed);
    setTimeout(() => settle(id), PATIENCE);
  } catch (error) {
    rest(pressed);
    fail(error);
  }
}

export function answered({ id, text, show_alert: isAlert, url }) {
  if (!settle(id)) early.add(id);
  if (text && isAlert) alert(text);
  else if (text) toast(text);
  if (url) open(url, "_blank", "noopener,noreferrer");
}

function settle(id) {
  const pressed = waiting.get(id);
  if (pressed) rest(pressed);
  return waiting.delete(id);
}

const rest = (pressed) => pressed.removeAttribute("data-waiting");

function alert(text) {
  const dialog = find("#alert");
  const close = find("button", dialog);
  find("p", dialog).textContent = text;
  close.textContent = WORDS.ok;
  close.onclick = () => dialog.close();
  if (!dialog.open) dialog.showModal();
}

export async function copy(text) {
  await navigator.clipboard.writeText(text);
  toast(WORDS.copied);
}
