import { inspectRoutes } from 'hono/dev';
import { createPages, type WebDeps } from '../../src/web/server.js';

/** Whom a route answers, and with what; everybody else is sent to the login page. */
export type Route =
  | { to: 'everybody'; paths: readonly string[] }
  /** Redeems a login link. */
  | { to: 'whoever has a link'; paths: readonly string[] }
  | { to: 'the team'; paths: readonly string[]; answer: number; ends?: true };

/** Every route of the web side; one without an entry fails the test. */
export const ROUTES: Record<string, Route> = {
  'GET /healthz': { to: 'everybody', paths: ['/healthz'] },
  'GET /:file{herald\\.css|herald\\.js|icon\\.svg}': {
    to: 'everybody',
    paths: ['/herald.css', '/herald.js', '/icon.svg'],
  },
  'GET /login': { to: 'everybody', paths: ['/login', '/login?token=x'] },
  'POST /login': { to: 'whoever has a link', paths: ['/login'] },
  'GET /': { to: 'the team', paths: ['/'], answer: 200 },
  'POST /logout': { to: 'the team', paths: ['/logout'], answer: 303, ends: true },
  'ALL /*': { to: 'the team', paths: ['/nothing', '/.env', '/queue/..%2f'], answer: 404 },
};

const EVERY_METHOD = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** The methods that a route answers. */
export function methodsOf(name: string): string[] {
  const [method = ''] = name.split(' ');
  if (method === 'GET') return ['GET', 'HEAD'];
  return method === 'ALL' ? EVERY_METHOD : [method];
}

/** The routes that the web side has, as `METHOD /path`; `ALL` is every method. What only stands before others is none. */
export function routesOf(deps: WebDeps): string[] {
  // Hono notes files that are served as middleware, for those that are not there are left to others.
  const routes = inspectRoutes(createPages(deps)).filter(
    ({ method, isMiddleware }) => method !== 'ALL' || !isMiddleware,
  );
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))];
}

/** How a form comes. */
export interface Form {
  from: keyof typeof FROM;
  csrf: 'its own' | "another's" | 'none';
  as: 'form' | 'json';
}

/** By what browsers say where a form was sent from. */
export const FROM = {
  'our page': {},
  'the same origin': { 'sec-fetch-site': 'same-origin' },
  'another site': { origin: 'https://evil.example' },
  'another site, by its kind': { 'sec-fetch-site': 'cross-site' },
  'who knows where': {},
} as const;

/** Every way in which a form may come. */
export const FORMS: readonly Form[] = (Object.keys(FROM) as Form['from'][]).flatMap((from) =>
  (['its own', "another's", 'none'] as const).flatMap((csrf) =>
    (['form', 'json'] as const).map((as) => ({ from, csrf, as })),
  ),
);

/** Whether a browser says that it was sent from here. */
export const isFromHere = ({ from }: Form) => from === 'our page' || from === 'the same origin';
