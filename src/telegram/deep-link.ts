import { z } from 'zod';

/** The first letters of a /start payload say what it is for. */
const PURPOSES = { claim: 'c', invite: 'i', ad: 'a' } as const;
export type DeepLinkPurpose = keyof typeof PURPOSES;

/** Telegram takes at most 64 of these letters as a payload. */
const payloadSchema = z.string().regex(/^[a-z]_[A-Za-z0-9_-]{1,62}$/);

export interface DeepLink {
  purpose: DeepLinkPurpose;
  token: string;
}

/** Reads what stands behind `/start`; undefined for anything that Herald never issued. */
export function readDeepLink(payload: string): DeepLink | undefined {
  if (!payloadSchema.safeParse(payload).success) return undefined;
  const purpose = (Object.keys(PURPOSES) as DeepLinkPurpose[]).find((key) => PURPOSES[key] === payload[0]);
  return purpose && { purpose, token: payload.slice(2) };
}

/** `https://t.me/BOT?start=…` */
export function deepLinkUrl(botUsername: string, { purpose, token }: DeepLink): string {
  return `https://t.me/${botUsername}?start=${PURPOSES[purpose]}_${token}`;
}
