import { parseArgs } from 'node:util';
import { loadEnvironment, problemLine, readConfig } from '@common/config.js';
import { Api, GrammyError } from 'grammy';
import { checkProbe } from './telegram/probe-check.js';

const USAGE = `npm run doctor -- --probe CHAT [--foreign MESSAGE]

Tries in a group of your choice what Herald takes for granted when it looks for posts of which nobody
knows whether they arrived. It sends one silent message there and deletes it.

  CHAT     the group's id, e.g. -1001234567890, or @name; the bot must be in it and may write
  MESSAGE  the number at the end of the link of a message there that somebody else wrote`;

const { values } = parseArgs({ options: { probe: { type: 'string' }, foreign: { type: 'string' } } });
const read = readConfig(loadEnvironment());
const foreign = values.foreign === undefined ? undefined : Number(values.foreign);

function giveUp(...lines: string[]): never {
  for (const line of lines) console.error(line);
  process.exit(2);
}

if (values.probe === undefined || Number.isNaN(foreign)) giveUp(USAGE);
if ('problems' in read) giveUp(...read.problems.map(problemLine));
const { botToken, telegramApiRoot: apiRoot } = read.ok;
if (botToken === undefined)
  giveUp('The doctor needs the bot token, as BOT_TOKEN in .env or the environment.');

try {
  const api = new Api(botToken, { apiRoot });
  const { id } = await api.getChat(/^-?\d+$/.test(values.probe) ? Number(values.probe) : values.probe);
  const findings = await checkProbe(api, id, foreign);
  for (const { what, holds, answer } of findings) console.log(`${holds ? '✓' : '✗'} ${what} (${answer})`);
  if (foreign === undefined) console.log("– somebody else's message: not tried; give one with --foreign");
  const holds = findings.every((finding) => finding.holds);
  console.log(
    holds ? 'Telegram answers as Herald expects.' : 'Herald must not trust its look for lost posts here.',
  );
  process.exitCode = holds ? 0 : 1;
} catch (error) {
  if (!(error instanceof GrammyError)) throw error;
  giveUp(`Telegram refused: ${error.description}`);
}
