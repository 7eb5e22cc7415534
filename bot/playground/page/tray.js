// Files chosen but not yet sent.

import { ICONS, button, find, icon, make } from "./dom.js";
import { size } from "./media.js";
import { upload } from "./server.js";
import { WORDS } from "./words.js";

export class Tray {
  #chips = find("#chips");
  #chosen = []; // { kind, file, preview }

  constructor(onChange) {
    this.onChange = onChange;
  }

  get isEmpty() {
    return this.#chosen.length === 0;
  }

  add(kind, files) {
    const preview = (file) => (kind === "photo" ? URL.createObjectURL(file) : null);
    this.#chosen.push(...[...files].map((file) => ({ kind, file, preview: preview(file) })));
    this.#show();
  }

  clear() {
    for (const { preview } of this.#chosen) if (preview) URL.revokeObjectURL(preview);
    this.#chosen = [];
    this.#show();
  }

  // One upload for each kind; the words go with the first.
  async send(caption, reply) {
    let words = caption;
    for (const kind of new Set(this.#chosen.map((chosen) => chosen.kind))) {
      const files = this.#chosen.filter((chosen) => chosen.kind === kind).map((chosen) => chosen.file);
      const duration = kind === "voice" ? await seconds(files[0]) : 0;
      await upload({ kind, caption: words, duration, ...reply }, files);
      words = "";
    }
  }

  #show() {
    this.#chips.hidden = this.isEmpty;
    this.#chips.replaceChildren(...this.#chosen.map((chosen) => this.#chip(chosen)));
    this.onChange();
  }

  #chip(chosen) {
    const { file, kind, preview } = chosen;
    const remove = () => {
      this.#chosen = this.#chosen.filter((other) => other !== chosen);
      this.#show();
    };
    return make(
      "li",
      { class: "chip" },
      preview ? make("img", { src: preview, alt: "" }) : icon(ICONS[kind]),
      make("span", { class: "chip-name" }, file.name),
      make("span", { class: "chip-size" }, size(file.size)),
      button({ class: "icon", "aria-label": WORDS.remove(file.name), onclick: remove }, icon(ICONS.close)),
    );
  }
}

function seconds(file) {
  return new Promise((resolve) => {
    const sound = new Audio(URL.createObjectURL(file));
    const done = (length) => {
      URL.revokeObjectURL(sound.src);
      resolve(Number.isFinite(length) ? Math.round(length) : 0);
    };
    sound.onloadedmetadata = () => done(sound.duration);
    sound.onerror = () => done(0);
  });
}
