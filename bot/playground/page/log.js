// The conversation: bubbles in the order of their numbers, pinned to the end unless the reader scrolled up.

import { day, row } from "./bubble.js";
import { button, find, make } from "./dom.js";
import { rich } from "./rich.js";
import { history, startPayload } from "./server.js";
import { fail } from "./toast.js";
import { WORDS } from "./words.js";

const NEAR = 80; // this close to the end counts as at the end, pixels

export class Log {
  #log = find("#log");
  #latest = find("#latest");
  #items = new Map(); // message number or album → { id, views, node }
  #unread = 0;
  #more = false;
  #loading = null;
  #pinned = true;
  #height = 0; // of the window on the conversation, pixels
  #draft = null;
  #draftEnd = 0;

  constructor(act) {
    this.act = { ...act, jump: (id) => this.jump(id) };
    this.#log.setAttribute("aria-label", WORDS.log);
    this.#latest.setAttribute("aria-label", WORDS.latest);
    this.#latest.addEventListener("click", () => this.toEnd(true));
    this.#log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.#resized()).observe(this.#log);
  }

  begin({ messages, more }) {
    this.#more = more;
    for (const view of messages) this.#put(view);
    this.#dress();
    this.toEnd();
  }

  show(view) {
    const isNew = !view.deleted && !this.find(view.message.message_id);
    const own = !view.message.from.is_bot;
    if (!own && isNew) this.draft(null);
    if (view.deleted) this.#remove(view);
    else this.#put(view);
    this.#dress();
    if (this.#pinned || (own && isNew)) this.toEnd();
    else if (isNew) this.#count(this.#unread + 1);
  }

  find(id) {
    return find(`[data-message-id="${id}"]`, this.#log);
  }

  draft(draft) {
    this.#draft?.remove();
    clearTimeout(this.#draftEnd);
    this.#draft = null;
    if (!draft) return;
    const text = draft.text ? rich(draft.text, draft.entities) : [make("span", { class: "thinking" }, WORDS.thinking)];
    const bubble = make("div", { class: "bubble draft" }, make("div", { class: "text" }, text));
    this.#draft = make("article", { class: "row bot last", "aria-live": "off" }, make("div", { class: "column" }, bubble));
    this.#log.append(this.#draft);
    this.#draftEnd = setTimeout(() => this.draft(null), draft.seconds * 1000);
    if (this.#pinned) this.toEnd();
  }

  async jump(id) {
    while (!this.find(id) && this.#more && (await this.#older()));
    const node = this.find(id);
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.classList.remove("flash");
    requestAnimationFrame(() => node.classList.add("flash"));
  }

  toEnd(smooth = false) {
    this.#pinned = true;
    this.#count(0);
    this.#log.scrollTo({ top: this.#log.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  }

  #put(view) {
    const { message } = view;
    const key = message.media_group_id ?? message.message_id;
    const item = this.#items.get(key) ?? { id: message.message_id, views: [], node: null };
    item.views = [...item.views.filter((other) => other.message.message_id !== message.message_id), view];
    item.views.sort((a, b) => a.message.message_id - b.message.message_id);
    if (item.node) this.#redraw(item);
    else this.#place(item);
    this.#items.set(key, item);
    this.#requote(message);
  }

  // A new bubble in the old one's place; whoever was at one of its buttons by keyboard stays there.
  #redraw(item) {
    const node = row(item.views, this.act);
    const focused = item.node.contains(document.activeElement) ? document.activeElement : null;
    const keys = [...node.querySelectorAll("button")];
    item.node.replaceWith(node);
    item.node = node;
    if (focused) (keys.find((key) => key.textContent === focused.textContent) ?? this.#log).focus({ preventScroll: true });
  }

  // Whoever quotes this message quotes it as it is now.
  #requote(message) {
    const { reply_to_message: _, ...quoted } = message;
    for (const item of this.#items.values()) {
      if (!item.views.some((view) => view.message.reply_to_message?.message_id === message.message_id)) continue;
      for (const view of item.views) if (view.message.reply_to_message) view.message.reply_to_message = quoted;
      this.#redraw(item);
    }
  }

  #place(item) {
    const after = [...this.#items.values()].filter((other) => other.id > item.id).sort((a, b) => a.id - b.id)[0];
    item.node = row(item.views, this.act);
    this.#log.insertBefore(item.node, after?.node ?? this.#draft);
  }

  #remove({ message }) {
    const key = message.media_group_id ?? message.message_id;
    const item = this.#items.get(key);
    if (!item) return;
    item.views = item.views.filter((view) => view.message.message_id !== message.message_id);
    if (item.views.length) return this.#redraw(item);
    item.node.remove();
    this.#items.delete(key);
  }

  // Day lines between the days, a tail on the last bubble of each run, the start button on an empty chat.
  #dress() {
    for (const node of this.#log.querySelectorAll(".day, .welcome")) node.remove();
    const items = [...this.#items.values()].sort((a, b) => a.id - b.id);
    let today = "";
    items.forEach(({ node, views }, index) => {
      const label = day(views[0].message.date);
      if (label !== today) node.before(make("p", { class: "day" }, make("span", {}, label)));
      today = label;
      const next = items[index + 1]?.views[0].message;
      const last = !next || next.from.id !== views[0].message.from.id || day(next.date) !== label;
      node.classList.toggle("last", last);
    });
    if (!items.length) this.#log.append(this.#welcome());
  }

  #welcome() {
    const words = startPayload ? `/start ${startPayload}` : "/start";
    const start = button({ id: "start", class: "start", onclick: () => this.act.command(words) }, WORDS.start);
    return make("div", { class: "welcome" }, make("p", {}, WORDS.welcome), start);
  }

  #resized() {
    this.#height = this.#log.clientHeight;
    if (this.#pinned) this.toEnd();
  }

  #scrolled() {
    const log = this.#log;
    if (log.clientHeight !== this.#height) return; // not the reader scrolled, the window shrank
    this.#pinned = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    this.#latest.hidden = this.#pinned;
    if (this.#pinned) this.#count(0);
    if (log.scrollTop < NEAR && this.#more) this.#older();
  }

  #older() {
    this.#loading ??= this.#load().finally(() => (this.#loading = null));
    return this.#loading;
  }

  async #load() {
    try {
      const first = Math.min(...[...this.#items.values()].map((item) => item.id));
      const { messages, more } = await history({ before: first });
      const fromEnd = this.#log.scrollHeight - this.#log.scrollTop;
      this.#more = more;
      for (const view of messages) this.#put(view);
      this.#dress();
      this.#log.scrollTop = this.#log.scrollHeight - fromEnd;
      return true;
    } catch (error) {
      fail(error);
      return false;
    }
  }

  #count(unread) {
    const count = find(".count", this.#latest);
    this.#unread = unread;
    count.textContent = String(unread);
    count.hidden = unread === 0;
  }
}
