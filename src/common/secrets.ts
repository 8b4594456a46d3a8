/** A bot token is digits, a colon and 35 letters; it stands in every URL of the Bot API. */
const BOT_TOKEN = /\d{3,}:[A-Za-z0-9_-]{30,}/g;
/** 256 random bits in base64url, as one-time links and sessions carry them. */
const ONE_TIME = /[A-Za-z0-9_-]{43,}/g;
/** `mongodb://user:password@host` */
const PASSWORD = /(?<=:\/\/)[^/\s"@]+@/g;
/** SHA-256 and ids in hexadecimal digits say nothing of what they stand for. */
const HEX = /^[0-9a-f]+$/;

/** Takes whatever could be a secret out of a text that leaves the process beside the chat. */
export function redacted(text: string): string {
  return text
    .replace(BOT_TOKEN, '<token>')
    .replace(PASSWORD, '<password>@')
    .replace(ONE_TIME, (found) => (HEX.test(found) ? found : '<secret>'));
}
