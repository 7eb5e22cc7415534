// Where the officer writes: new words, a reply, an edit, the words to an attachment.

import { find } from "./dom.js";
import { summary } from "./media.js";
import { post, user } from "./server.js";
import { fail } from "./toast.js";
import { Tray } from "./tray.js";
import { WORDS } from "./words.js";

const KEPT = `text:${user}`; // unsent words outlive a reload
const onDesktop = matchMedia("(hover: hover) and (pointer: fine)");

export class Composer {
  #text = find("#text");
  #form = find("#composer");
  #context = find("#context");
  #reply = null; // the message replied to
  #edited = null; // the own message being edited
  #before = ""; // what was being written when the edit began
  #busy = false;

  constructor(onTyped) {
    this.onTyped = onTyped;
    this.tray = new Tray(() => this.#dress());
    this.#text.value = localStorage.getItem(KEPT) ?? "";
    this.placeholder("");
    find("#context-close").setAttribute("aria-label", WORDS.cancel);
    find("#context-close").addEventListener("click", () => this.#endContext());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#text.addEventListener("input", () => this.#changed());
    this.#text.addEventListener("keydown", (event) => this.#key(event));
    this.#text.addEventListener("paste", (event) => this.#pasted(event));
    addEventListener("resize", () => this.#grow());
    this.#changed();
  }

  placeholder(words) {
    this.#text.placeholder = words || WORDS.placeholder;
    this.#text.setAttribute("aria-label", words || WORDS.placeholder);
  }

  reply(message) {
    this.#endContext();
    this.#reply = message;
    this.#showContext(WORDS.replying(message.from.first_name), summary(message));
  }

  edit(message) {
    this.#endContext();
    this.#edited = message;
    this.#before = this.#text.value;
    this.#write(message.text ?? message.caption ?? "");
    this.#showContext(WORDS.editing, summary(message));
  }

  attach(kind, files) {
    this.tray.add(kind, files);
    this.#text.focus();
  }

  // What does not come from the field: a command, a key of the reply keyboard, a place.
  async send(path, values) {
    if (await this.#attempt(() => post(path, { ...values, ...this.#replying() }))) this.#endReply();
  }

  clear() {
    this.#write("");
  }

  async #submit() {
    const text = this.#text.value;
    if (this.#busy || !(text.trim() || !this.tray.isEmpty)) return;
    if (!(await this.#attempt(() => this.#deliver(text)))) return;
    this.tray.clear();
    if (!this.#edited) this.#write("");
    this.#endContext();
    this.#text.focus();
  }

  #deliver(text) {
    if (this.#edited) return post("edit", { message_id: this.#edited.message_id, text });
    if (!this.tray.isEmpty) return this.tray.send(text, this.#replying());
    return post("text", { text, ...this.#replying() });
  }

  async #attempt(action) {
    this.#busy = true;
    try {
      await action();
      return true;
    } catch (error) {
      fail(error);
      return false;
    } finally {
      this.#busy = false;
    }
  }

  #replying() {
    return this.#reply ? { reply_to: this.#reply.message_id } : {};
  }

  #endReply() {
    if (this.#reply) this.#endContext();
  }

  #endContext() {
    if (this.#edited) this.#write(this.#before);
    this.#reply = this.#edited = null;
    this.#context.hidden = true;
    this.#dress();
  }

  #showContext(title, words) {
    find("strong", this.#context).textContent = title;
    find("span", this.#context).textContent = words;
    this.#context.hidden = false;
    this.#dress();
    this.#text.focus();
  }

  #write(text) {
    this.#text.value = text;
    this.#changed();
  }

  #changed() {
    if (!this.#edited) localStorage.setItem(KEPT, this.#text.value);
    this.#dress();
    this.#grow(); // last: the buttons beside the field decide its width
    this.onTyped(this.#edited ? "" : this.#text.value);
  }

  #grow() {
    this.#text.style.height = "auto";
    this.#text.style.height = `${this.#text.scrollHeight}px`;
  }

  #dress() {
    const full = Boolean(this.#text.value.trim()) || !this.tray.isEmpty;
    this.#form.classList.toggle("full", full);
    this.#form.classList.toggle("editing", Boolean(this.#edited));
    find("#send").setAttribute("aria-label", this.#edited ? WORDS.save : WORDS.send);
  }

  #key(event) {
    const composing = event.isComposing || event.keyCode === 229; // Enter that picks a word of the input method
    if (event.key === "Enter" && !event.shiftKey && !composing && onDesktop.matches) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Escape") this.#endContext();
  }

  #pasted(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    for (const file of files) this.attach(file.type.startsWith("image/") ? "photo" : "document", [file]);
  }
}
