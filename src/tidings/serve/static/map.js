// Maps that are moved and looked at closely: drag, pinch, wheel, buttons, keys. Without this they
// are pictures whose places are links.
'use strict';
{
  const CLOSEST = 64; // times
  const NEAR = 20; // CSS pixels between two dots of which one is shown for both
  const STEP = 1.5; // of a key or a turn of the wheel
  const MOVED = 4; // CSS pixels that a pointer moves at least to drag
  const STILL = 250; // milliseconds without movement after which finer outlines are fetched
  const FINE = 2; // times closer, from where on they are
  const PAN = 0.15; // of the width that an arrow key moves

  function alive(box) {
    const svg = box.querySelector('svg');
    const coarse = svg.querySelector('.land');
    const told = new Set([...coarse.querySelectorAll('[data-land]')].map((one) => one.dataset.land));
    const whole = (({ x, y, width, height }) => ({ x, y, width, height }))(svg.viewBox.baseVal);
    const dots = [...svg.querySelectorAll('a')].map((link) => ({
      link, x: +link.dataset.x, y: +link.dataset.y, r: +link.dataset.r,
      text: link.querySelector('text'), more: link.querySelector('tspan'), circle: link.querySelector('circle'),
    }));
    const frame = Object.fromEntries(['north', 'east', 'scale', 'across'].map((name) => [name, +box.dataset[name]]));
    const [closer, farther, all] = box.querySelectorAll('.zoom button');
    const pointers = new Map();
    let view = { ...whole };
    let fetched = '';
    let still, dragged, asked;

    const times = () => whole.width / view.width;
    const pixel = () => view.width / svg.clientWidth; // units of one

    function look(x, y, width) {
      const wide = Math.min(whole.width, Math.max(whole.width / CLOSEST, width));
      const tall = wide * whole.height / whole.width;
      view = {
        x: Math.min(whole.x + whole.width - wide, Math.max(whole.x, x)),
        y: Math.min(whole.y + whole.height - tall, Math.max(whole.y, y)),
        width: wide, height: tall,
      };
      asked ??= requestAnimationFrame(draw);
    }

    // Look so many times closer; what is at a point of the drawing stays where it is.
    function zoom(by, at = { x: view.x + view.width / 2, y: view.y + view.height / 2 }) {
      const width = Math.min(whole.width, Math.max(whole.width / CLOSEST, view.width / by));
      const share = width / view.width;
      look(at.x - (at.x - view.x) * share, at.y - (at.y - view.y) * share, width);
    }

    function draw() {
      asked = undefined;
      svg.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`);
      box.classList.toggle('close', times() > 1);
      closer.disabled = times() >= CLOSEST;
      farther.disabled = all.disabled = times() <= 1;
      arrange();
      clearTimeout(still);
      still = setTimeout(refine, STILL);
    }

    // Dots and names keep their size on the screen; those too near to a larger one are shown by it.
    function arrange() {
      const shrunk = 1 / times();
      const near = NEAR * pixel();
      const seen = dots.filter(({ x, y }) => x >= view.x && x <= view.x + view.width && y >= view.y && y <= view.y + view.height);
      for (const dot of dots) dot.held = [];
      const heads = [];
      for (const dot of seen) {
        const head = dot.r && heads.find((one) => Math.hypot(one.x - dot.x, one.y - dot.y) < near);
        if (head) head.held.push(dot);
        else if (dot.r) heads.push(dot);
        dot.link.setAttribute('class', head ? 'within' : '');
        dot.link.setAttribute('transform', `translate(${dot.x} ${dot.y}) scale(${shrunk})`);
      }
      for (const { link, held, more } of seen) {
        more.textContent = held.length ? ` +${held.length}` : '';
        if (held.length) link.setAttribute('class', 'many');
      }
      name(heads, seen, shrunk);
    }

    // Write names where they lie on nothing else: towns first, those most told before the others.
    function name(heads, seen, shrunk) {
      const lands = seen.filter((dot) => !dot.r);
      const size = parseFloat(getComputedStyle(dots[0].text).fontSize) * shrunk;
      const taken = heads.map(({ x, y, r }) => [x - r * shrunk, y - r * shrunk, x + r * shrunk, y + r * shrunk]);
      for (const dot of [...heads, ...lands]) {
        dot.text.classList.remove('unsaid');
        const wide = dot.text.getComputedTextLength() * shrunk;
        const gap = dot.r * shrunk + size / 5;
        const places = dot.r
          ? [['start', gap, size / 3], ['end', -gap, size / 3], ['middle', 0, -gap], ['middle', 0, gap + size * 0.75]]
          : [['middle', 0, size / 3]];
        const free = places.find(([anchor, right, down]) => {
          const x = dot.x + right - { start: 0, middle: wide / 2, end: wide }[anchor];
          const one = [x, dot.y + down - size * 0.8, x + wide, dot.y + down + size * 0.2];
          const inside = one[0] >= view.x && one[2] <= view.x + view.width && one[1] >= view.y && one[3] <= view.y + view.height;
          if (!inside || taken.some((other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3])) return false;
          taken.push(one);
          return true;
        });
        dot.text.classList.toggle('unsaid', !free);
        if (!dot.r) dot.circle?.setAttribute('class', free ? 'within' : '');
        if (!free) continue;
        dot.text.setAttribute('text-anchor', free[0]);
        dot.text.setAttribute('x', free[1] / shrunk);
        dot.text.setAttribute('y', free[2] / shrunk);
      }
    }

    // Finer outlines of what is looked at and around it, above the coarse ones.
    async function refine() {
      const by = 2 ** Math.floor(Math.log2(times()));
      if (by < FINE) {
        svg.querySelector('.fine')?.remove();
        fetched = '';
        return;
      }
      const step = view.width / 4;
      const middle = [view.x + view.width / 2, view.y + view.height / 2].map((unit) => Math.round(unit / step) * step);
      const north = frame.north - (middle[1] - 320) / frame.scale;
      const east = frame.east + (middle[0] - 480) / frame.across;
      const wanted = new URLSearchParams({ north: north.toFixed(2), east: east.toFixed(2), scale: frame.scale * by, across: frame.across * by });
      if (String(wanted) === fetched) return;
      fetched = String(wanted);
      const answer = await fetch(`/map/land?${wanted}`).catch(() => null);
      if (!answer?.ok || fetched !== String(wanted)) return;
      const fine = coarse.cloneNode(false);
      fine.setAttribute('class', 'land fine');
      const right = (+wanted.get('east') - frame.east) * frame.across + 480;
      const down = (frame.north - wanted.get('north')) * frame.scale + 320;
      fine.setAttribute('transform', `translate(${right - 480 / by} ${down - 320 / by}) scale(${2 / by})`);
      const sea = fine.appendChild(document.createElementNS(svg.namespaceURI, 'rect'));
      for (const [key, value] of Object.entries({ x: -240, y: -160, width: 960, height: 640, class: 'sea' })) sea.setAttribute(key, value);
      for (const [land, path] of await answer.json()) {
        const one = fine.appendChild(document.createElementNS(svg.namespaceURI, 'path'));
        one.setAttribute('d', path);
        if (told.has(land)) one.setAttribute('class', 'told');
      }
      svg.querySelector('.fine')?.remove();
      coarse.after(fine);
    }

    function point({ clientX, clientY }) {
      const { left, top } = svg.getBoundingClientRect();
      return { x: view.x + (clientX - left) * pixel(), y: view.y + (clientY - top) * pixel() };
    }

    svg.addEventListener('pointerdown', (event) => {
      if (event.button) return;
      pointers.set(event.pointerId, event);
      dragged = false;
    });
    addEventListener('pointermove', (event) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const [other] = [...pointers.values()].filter((one) => one.pointerId !== event.pointerId);
      const across = before.clientX - event.clientX;
      const down = before.clientY - event.clientY;
      if (!dragged && !other && Math.hypot(across, down) < MOVED) return;
      dragged = true;
      box.classList.add('dragged');
      if (other) {
        const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
        const middle = { clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2 };
        zoom(apart(event) / Math.max(1, apart(before)), point(middle));
      } else if (times() > 1) look(view.x + across * pixel(), view.y + down * pixel(), view.width);
      pointers.set(event.pointerId, event);
    });
    for (const end of ['pointerup', 'pointercancel']) {
      addEventListener(end, (event) => {
        pointers.delete(event.pointerId);
        if (!pointers.size) box.classList.remove('dragged');
      });
    }
    svg.addEventListener('dragstart', (event) => event.preventDefault());
    svg.addEventListener('click', (event) => {
      const dot = dots.find(({ link }) => link.contains(event.target));
      if (dragged) event.preventDefault();
      else if (dot?.held.length && times() < CLOSEST) {
        event.preventDefault();
        const reach = Math.max(...dot.held.map((one) => Math.hypot(one.x - dot.x, one.y - dot.y)), 1);
        const width = Math.min(view.width / 2, Math.max(reach * 4, whole.width / CLOSEST));
        look(dot.x - width / 2, dot.y - width * whole.height / whole.width / 2, width);
      }
      dragged = false;
    }, true);

    const hint = box.querySelector('.hint');
    let hiding;
    svg.addEventListener('wheel', (event) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        zoom(event.deltaY < 0 ? STEP : 1 / STEP, point(event));
        return;
      }
      hint.hidden = false; // the page scrolls on
      clearTimeout(hiding);
      hiding = setTimeout(() => { hint.hidden = true; }, 1500);
    }, { passive: false });
    svg.addEventListener('dblclick', (event) => { event.preventDefault(); zoom(2, point(event)); });

    const move = (right, down) => look(view.x + right * PAN * view.width, view.y + down * PAN * view.width, view.width);
    const keys = {
      '+': () => zoom(STEP), '=': () => zoom(STEP), '-': () => zoom(1 / STEP), 0: () => look(whole.x, whole.y, whole.width),
      ArrowLeft: () => move(-1, 0), ArrowRight: () => move(1, 0), ArrowUp: () => move(0, -1), ArrowDown: () => move(0, 1),
    };
    box.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
      if (times() === 1 && event.key.startsWith('Arrow')) return; // the page scrolls
      event.preventDefault();
      keys[event.key]();
    });
    box.querySelector('.zoom').addEventListener('click', ({ target }) => {
      const by = Number(target.value);
      if (target.value) (by ? zoom(by) : look(whole.x, whole.y, whole.width));
    });

    box.querySelector('.zoom').hidden = false;
    box.classList.add('live');
    new ResizeObserver(() => { asked ??= requestAnimationFrame(draw); }).observe(svg);
  }

  document.querySelectorAll('.map').forEach((box) => box.dataset.scale && alive(box));
}
