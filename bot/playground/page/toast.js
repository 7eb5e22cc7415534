// Short notices that go away by themselves.

import { find, make } from "./dom.js";
import { errorWords } from "./words.js";

const SHOWN = 3500; // milliseconds

export function toast(text) {
  const note = make("p", { class: "toast" }, text);
  find("#toasts").append(note);
  setTimeout(() => note.remove(), SHOWN);
}

export const fail = (error) => toast(errorWords(error.code));
