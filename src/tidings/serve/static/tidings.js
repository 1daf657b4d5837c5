// What feels better live. Every page works without it: forms are sent, links are followed.
'use strict';

const cards = () => [...document.querySelectorAll('main .card')];
const current = () => document.activeElement?.closest?.('.card') ?? null;
const TYPING = 'input, textarea, select, [contenteditable]';
const SWIPE = 80; // CSS pixels
const SEQUENCE = 1000; // milliseconds between the keys of "g h"

function step(by) {
  const all = cards();
  const at = all.indexOf(current());
  const next = all[at < 0 ? (by > 0 ? 0 : -1) : at + by];
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

// What was marked in this tab, and when: a page that comes back by "Back" is as it was before.
const kept = (key) => { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } };
const keep = (key, value) => { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* not allowed */ } };
const noted = (form, on) => {
  const mark = { kind: form.dataset.mark, story: form.elements.story.value, on, at: Date.now() };
  keep('marks', { ...kept('marks'), [`${mark.kind} ${mark.story}`]: mark });
};

// Turn the buttons of a page that does not know of some marks.
function apply(marks) {
  for (const { kind, story, on } of marks) {
    for (const form of document.querySelectorAll(`form[data-mark=${kind}]`)) {
      if (form.elements.story.value === story && form.querySelector('button').value === on) turned(form);
    }
  }
}

// A mark that is set: the button becomes the one that takes it back.
function turned(form) {
  const button = form.querySelector('button');
  const card = form.closest('[data-story]');
  const on = button.value === '1';
  noted(form, button.value);
  button.value = on ? '0' : '1';
  [button.textContent, button.dataset.other] = [button.dataset.other, button.textContent];
  if (button.hasAttribute('aria-pressed')) button.setAttribute('aria-pressed', String(on));
  card?.toggleAttribute(form.dataset.mark === 'save' ? 'data-saved' : 'data-read', on);
}

// One after the other: what is pressed twice is set and taken back.
function send(form) {
  form.sending = (form.sending ?? Promise.resolve()).then(() => sendOne(form));
}

async function sendOne(form) {
  const button = form.querySelector('button');
  const fields = new URLSearchParams(new FormData(form));
  fields.set(button.name, button.value);
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: 'POST', body: fields, redirect: 'manual' });
    if (answer.type !== 'opaqueredirect' && answer.status !== 202) throw new Error(String(answer.status));
    turned(form);
  } catch {
    button.disabled = false;
    form.submitted = true;
    form.requestSubmit(button); // the page that comes says what went wrong
    return;
  }
  button.disabled = false;
}

function press(mark, on) {
  const form = (current() ?? document).querySelector(`form[data-mark=${mark}]`);
  if (!form || (on && form.querySelector('button').value !== '1')) return;
  send(form);
}

// The publisher's own page: of the article here, or in a list of the newest one of a story.
function original() {
  const { story } = current()?.dataset ?? {};
  if (!story) return follow('.original a');
  press('mark', true);
  open(`/story/${story}/original`, '_blank', 'noopener');
}

function follow(selector) {
  (current() ?? document).querySelector(selector)?.click();
}

function previous() {
  const link = document.querySelector('a[rel=prev]');
  if (link) link.click();
  else history.back();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => document.querySelector('a[rel=next]')?.click(),
  p: previous,
  o: () => current()?.querySelector('h2 a')?.click(),
  Enter: () => document.activeElement?.matches('.card') && KEYS.o(),
  v: original,
  m: () => press('mark'),
  s: () => press('save'),
  h: () => location.assign('/'),
  '/': () => document.getElementById('find')?.focus(),
  '?': () => location.assign('/keys'),
};
const GO = { h: '/', r: '/river', s: '/sources', t: '/threads' };

// A picture that does not come leaves no empty place.
const gone = (picture) => picture.remove();
for (const picture of document.querySelectorAll('img.picture')) {
  if (picture.complete && !picture.naturalWidth) gone(picture);
  else picture.addEventListener('error', () => gone(picture));
}

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
  });
}

let going = 0;
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING)) return;
  if (Date.now() - going < SEQUENCE && GO[event.key]) {
    going = 0;
    location.assign(GO[event.key]);
    return;
  }
  if (event.key === 'g') going = Date.now();
  const act = Object.hasOwn(KEYS, event.key) && KEYS[event.key];
  if (!act || (event.key === 'Enter' && !document.activeElement?.matches('.card'))) return;
  event.preventDefault();
  act();
});

// A double click sends a form once: two links that let in, two of a rule were made.
const TWICE = 1000; // milliseconds
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.mark || form.method !== 'post') return;
  if (event.timeStamp - form.sentAt < TWICE) event.preventDefault();
  else form.sentAt = event.timeStamp;
});

const MANY = /\/river\/(through|undo)$/; // what marks more than one story

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (MANY.test(form.action)) keep('many', Date.now());
  if (!form.dataset.mark || form.submitted) return;
  event.preventDefault();
  send(form);
});

// What is opened is read: who comes back finds it so, and the place where they were.
function opened(card) {
  const form = card.querySelector('form[data-mark=mark]');
  if (form?.querySelector('button').value === '1') turned(form);
}

document.addEventListener('click', (event) => {
  const card = event.target.closest?.('h2 a')?.closest('.river[data-opens] .card');
  if (!card) return;
  opened(card);
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  history.replaceState({ ...history.state, at: cards().indexOf(card) }, '', `#${card.id}`);
});

// Whether this page was got by going back: then it may know nothing of what was marked since.
const isBack = performance.getEntriesByType('navigation')[0]?.type === 'back_forward';
if (!isBack) history.replaceState({ ...history.state, got: Date.now() }, '');
addEventListener('pageshow', ({ persisted }) => {
  const got = history.state?.got ?? 0;
  if (!persisted && !isBack) return;
  if (kept('many') > got) location.reload();
  else apply(Object.values(kept('marks') ?? {}).filter(({ at }) => at > got));
});

// The page of a story says whether it is read, now that it was opened.
const own = document.querySelector('form[data-mark=mark]');
if (own && !isBack && !cards().length) noted(own, own.querySelector('button').value === '1' ? '0' : '1');

// Back on a list that was loaded anew: the story may be gone from it, its neighbour is there.
function comeBack() {
  const at = history.state?.at;
  if (at === undefined || !isBack) return;
  const same = document.getElementById(location.hash.slice(1));
  if (same) opened(same);
  const card = same ?? cards()[Math.min(at, cards().length - 1)];
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: 'center' });
}
addEventListener('load', comeBack);

let from = null;
document.addEventListener('touchstart', (event) => {
  const card = event.target.closest?.('.river .card');
  from = card && event.touches.length === 1 ? { card, x: event.touches[0].clientX, y: event.touches[0].clientY } : null;
}, { passive: true });
document.addEventListener('touchend', (event) => {
  if (!from) return;
  const { clientX, clientY } = event.changedTouches[0];
  const across = clientX - from.x;
  if (Math.abs(across) >= SWIPE && Math.abs(across) > 2 * Math.abs(clientY - from.y)) {
    const form = from.card.querySelector(`form[data-mark=${across > 0 ? 'mark' : 'save'}]`);
    if (form) send(form);
  }
  from = null;
}, { passive: true });

// A model is still writing: look again, but not for ever.
const AGAIN = 4000; // milliseconds
const TIMES = 10;
if (document.querySelector('[data-again]')) {
  const asked = `again ${location.href}`;
  const times = Number(sessionStorage.getItem(asked));
  sessionStorage.setItem(asked, String(times + 1));
  if (times < TIMES) setTimeout(() => location.reload(), AGAIN);
}
