import type { WebAddress } from '../features/team/index.js';

interface AddressOptions {
  host: string;
  publicUrl?: string | undefined;
}

/** Hosts that mean "all of this machine's addresses". */
const EVERYWHERE = new Set(['0.0.0.0', '::']);

/** Where browsers reach the pages: PUBLIC_URL, else on Herald's own machine at the port it got. */
export function createWebAddress({ host, publicUrl }: AddressOptions) {
  let port: number | undefined;
  return {
    isHttps: publicUrl?.startsWith('https:') ?? false,
    listensOn(taken: number): void {
      port = taken;
    },
    get(): WebAddress {
      if (publicUrl !== undefined) return { url: publicUrl, isPublic: true };
      if (port === undefined) throw new Error('the web server has no port before it listens');
      const name = EVERYWHERE.has(host) ? '127.0.0.1' : host;
      return { url: `http://${name.includes(':') ? `[${name}]` : name}:${port}`, isPublic: false };
    },
  };
}
