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
  swap: 'M7 4L3.500 7.500 7 11M3.500 7.500H20M17 13l3.500 3.500L17 20M20.500 16.500H4',
  next: 'M9 5l7 7-7 7',
  download: 'M12 4v11M6.5 10L12 15.5 17.5 10M5 20h14',
  play: 'M8 5l11 7-11 7z',
  sun: 'M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.600 5.600l1.100 1.100M17.300 17.300l1.100 1.100M5.600 18.400l1.100-1.100M17.300 6.700l1.100-1.100M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0z',
  moon: 'M20 14.5A8.500 8.500 0 1 1 9.500 4a7 7 0 0 0 10.500 10.500z',
  system: 'M3.500 5h17v11h-17zM9 20h6M12 16v4',
  tools:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM9 19.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z',
  bolt: 'M13 3L5 14h6l-1 7 8-11h-6z',
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
