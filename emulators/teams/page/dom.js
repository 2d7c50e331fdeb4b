/** Builds elements. Text is always set as text, so content by people or the bot never becomes markup. */

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [props] attributes; `class`, `on…` listeners and boolean attributes too
 * @param {...(Node | string | undefined | false)} children
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

const paths = {
  attach:
    'M16.5 6.5l-7.8 7.8a2 2 0 002.8 2.8l8-8a4 4 0 00-5.6-5.6l-8.2 8.2a6 6 0 008.5 8.5l6.8-6.8',
  send: 'M4 12L3.5 4.5 21 12 3.5 19.5 4 12zm0 0h9',
  sun: 'M12 8a4 4 0 100 8 4 4 0 000-8zM12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M4.9 4.9l1.8 1.8M17.3 17.3l1.8 1.8M4.9 19.1l1.8-1.8M17.3 6.7l1.8-1.8',
  moon: 'M20 14.5A8.5 8.5 0 019.5 4 8.5 8.5 0 1020 14.5z',
  code: 'M8.5 7L3.5 12l5 5M15.5 7l5 5-5 5',
  switches:
    'M4 7h9M19 7h1M4 17h1M11 17h9M16 4.5a2.5 2.5 0 100 5 2.5 2.5 0 000-5zM8 14.5a2.5 2.5 0 100 5 2.5 2.5 0 000-5z',
  close: 'M6 6l12 12M18 6L6 18',
  file: 'M7 3h7l4 4v14H7a1 1 0 01-1-1V4a1 1 0 011-1zM14 3v4h4M9 12h6M9 16h6',
  group:
    'M9 5a3 3 0 100 6 3 3 0 000-6zM3.5 19c0-3 2.5-5 5.5-5s5.5 2 5.5 5M16 6a2.5 2.5 0 110 5M16.5 14c2.5.3 4 2 4 5',
  directory:
    'M5 4h12a2 2 0 012 2v12a2 2 0 01-2 2H5zM5 4v16M2.5 8H5M2.5 12H5M2.5 16H5M12 8a2 2 0 100 4 2 2 0 000-4zM8.5 16.500c0-1.500 1.500-2.500 3.500-2.500s3.500 1 3.500 2.500',
  channel: 'M9 4L7 20M17 4l-2 16M4 9h16M3.5 15h16',
};

/** A decorative line icon: its button has the label. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}

/** A round avatar with initials, in a colour that is stable for a name. */
export function avatar(name, kind = 'person') {
  const hue = [...name].reduce((sum, letter) => (sum + letter.codePointAt(0) * 47) % 360, 0);
  const picture = h('span', { class: `avatar ${kind}`, 'aria-hidden': 'true' });
  picture.style.setProperty('--hue', String(hue));
  if (kind === 'bot') picture.append(h('img', { src: '/page/icon.svg', alt: '' }));
  else if (kind === 'group' || kind === 'channel') picture.append(icon(kind));
  // Drawn by the style sheet, so that it isn't part of the button's text.
  else picture.dataset.initial = name.slice(0, 1);
  return picture;
}
