/** A message as its link names it. */
export interface LinkedMessage {
  /** `@name` in lower case, or the number of a group without one. */
  chat: string;
  messageId: number;
}

/** `t.me/c/1234567890/55`, `t.me/nightowls/55`, each perhaps with a topic before the message. */
const LINK = /(?:t|telegram)\.me\/(?:c\/(\d+)|([a-z]\w{3,}))\/(?:\d+\/)?(\d+)(?:[?#]\S*)?$/i;

/** Reads the link of a message in a group; undefined for anything else. */
export function readPostLink(text: string): LinkedMessage | undefined {
  const [, number, name, message] = LINK.exec(text.trim()) ?? [];
  const chat = number ?? (name && `@${name.toLowerCase()}`);
  return chat && message ? { chat, messageId: Number(message) } : undefined;
}
