import { randomBytes } from 'node:crypto';
import { createLogger } from '@common/logger.js';
import { redacted } from '@common/secrets.js';
import { GrammyError } from 'grammy';
import { describe, expect, it, vi } from 'vitest';

const TOKEN = '1234567:AAExampleExampleExampleExampleExample';
const oneTime = () => randomBytes(32).toString('base64url');

describe('what leaves the process', () => {
  it.each([
    `request to https://api.telegram.org/bot${TOKEN}/sendMessage failed`,
    `https://t.me/herald_bot?start=i_${oneTime()}`,
    `{"text":"Open\\n${oneTime()}"}`,
    `invite.accept:${oneTime()}:0`,
    'connect mongodb://herald:hunter2-hunter2@db.example/herald',
  ])('holds no secret: %s', (text) => {
    const clean = redacted(text);
    expect(clean).toMatch(/<(token|secret|password)>/);
    expect(clean).not.toMatch(/Example|hunter2|[A-Za-z0-9_-]{43}/);
  });

  it('keeps ids and hashes, by which things are found again', () => {
    const text = `post 65f1a2b3c4d5e6f708192a3b ${'0123456789abcdef'.repeat(4)}`;
    expect(redacted(text)).toBe(text);
  });

  it('tells of an error of Telegram’s what was refused and why, and nothing of what was said', () => {
    const written: string[] = [];
    const out = vi
      .spyOn(process.stdout, 'write')
      .mockImplementation((line) => written.push(String(line)) > 0);
    const answer = { ok: false as const, error_code: 400, description: 'Bad Request: chat not found' };
    const cause = new Error(`fetch https://api.telegram.org/bot${TOKEN}/getMe`);
    const error = new GrammyError('failed', answer, 'sendMessage', { text: 'My words', chat_id: 1 });
    error.cause = cause;
    createLogger('info').error({ err: error }, 'update failed');
    out.mockRestore();
    const [line = ''] = written;
    expect(line).toContain('"method":"sendMessage"');
    expect(line).toContain('chat not found');
    expect(line).not.toContain('My words');
    expect(line).not.toContain(TOKEN);
  });
});
