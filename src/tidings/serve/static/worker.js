// The service worker: keeps what was read here for when there is no network, and the marks that
// are set meanwhile. FILES, which it needs at once, is put above this by the server.
//
// Every page says whose it is. What is kept belongs to one reader: as soon as a page of another
// one comes, or nobody is logged in any more, all of it is thrown away.
'use strict';

const STATIC = 'static';
const PAGES = 'pages';
const PICTURES = 'pictures';
const STATE = 'state'; // whose everything is; marks that wait; what was opened without network; as of when
const AT_MOST = { [STATIC]: 40, [PAGES]: 120, [PICTURES]: 60 }; // the oldest go first
const AHEAD = 12; // stories of a list that are fetched ahead
const FRESH = 30 * 60 * 1000; // milliseconds for which any page that is kept stays good
const SAME = 24 * 60 * 60 * 1000; // for which a story does that has not gone on since
const PAUSE = 250; // between two pages that are fetched ahead
const PATIENCE = 4000; // milliseconds that the network may take where a copy is kept
const READABLE =
  /^\/($|(river|wrap-up|threads|tags|entities)$|(story|article|thread|tag|entity)\/[^/]+$)/;
const MARK = /^\/river\/(mark|save)$/;
const FIELD = { mark: 'read', save: 'on' }; // of the forms of a story: what is set by its button

const ANY = { ignoreVary: true };
const shown = new Map(); // client: the time of the kept page that it shows
let last = Promise.resolve();
let sending = null;

// What touches the state is done one after the other.
function turn(act) {
  last = last.then(act, act);
  return last;
}

async function find(name, key) {
  return (await caches.open(name)).match(key, ANY);
}

async function keep(name, key, answer) {
  const cache = await caches.open(name);
  await cache.delete(key, ANY);
  await cache.put(key, answer);
  const keys = await cache.keys();
  const over = keys.slice(0, Math.max(0, keys.length - AT_MOST[name]));
  await Promise.all(over.map((one) => cache.delete(one)));
}

async function read(key) {
  return (await find(STATE, key))?.json();
}

async function write(key, value) {
  await (await caches.open(STATE)).put(key, Response.json(value));
}

async function all(under) {
  const state = await caches.open(STATE);
  const keys = (await state.keys()).filter((one) => new URL(one.url).pathname.startsWith(under));
  const found = await Promise.all(keys.map(async (key) => [key, await (await state.match(key))?.json()]));
  return found.filter(([, value]) => value !== undefined);
}

async function clear() {
  shown.clear();
  await Promise.all([PAGES, PICTURES, STATE].map((name) => caches.delete(name)));
}

// Learn from a page whose it is; what is kept of anybody else goes.
async function learn(answer) {
  const whose = answer.headers.get('Tidings-Reader');
  if (whose !== null) await belong(whose, answer.headers.get('Tidings-Token'));
}

async function belong(whose, token) {
  const known = await read('/whose');
  if (known && known.whose !== whose) await clear();
  await write('/whose', { whose, token: token || (known?.token ?? '') });
}

// Keep a page, if it is one to read and of the reader to whom all the others belong.
async function store(url, answer) {
  const { pathname, searchParams } = new URL(url, location);
  const no = answer.headers.get('Cache-Control')?.includes('no-store');
  if (answer.status !== 200 || no || searchParams.has('done') || !READABLE.test(pathname)) return;
  const known = await read('/whose');
  if (known && known.whose === answer.headers.get('Tidings-Reader')) await keep(PAGES, url, answer);
}

async function mine(url) {
  const [kept, known] = await Promise.all([find(PAGES, url), read('/whose')]);
  return known && kept?.headers.get('Tidings-Reader') === known.whose ? kept : undefined;
}

async function page(event) {
  const { request } = event;
  const coming = Promise.resolve(event.preloadResponse).then((ready) => ready ?? fetch(request));
  const copied = coming.then((answer) => answer.clone());
  event.waitUntil(
    copied
      .then((copy) => turn(async () => { await learn(copy); await store(request.url, copy); }))
      .then(send)
      .catch(() => {}),
  );
  const kept = await mine(request.url);
  const late = new Promise((_, fail) => { if (kept) setTimeout(fail, PATIENCE); });
  try {
    return await Promise.race([coming, late]);
  } catch {
    if (!kept) return (await caches.match('/offline', ANY)) ?? Response.error();
    shown.set(event.resultingClientId, Date.parse(kept.headers.get('Date')));
    const { pathname } = new URL(request.url);
    await turn(() => write(`/opened${pathname}`, Date.now()));
    return kept;
  }
}

