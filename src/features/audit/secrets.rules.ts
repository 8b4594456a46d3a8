/** Fields that never come into the log, wherever they stand. What they held is not told, only that it was something. */
const SECRET = new Set(
  [
    'token',
    'tokenHash',
    'botToken',
    'cookie',
    'csrf',
    'csrfToken',
    'csrfHash',
    'password',
    'secret',
    'hmac',
    'link',
    'inviteLink',
    'loginLink',
    'claimLink',
    'deepLink',
    'startPayload',
    'mongodbUri',
    'authorization',
  ].map((name) => name.toLowerCase()),
);

const REDACTED = '•••';

/** A bot's token, and the tokens of one-time links and sessions (32 bytes in base64url). */
const SECRET_TEXT =
  /\b\d{3,}:[A-Za-z0-9_-]{30,}\b|(?<![A-Za-z0-9_-])(?:[a-z]_)?[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g;

/** Whether a value is a plain object, of which the fields count. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The same without secrets: by the names of fields, and texts that look like a token besides. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(SECRET_TEXT, REDACTED);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SECRET.has(name.toLowerCase()) && inner !== null && inner !== undefined
        ? REDACTED
        : withoutSecrets(inner),
    ]),
  );
}
