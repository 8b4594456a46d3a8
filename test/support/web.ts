import type { PersonHandle } from '../../src/playground/telegram/index.js';
import { opens } from './steps.js';

/** A fresh login link from the chat: its address, and what stands behind the #. */
export async function asksForLink(person: PersonHandle): Promise<{ url: URL; token: string }> {
  const fresh = await opens(person, 'You');
  await person.sees(/Time zone/, fresh);
  person.presses('Open in browser');
  const { reply_markup } = await person.sees(/signed in as you\. It works once/, fresh);
  const [button] = reply_markup?.inline_keyboard.flat() ?? [];
  const url = new URL(button && 'url' in button ? button.url : '');
  return { url, token: url.hash.slice(1) };
}

export interface WebClient {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  /** Redeems a link's token as the login page's script does. */
  signsIn(token: string): Promise<Response>;
  /** What the page's forms carry. */
  csrf(): Promise<string>;
}

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** As much of a browser as the rules of sessions need: it keeps cookies, follows nothing, and says where it is. */
export function createWebClient(port: number, always: Record<string, string> = {}): WebClient {
  const root = `http://127.0.0.1:${port}`;
  const cookies = new Map<string, string>();

  async function ask(path: string, init: RequestInit, headers: Record<string, string>): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(root + path, {
      ...init,
      redirect: 'manual',
      headers: { 'user-agent': FIREFOX, ...(cookie && { cookie }), ...always, ...headers },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  }

  const client: WebClient = {
    cookies,
    get: (path, headers = {}) => ask(path, {}, headers),
    post: (path, form, headers = { origin: root }) =>
      ask(path, { method: 'POST', body: new URLSearchParams(form) }, headers),
    signsIn: (token) => client.post('/login', { token }),
    async csrf() {
      const page = await (await client.get('/')).text();
      return /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    },
  };
  return client;
}
