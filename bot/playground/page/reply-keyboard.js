// The keyboard a bot puts below the input (ReplyKeyboardMarkup), and its orders to remove it or to reply.

import { button, find, make } from "./dom.js";
import { contactOf } from "./sheet.js";

const PLACE = { latitude: 39.90872, longitude: 116.39748 };

export class ReplyKeyboard {
  #keyboard = find("#keyboard");

  constructor(composer, me) {
    this.composer = composer;
    this.me = me;
  }

  // The last message of the bot that says anything about the keyboard decides.
  show({ keyboard, message }, isLive) {
    if (!keyboard) return;
    this.composer.placeholder(keyboard.input_field_placeholder);
    if (keyboard.force_reply && isLive) this.composer.reply(message);
    const rows = keyboard.keyboard ?? [];
    this.#keyboard.hidden = !rows.length;
    this.#keyboard.replaceChildren(...rows.map((row) => make("div", { class: "keys" }, row.map((key) => this.#key(key, keyboard)))));
  }

  #key(key, { one_time_keyboard: once }) {
    const press = () => {
      if (once) this.#keyboard.hidden = true;
      if (key.request_contact) this.composer.send("contact", contactOf(this.me));
      else if (key.request_location) this.composer.send("location", PLACE);
      else this.composer.send("text", { text: key.text });
    };
    return button({ class: "reply-key", onclick: press }, key.text);
  }
}
