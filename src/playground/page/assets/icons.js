import { html } from './html.js';

/** Outlines on a 24 grid, drawn with the colour of the text. */
const paths = {
  back: 'M15 5l-7 7 7 7',
  send: 'M5 12h13M12 5l7 7-7 7',
  attach:
    'M20 11.5l-8 8a5.2 5.2 0 0 1-7.4-7.4l8.300-8.300a3.5 3.5 0 0 1 5 5l-8.300 8.2a1.700 1.700 0 0 1-2.5-2.4l7.4-7.300',
  slash: 'M14.5 6l-5 12',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M12 5v14M6 13l6 6 6-6',
  reply: 'M10 6l-6 6 6 6M4 12h9a7 7 0 0 1 7 7',
  forward: 'M14 6l6 6-6 6M20 12h-9a7 7 0 0 0-7 7',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13',
  arrow: 'M8 16L16 8M9.5 8H16v6.5',
  clock: 'M12 7v5l3.5 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  pin: 'M9 4h6l-1 6 3.5 3.5h-11L10 10zM12 13.5V20',
  file: 'M7 3h7l5 5v13H7zM14 3v5h5',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0z',
  more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  channel: 'M4 10v4h3l7 5V5l-7 5zM18 9a4.5 4.5 0 0 1 0 6',
  group:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.300a3.5 3.5 0 0 1 0 6.4M18 14.5c2.2.8 3.5 2.600 3.5 5.5',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
};

/** @param {{ name: keyof typeof paths }} props */
export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${paths[name]} /></svg>`;
}
