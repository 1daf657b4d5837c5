// Without network: what the worker keeps, said on the page and listed where there is nothing else.
'use strict';
{
  const page = document.documentElement;
  const { whose } = page.dataset;
  const bar = document.getElementById('offline');
  const SETTLED = 2000; // milliseconds on a list after which its stories are fetched ahead

  // A page that comes back from the browser's memory, or an open tab, may be of whoever was here
  // before: it is asked for again.
  const remember = () => { try { localStorage.whose = whose; } catch { /* not allowed: no tabs */ } };
  const stale = () => { try { return whose && localStorage.whose !== whose; } catch { return false; } };
  addEventListener('pageshow', ({ persisted }) => persisted && stale() && location.reload());
  addEventListener('storage', ({ key }) => key === 'whose' && stale() && location.reload());

  function unsay() {
    bar.hidden = true;
    bar.querySelector('p')?.remove();
  }

  function say(from) {
    unsay();
    bar.hidden = false;
    bar.append(bar.querySelector('template').content.cloneNode(true));
    const time = bar.querySelector('p bdi');
    if (from) {
      time.textContent = new Date(from).toLocaleString(page.lang, { dateStyle: 'medium', timeStyle: 'short' });
      time.parentElement.hidden = false;
    }
  }

  function hello(worker) {
    const token = document.querySelector('input[name=token]')?.value ?? '';
    worker.postMessage({ whose, token });
  }

  // The stories of a list, to be there without network: once the reader has settled on it.
  function ahead(worker) {
    if (whose === 'nobody' || navigator.connection?.saveData || document.hidden) return;
    const cards = [...document.querySelectorAll('.stories .card')];
    const stories = cards.map((card) => ({ url: card.querySelector('h2 a').href, asOf: card.dataset.asOf }));
    worker.postMessage({ ahead: [{ url: location.href.split('#')[0] }, ...stories] });
  }

  // A browser that has a network may still not have the server.
  const again = () => fetch('/healthz').then(() => location.reload(), () => {});

  // The page that is shown in place of one that is not kept: a list of those that are.
  async function list(place) {
    addEventListener('online', again);
    if (location.hash === '#still') document.getElementById('still').hidden = false;
    const pages = await caches.open('pages');
    const texts = await Promise.all((await pages.keys()).reverse().map(async (key) => [key.url, await (await pages.match(key)).text()]));
    for (const [url, text] of texts) {
      const { documentElement: kept, title } = new DOMParser().parseFromString(text, 'text/html');
      Object.assign(page.dataset, kept.dataset);
      const item = place.lastElementChild.appendChild(document.createElement('li'));
      const link = item.appendChild(document.createElement('a'));
      link.href = url;
      link.dir = 'auto';
      link.textContent = title.replace(/ - Tidings$/, '');
    }
    place.hidden = !texts.length;
    document.getElementById('nothing').hidden = texts.length > 0;
  }

  async function start({ serviceWorker }) {
    serviceWorker.addEventListener('message', ({ data }) => {
      if (data.from) say(data.from);
      apply(data.marks); // those that wait to be sent
    });
    await serviceWorker.register('/worker.js');
    const { active } = await serviceWorker.ready;
    if (whose) {
      hello(active);
      setTimeout(() => (window.requestIdleCallback ?? setTimeout)(() => ahead(active)), SETTLED);
    }
    addEventListener('online', () => { unsay(); active.postMessage({}); });
    addEventListener('offline', () => say());
  }

  if (whose) remember();
  const place = document.getElementById('kept');
  if (place) list(place);
  if (navigator.serviceWorker) start(navigator).catch(() => {}); // not allowed here: all else works
}