async function file(request) {
  const kept = await find(STATIC, request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await keep(STATIC, request, answer.clone());
  return answer;
}

async function picture(request) {
  const kept = await find(PICTURES, request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && (await read('/whose'))) await keep(PICTURES, request, answer.clone());
  return answer;
}

// A mark goes to the server, or waits: the last one that was set on a story is what counts.
async function mark(request, kind) {
  const fields = new URLSearchParams(await request.clone().text());
  const key = `/marks/${kind}/${encodeURIComponent(fields.get('story'))}`;
  const seen = (await find(PAGES, request.referrer))?.headers.get('Date');
  const form = {
    kind,
    story: fields.get('story'),
    on: fields.get(FIELD[kind]),
    seen: Math.floor((seen ? Date.parse(seen) : Date.now()) / 1000), // what came later is unread
    at: Date.now(),
  };
  await sending?.catch(() => {});
  await turn(async () => (await caches.open(STATE)).delete(key));
  try {
    return await fetch(request);
  } catch {
    await turn(() => write(key, form));
    await self.registration.sync?.register('marks').catch(() => {});
    if (request.mode !== 'navigate') return new Response(null, { status: 202 });
    return Response.redirect(new URL(fields.get('back') ?? '/river', location), 303);
  }
}

async function leave(request) {
  await turn(clear);
  try {
    return await fetch(request);
  } catch {
    return Response.redirect(new URL('/offline#still', location), 303);
  }
}

function send() {
  sending ??= sendAll().finally(() => { sending = null; });
  return sending;
}

// Send what waits, all in one; it is taken off only when the server says that it is done.
async function sendAll() {
  const [marks, known] = await Promise.all([all('/marks/'), read('/whose')]);
  if (known && marks.length) {
    const body = new URLSearchParams({ token: known.token });
    for (const [, { kind, story, on, seen }] of marks) {
      for (const [name, value] of Object.entries({ kind, story, on, seen })) body.append(name, value);
    }
    const answer = await fetch('/offline/marks', { method: 'POST', body, redirect: 'manual' });
    if (answer.status !== 204) throw new Error(`marks: ${answer.status}`);
    await turn(() => Promise.all(marks.map(([key, sent]) => take(key, sent.at))));
  }
  for (const [key] of known ? await all('/opened/') : []) {
    await fetch(new URL(key.url).pathname.replace('/opened', '')); // tells the server
    await turn(async () => (await caches.open(STATE)).delete(key));
  }
}

async function take(key, at) {
  if ((await read(key))?.at === at) await (await caches.open(STATE)).delete(key);
}

// Fetch what is not kept, or went on since: `asOf` is another one when a story does.
async function ahead(pages) {
  for (const { url, asOf } of pages.slice(0, AHEAD + 1)) {
    const [kept, known] = await Promise.all([mine(url), read('/as-of')]);
    const age = kept ? Date.now() - Date.parse(kept.headers.get('Date')) : Infinity;
    if (age < (asOf && known?.[url] === asOf ? SAME : FRESH)) continue;
    // "prefetch": what was not opened is not marked as read
    const headers = { Purpose: 'prefetch', 'If-None-Match': kept?.headers.get('ETag') ?? '' };
    const answer = await fetch(url, { headers, redirect: 'manual' });
    await turn(() => store(url, answer.status === 304 ? again(kept, answer) : answer));
    if (asOf) await turn(() => writeAsOf(url, asOf));
    await new Promise((done) => { setTimeout(done, PAUSE); });
  }
}

async function writeAsOf(url, asOf) {
  const others = Object.entries((await read('/as-of')) ?? {}).filter(([one]) => one !== url);
  await write('/as-of', Object.fromEntries([...others, [url, asOf]].slice(-AT_MOST[PAGES])));
}

// The same page, good for a while again.
function again(kept, answer) {
  const headers = new Headers(kept.headers);
  headers.set('Date', answer.headers.get('Date'));
  return new Response(kept.body, { headers });
}

// A page was loaded: say what it can't know by itself, and look after what waits.
async function hello(client, { whose, token }) {
  const from = shown.get(client.id);
  if (from === undefined) await turn(() => belong(whose, token)); // the first one came past us
  const marks = (await all('/marks/')).map(([, value]) => value);
  client.postMessage({ from, marks });
  await send();
}

self.addEventListener('install', (event) => {
  const got = caches.open(STATIC).then((cache) => cache.addAll(FILES));
  event.waitUntil(got.then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    Promise.all([self.registration.navigationPreload?.enable(), self.clients.claim()]),
  );
});

self.addEventListener('message', (event) => {
  const { data } = event;
  const act = data.ahead ? ahead(data.ahead) : data.whose ? hello(event.source, data) : send();
  event.waitUntil(act.catch(() => {}));
});

self.addEventListener('sync', (event) => {
  event.waitUntil(send());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  const marked = MARK.exec(pathname);
  if (request.method === 'POST' && marked) event.respondWith(mark(request, marked[1]));
  else if (request.method === 'POST' && pathname === '/logout') event.respondWith(leave(request));
  else if (request.method !== 'GET') return;
  else if (pathname.startsWith('/static/')) event.respondWith(file(request));
  else if (pathname === '/picture') event.respondWith(picture(request));
  else if (request.mode === 'navigate') event.respondWith(page(event));
});
