// The page's side of the protocol described in `page_api.py`.

const query = new URLSearchParams(location.search);
export const user = (query.get("user") ?? "").trim() || "小王";
export const startPayload = query.get("start") ?? "";

export class ServerError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

const address = (path, values) => `/play/${path}?${new URLSearchParams({ user, ...values })}`;
export const fileAddress = (id) => `/play/files/${encodeURIComponent(id)}`;
export const history = (values = {}) => request(address("history", values));

export const post = (path, values) =>
  request(`/play/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user, ...values }),
  });

export function upload(values, files) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ user, ...values })) body.append(name, value);
  for (const file of files) body.append("file", file, file.name);
  return request("/play/upload", { method: "POST", body });
}

async function request(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch {
    throw new ServerError("unreachable");
  }
  const answer = await response.json().catch(() => ({ error: "bad_request" }));
  if (!response.ok) throw new ServerError(answer.error ?? "bad_request");
  return answer;
}

// The browser comes back by itself with the last event's number; only a stream it gave up is opened anew.
export function listen(after, handlers, onConnection) {
  let last = after;
  const source = new EventSource(address("events", { after: last }));
  source.onopen = () => onConnection(true);
  source.onerror = () => {
    onConnection(false);
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(last, handlers, onConnection), 1500);
  };
  for (const [kind, handle] of Object.entries(handlers)) {
    source.addEventListener(kind, (event) => {
      if (event.lastEventId) last = Number(event.lastEventId);
      handle(JSON.parse(event.data));
    });
  }
}
