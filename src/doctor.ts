import { parseArgs } from 'node:util';
import { loadEnvironment, problemLine, readConfig } from '@common/config.js';
import { Api, GrammyError } from 'grammy';
import { checkAudit } from './doctor-audit.js';
import { knownGroups } from './doctor-groups.js';
import { checkProbe } from './telegram/probe-check.js';

const USAGE = `npm run doctor

Tells whether the audit log is what Herald wrote: none of its entries changed, removed, inserted or moved.

npm run doctor -- --probe [CHAT] [--foreign MESSAGE]

Tries in a group of your choice what Herald takes for granted when it looks for posts of which nobody
knows whether they arrived. It sends one silent message there and deletes it.

  CHAT     the group's id, e.g. -1001234567890, or @name; the bot must be in it and may write;
           without it, the groups that Herald knows are listed
  MESSAGE  the number at the end of the link of a message there that somebody else wrote`;

interface Wish {
  probe: boolean;
  chat: string | undefined;
  foreign: number | undefined;
}

function giveUp(...lines: string[]): never {
  for (const line of lines) console.error(line);
  process.exit(2);
}

/** What the command line asks for; `null` if it cannot be read. */
function readWish(words: readonly string[]): Wish | null {
  // A group's id begins with a dash, which would be taken for an option.
  const id = words.find((word) => /^-\d+$/.test(word));
  try {
    const { values, positionals } = parseArgs({
      args: words.filter((word) => word !== id),
      allowPositionals: true,
      options: { probe: { type: 'boolean', default: false }, foreign: { type: 'string' } },
    });
    const foreign = values.foreign === undefined ? undefined : Number(values.foreign);
    const chats = [...(id === undefined ? [] : [id]), ...positionals];
    const isNumber = foreign === undefined || Number.isSafeInteger(foreign);
    const fits = values.probe ? chats.length <= 1 : chats.length === 0 && foreign === undefined;
    return isNumber && fits ? { probe: values.probe, chat: chats[0], foreign } : null;
  } catch {
    return null;
  }
}

const wish = readWish(process.argv.slice(2)) ?? giveUp(USAGE);
const read = readConfig(loadEnvironment());
if ('problems' in read) giveUp(...read.problems.map(problemLine));

if (!wish.probe) {
  const { holds, lines } = await checkAudit(read.ok);
  for (const line of lines) console.log(line);
  process.exit(holds ? 0 : 1);
}
if (wish.chat === undefined) {
  const groups = await knownGroups(read.ok);
  for (const line of groups) console.log(line);
  console.log(
    groups.length > 0
      ? 'Choose one: npm run doctor -- --probe followed by its number.'
      : 'Herald knows no group yet. Give the id of one, or its @name.',
  );
  process.exit(0);
}
const { botToken, telegramApiRoot: apiRoot } = read.ok;
if (botToken === undefined)
  giveUp('The doctor needs the bot token, as BOT_TOKEN in .env or the environment.');

try {
  const api = new Api(botToken, { apiRoot });
  const { id } = await api.getChat(/^-?\d+$/.test(wish.chat) ? Number(wish.chat) : wish.chat);
  const findings = await checkProbe(api, id, wish.foreign);
  for (const { what, holds, answer } of findings) console.log(`${holds ? '✓' : '✗'} ${what} (${answer})`);
  if (wish.foreign === undefined)
    console.log("– somebody else's message: not tried; give one with --foreign");
  const holds = findings.every((finding) => finding.holds);
  console.log(
    holds ? 'Telegram answers as Herald expects.' : 'Herald must not trust its look for lost posts here.',
  );
  process.exitCode = holds ? 0 : 1;
} catch (error) {
  if (!(error instanceof GrammyError)) throw error;
  giveUp(`Telegram refused: ${error.description}`);
}
