import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';

const NAME = 'herald';

export interface SessionCookie {
  read(c: Context): string | undefined;
  write(c: Context, opened: { token: string; lastsMs: number }): void;
  clear(c: Context): void;
}

/** The cookie that holds a session's id. On https its `__Host-` binds it to this host, and to https. */
export function createSessionCookie(isHttps: boolean): SessionCookie {
  const options: CookieOptions = {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    ...(isHttps && { secure: true, prefix: 'host' }),
  };
  return {
    read: (c) => getCookie(c, NAME, options.prefix),
    write: (c, { token, lastsMs }) =>
      setCookie(c, NAME, token, { ...options, maxAge: Math.floor(lastsMs / 1000) }),
    clear: (c) => void deleteCookie(c, NAME, options),
  };
}
