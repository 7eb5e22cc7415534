// The sheet that rises above the input: commands, attachments, stickers.

import { ICONS, button, find, icon, make } from "./dom.js";
import { WORDS } from "./words.js";

const STICKERS = ["👍", "👌", "🙏", "😊", "😂", "🎉", "❤️", "💪", "📝", "✅", "🌹", "🍵", "😅", "🤝", "👏", "🌞"];
const PLACE = { latitude: 39.90872, longitude: 116.39748 };
const PICK = { photo: "image/png,image/jpeg,image/gif,image/webp", document: "", voice: "audio/*" };

export class Sheet {
  #sheet = find("#sheet");
  #menu = find("#menu");
  #attach = find("#attach");
  #owner = null; // the button it was opened by, or "typing"
  #commands = [];

  constructor(composer, me) {
    this.composer = composer;
    this.me = me;
    find("span", this.#menu).textContent = WORDS.menu;
    this.#menu.setAttribute("aria-label", WORDS.menu);
    this.#attach.setAttribute("aria-label", WORDS.attach);
    this.#menu.addEventListener("click", () => this.#toggle(this.#menu, () => this.#commandList(this.#commands)));
    this.#attach.addEventListener("click", () => this.#toggle(this.#attach, () => this.#attachments()));
    document.addEventListener("click", (event) => event.composedPath().includes(find(".bottom")) || this.close());
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  set commands(commands) {
    this.#commands = commands;
    if (this.#owner === this.#menu) this.#fill(this.#commandList(commands));
  }

  // "/" lists the commands, more letters leave fewer of them.
  typed(text) {
    const found = /^\/\w*$/.test(text) ? this.#commands.filter(({ command }) => `/${command}`.startsWith(text)) : [];
    if (found.length) this.#open("typing", this.#commandList(found));
    else if (this.#owner === "typing") this.close();
  }

  close() {
    if (!this.#owner) return;
    const inside = this.#sheet.contains(document.activeElement);
    if (inside && this.#owner !== "typing") this.#owner.focus();
    this.#owner = null;
    this.#sheet.hidden = true;
    this.#mark();
  }

  #toggle(owner, content) {
    if (this.#owner === owner) return this.close();
    this.#open(owner, content());
    find("button", this.#sheet)?.focus({ preventScroll: true });
  }

  #open(owner, content) {
    this.#owner = owner;
    this.#fill(content);
    this.#sheet.hidden = false;
    this.#mark();
  }

  #fill(content) {
    this.#sheet.replaceChildren(content);
    this.#sheet.scrollTop = 0;
  }

  #mark() {
    for (const owner of [this.#menu, this.#attach]) owner.setAttribute("aria-expanded", String(this.#owner === owner));
  }

  #commandList(commands) {
    if (!commands.length) return make("p", { class: "none" }, WORDS.noCommands);
    return make("div", { class: "commands" }, commands.map((entry) => this.#command(entry)));
  }

  #command({ command, description }) {
    const give = () => {
      this.close();
      this.composer.clear();
      this.composer.send("text", { text: `/${command}` });
    };
    return button(
      { class: "command-item", "data-command": command, onclick: give },
      make("span", { class: "command-words" }, description),
      make("span", { class: "command-name" }, `/${command}`),
    );
  }

  #attachments() {
    const send = (path, values) => () => {
      this.close();
      this.composer.send(path, values);
    };
    const choices = [
      ...Object.keys(PICK).map((kind) => this.#picker(kind)),
      this.#choice("sticker", () => this.#fill(this.#stickers())),
      this.#choice("location", send("location", PLACE)),
      this.#choice("contact", send("contact", contactOf(this.me))),
    ];
    return make("div", { class: "choices" }, choices);
  }

  #choice(kind, act) {
    return button({ class: `choice ${kind}`, "data-attach": kind, onclick: act }, make("span", {}, icon(ICONS[kind])), WORDS[kind]);
  }

  #picker(kind) {
    const input = make("input", { type: "file", accept: PICK[kind], multiple: kind !== "voice", hidden: true, "data-file": kind });
    input.addEventListener("change", () => {
      if (input.files.length) this.composer.attach(kind, input.files);
      this.close();
    });
    return [this.#choice(kind, () => input.click()), input];
  }

  #stickers() {
    const give = (emoji) => () => {
      this.close();
      this.composer.send("sticker", { emoji });
    };
    return make("div", { class: "stickers" }, STICKERS.map((emoji) => button({ class: "sticker-choice", onclick: give(emoji) }, emoji)));
  }
}

// A number nobody has: the playground shares no one's own.
export const contactOf = (me) => ({ phone_number: "+8613800000000", first_name: me.first_name });
