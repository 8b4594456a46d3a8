import type { IncomingHttpHeaders } from 'node:http';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sent with every answer, `/_sim` included. */
export const securityHeaders = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const loopback = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/i;

/**
 * Why a request is not from our own page, or undefined when it may pass. A Host that is not loopback means that
 * a foreign name was pointed at this machine (DNS rebinding); a foreign Origin means another site's script.
 */
export function refusalOf({ host, origin, ...headers }: IncomingHttpHeaders): string | undefined {
  if (!host || !loopback.test(host)) return 'Open this page as http://127.0.0.1 or http://localhost';
  if (origin !== undefined && origin !== `http://${host}`) return 'Requests from another origin are refused';
  const site = headers['sec-fetch-site'];
  const isNavigation = headers['sec-fetch-mode'] === 'navigate';
  if (site === 'cross-site' && !isNavigation) return 'Requests from another site are refused';
  return undefined;
}
