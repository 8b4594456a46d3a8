import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Asset {
  type: string;
  body: string | Buffer;
}

const ownRoot = fileURLToPath(new URL('./assets', import.meta.url));

/** Packages that the page imports by name; there is no import map, as our policy allows no inline script. */
const packages = new Map([
  ['preact', { url: '/vendor/preact.js', file: fileURLToPath(import.meta.resolve('preact')) }],
  [
    'preact/hooks',
    { url: '/vendor/preact-hooks.js', file: fileURLToPath(import.meta.resolve('preact/hooks')) },
  ],
  ['htm', { url: '/vendor/htm.js', file: fileURLToPath(import.meta.resolve('htm')) }],
]);
/** Emoji in the older of the two colour formats, which every browser draws; and symbols, of which ads have one. */
const fonts = {
  '/vendor/twemoji.woff2': 'twemoji-colr-font/twemoji.woff2',
  '/vendor/symbols.woff2': '@fontsource/noto-sans-symbols/files/noto-sans-symbols-symbols-400-normal.woff2',
};
const vendored = new Map([
  ...[...packages.values()].map(({ url, file }) => [url, file] as const),
  ...Object.entries(fonts).map(([url, name]) => [url, fileURLToPath(import.meta.resolve(name))] as const),
]);

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The file behind a URL path of the page, or undefined; never one outside the page's own folder. */
export async function readAsset(path: string): Promise<Asset | undefined> {
  const type = types[path === '/' ? '.html' : extname(path)];
  const file = locate(path);
  if (!type || !file) return undefined;
  try {
    const body = await readFile(file);
    return { type, body: type === 'text/javascript' ? linkPackages(body.toString('utf8')) : body };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function locate(path: string): string | undefined {
  if (path === '/') return join(ownRoot, 'index.html');
  const library = vendored.get(path);
  if (library) return library;
  const file = normalize(join(ownRoot, path));
  return file.startsWith(ownRoot + sep) ? file : undefined;
}

/** Turns `from 'preact'` into the address that we serve it at; libraries import each other the same way. */
function linkPackages(source: string): string {
  return source.replace(
    /(\bfrom\s*|\bimport\s*)(["'])([\w/]+)\2/g,
    (whole, lead: string, quote: string, name: string) => {
      const found = packages.get(name);
      return found ? `${lead}${quote}${found.url}${quote}` : whole;
    },
  );
}
