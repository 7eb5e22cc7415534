// What a message shows besides its text.

import { ICONS, button, icon, make } from "./dom.js";
import { fileAddress } from "./server.js";
import { WORDS } from "./words.js";

const SIDE = 260; // the longest side of a photo in a bubble, pixels
const LONGEST = 34; // signs of a file's name: two lines
const ENDING = 12; // of them, behind what is left out
const UNITS = ["B", "KB", "MB", "GB"];

export function media(message) {
  const kind = Object.keys(SHOW).find((name) => name in message);
  return kind ? SHOW[kind](message[kind], message) : null;
}

export function summary(message) {
  const kind = Object.keys(SHOW).find((name) => name in message);
  return message.text ?? message.caption ?? message.document?.file_name ?? message.sticker?.emoji ?? WORDS[kind] ?? "";
}

const SHOW = {
  document: (file) =>
    make(
      "a",
      {
        class: "file",
        href: fileAddress(file.file_id),
        download: file.file_name,
        "aria-label": WORDS.download(file.file_name),
      },
      make("span", { class: `file-icon ${suffix(file.file_name)}` }, suffix(file.file_name) || icon(ICONS.document)),
      make(
        "span",
        { class: "file-words" },
        make("span", { class: "file-name" }, shortened(file.file_name)),
        make("span", { class: "file-size" }, size(file.file_size), icon(ICONS.download)),
      ),
    ),
  photo: (sizes) => {
    const photo = sizes.at(-1);
    const scale = Math.min(1, SIDE / photo.width, SIDE / photo.height);
    const image = make("img", { src: fileAddress(photo.file_id), alt: WORDS.photo, width: Math.max(120, photo.width * scale) });
    image.style.aspectRatio = `${photo.width} / ${photo.height}`;
    return button({ class: "photo", "aria-label": WORDS.view, onclick: () => view(photo) }, image);
  },
  voice: (voice) =>
    make(
      "span",
      { class: "voice" },
      make("audio", { controls: true, preload: "none", src: fileAddress(voice.file_id), "aria-label": WORDS.voice }),
      make("span", { class: "file-size" }, voice.duration ? clock(voice.duration) : size(voice.file_size)),
    ),
  sticker: (sticker) => make("span", { class: "sticker", role: "img", "aria-label": WORDS.sticker }, sticker.emoji),
  location: (place) => card(ICONS.location, WORDS.location, `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`),
  contact: (person) => card(ICONS.contact, person.first_name, person.phone_number),
};

function card(path, title, words) {
  return make(
    "span",
    { class: "file" },
    make("span", { class: "file-icon" }, icon(path)),
    make("span", { class: "file-words" }, make("span", { class: "file-name" }, title), make("span", { class: "file-size" }, words)),
  );
}

function view(photo) {
  const viewer = document.querySelector("#viewer");
  const close = viewer.querySelector("button");
  close.setAttribute("aria-label", WORDS.close);
  close.onclick = () => viewer.close();
  viewer.querySelector("img").src = fileAddress(photo.file_id);
  viewer.showModal();
}

// A long name loses its middle, as on the phone: its end tells the files of one report apart.
const shortened = (name) => (name.length > LONGEST ? `${name.slice(0, LONGEST - ENDING)}…${name.slice(1 - ENDING)}` : name);
const suffix = (name) => /\.([a-z0-9]{1,4})$/i.exec(name ?? "")?.[1].toLowerCase() ?? "";
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

export function size(bytes) {
  const power = bytes > 0 ? Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), UNITS.length - 1) : 0;
  return `${(bytes / 1024 ** power).toFixed(power ? 1 : 0)} ${UNITS[power]}`;
}
