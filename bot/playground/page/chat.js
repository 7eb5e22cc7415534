// The page: history first, then events as they come.

import { answered } from "./buttons.js";
import { Composer } from "./composer.js";
import { find } from "./dom.js";
import { Log } from "./log.js";
import { openMenu } from "./message-menu.js";
import { ReplyKeyboard } from "./reply-keyboard.js";
import { history, listen } from "./server.js";
import { Sheet } from "./sheet.js";
import { fail } from "./toast.js";
import { WORDS } from "./words.js";

const RETRY = 1500; // milliseconds between attempts to load the history

async function begin() {
  let first;
  try {
    first = await history();
  } catch (error) {
    if (error.code !== "unreachable") return fail(error);
    online(false);
    return setTimeout(begin, RETRY);
  }
  online(true);
  open(first);
}

function open(first) {
  let sheet = null;
  const composer = new Composer((text) => sheet?.typed(text));
  const log = new Log({
    command: (words) => composer.send("text", { text: words }),
    menu: (view, bubble, event) => openMenu(view, bubble, event, composer),
  });
  const keyboard = new ReplyKeyboard(composer, first.me);
  sheet = new Sheet(composer, first.me);
  sheet.commands = first.commands;
  name(first);
  log.begin(first);
  for (const view of first.messages) keyboard.show(view, false);
  const passing = (state) => {
    typing(state.typing);
    log.draft(state.draft);
  };
  passing(first);
  listen(first.revision, {
    state: (state) => {
      if (state.store !== first.store) return location.reload();
      sheet.commands = state.commands;
      passing(state);
    },
    message: (view) => {
      if (view.message.from.is_bot && !log.find(view.message.message_id)) {
        typing(null);
        keyboard.show(view, true);
      }
      log.show(view);
    },
    typing,
    draft: (draft) => log.draft(draft),
    answer: answered,
    commands: ({ commands }) => (sheet.commands = commands),
  }, online);
}

function name({ bot, me }) {
  document.title = bot.first_name;
  find("#bot-name").textContent = bot.first_name;
  find("#status").textContent = WORDS.bot;
  find("#me").textContent = WORDS.me(me.first_name);
}

let typingEnd = 0;

function typing(sign) {
  clearTimeout(typingEnd);
  const words = sign?.action ? WORDS.doing[sign.action] : "";
  find("#typing").textContent = words;
  find("#typing").hidden = !words;
  find("#status").hidden = Boolean(words);
  if (words) typingEnd = setTimeout(() => typing(null), sign.seconds * 1000);
}

function online(isOnline) {
  const bar = find("#offline");
  bar.textContent = WORDS.offline;
  bar.hidden = isOnline;
}

begin();
