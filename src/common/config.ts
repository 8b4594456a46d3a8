import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { closestWord } from './spelling.js';

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .transform((url) => url.replace(/\/+$/, ''));

const variables = {
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{30,}$/, 'is not a bot token')
    .optional(),
  TELEGRAM_API_ROOT: httpUrl.default('https://api.telegram.org'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/[^/\s]+/, 'must begin with mongodb:// or mongodb+srv:// and name a host')
    .optional(),
  ADMIN_IDS: z
    .string()
    .regex(/^\d{1,15}([,\s]+\d{1,15})*$/, 'must be Telegram user numbers, with commas between them')
    .transform((ids) => ids.split(/[,\s]+/).map(Number))
    .default([]),
  PUBLIC_URL: httpUrl.optional(),
  TRUSTED_PROXIES: z
    .string()
    .regex(/^\d$/, 'must be a number of proxies, 0 to 9')
    .transform(Number)
    .default(0),
  HOST: z.string().regex(/^\S+$/, 'must be a host name or an address').default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d+$/, 'must be a port number, 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number, 0 to 65535')
    .default(8080),
  DATA_DIR: z.string().default('data'),
  DEFAULT_TIMEZONE: z.string().refine(isTimeZone, 'is not an IANA time zone').default('UTC'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
};

const nameSchema = z.keyof(z.object(variables));
type Name = z.infer<typeof nameSchema>;

const examples: Record<Name, string> = {
  BOT_TOKEN: '123456789:AAExampleExampleExampleExampleExample',
  TELEGRAM_API_ROOT: 'http://127.0.0.1:8081',
  MONGODB_URI: 'mongodb://127.0.0.1:27017/herald?replicaSet=herald',
  ADMIN_IDS: '12345678,87654321',
  PUBLIC_URL: 'https://ads.example.com',
  TRUSTED_PROXIES: '1',
  HOST: '0.0.0.0',
  PORT: '8080',
  DATA_DIR: 'data',
  DEFAULT_TIMEZONE: 'Europe/Kyiv',
  LOG_LEVEL: 'info',
};

const names = nameSchema.options;

/** Names in `.env` that belong to Node and to the embedded database, not to Herald. */
const FOREIGN = /^(TZ|NODE_.+|MONGOMS_.+)$/;

export interface Config {
  /** Absent: the start explains how to get one. */
  readonly botToken: string | undefined;
  readonly telegramApiRoot: string;
  /** Absent: an embedded MongoDB keeps its data in `dataDir`. */
  readonly mongodbUri: string | undefined;
  /** Telegram ids of people who are admins from the first start on. */
  readonly adminIds: readonly number[];
  /** Where the web pages are reached from outside, without a slash at its end. */
  readonly publicUrl: string | undefined;
  /** How many reverse proxies stand before the web server; only what they tell of who asks is believed. */
  readonly trustedProxies: number;
  readonly host: string;
  readonly port: number;
  /** An absolute path. */
  readonly dataDir: string;
  /** IANA zone of new people and groups. */
  readonly defaultTimezone: string;
  readonly logLevel: string;
}

export interface ConfigProblem {
  readonly name: string;
  /** What is wrong, as the rest of a sentence that begins with the name. Never holds the value: it may be a secret. */
  readonly problem: string;
  readonly example: string;
}

export interface Environment {
  readonly values: Record<string, string | undefined>;
  /** The names that `.env` sets, whether or not the process's own environment overrules them. */
  readonly fileNames: readonly string[];
  /** What the owner of the machine should know before anything else. */
  readonly warnings?: readonly string[];
}

/** Rights of a file that its owner's group and everybody else have. */
const OTHERS = 0o077;

function openToOthers(file: string): string[] {
  // Windows keeps rights elsewhere; there, the mode says nothing.
  if (process.platform === 'win32' || (statSync(file).mode & OTHERS) === 0) return [];
  return [
    `Other users of this machine can read or change ${file}, in which the bot token is. Run: chmod 600 ${file}`,
  ];
}

/** Adds `.env`, if there is one, to the process's environment, which wins where both name a variable. */
export function loadEnvironment(file = resolve('.env')): Environment {
  if (!existsSync(file)) return { values: process.env, fileNames: [] };
  process.loadEnvFile(file);
  return {
    values: process.env,
    fileNames: Object.keys(parseEnv(readFileSync(file, 'utf8'))),
    warnings: openToOthers(file),
  };
}

/** Reads Herald's variables; an empty one counts as absent. Problems come one for each variable. */
export function readConfig({
  values,
  fileNames,
}: Environment): { ok: Config } | { problems: ConfigProblem[] } {
  const given = Object.fromEntries(names.map((name) => [name, values[name]?.trim() || undefined]));
  const parsed = z.object(variables).safeParse(given);
  const malformed = parsed.success
    ? []
    : parsed.error.issues.flatMap(({ path, message }) => malformedName(path[0], message));
  const problems = [...malformed, ...unknownNames(values, fileNames)];
  if (!parsed.success || problems.length > 0) return { problems };
  return { ok: toConfig(parsed.data) };
}

/** One line for a person: name, what is wrong, an example. */
export function problemLine({ name, problem, example }: ConfigProblem): string {
  return `${name} ${problem}; for example ${example}`;
}

function toConfig(read: z.infer<z.ZodObject<typeof variables>>): Config {
  return {
    botToken: read.BOT_TOKEN,
    telegramApiRoot: read.TELEGRAM_API_ROOT,
    mongodbUri: read.MONGODB_URI,
    adminIds: read.ADMIN_IDS,
    publicUrl: read.PUBLIC_URL,
    trustedProxies: read.TRUSTED_PROXIES,
    host: read.HOST,
    port: read.PORT,
    dataDir: resolve(read.DATA_DIR),
    defaultTimezone: read.DEFAULT_TIMEZONE,
    logLevel: read.LOG_LEVEL,
  };
}

/** In `.env` every name must be known; in the environment, full of other programs' names, only a misspelling counts. */
function unknownNames(values: Environment['values'], fileNames: readonly string[]): ConfigProblem[] {
  const inFile = new Set(fileNames);
  const absent = names.filter((name) => !values[name]);
  return [...new Set([...fileNames, ...Object.keys(values)])]
    .filter((name) => !isName(name) && !FOREIGN.test(name))
    .flatMap((name) => {
      const meant = closestWord(name, absent);
      if (meant !== undefined)
        return [{ name, problem: `is unknown; ${meant} is meant`, example: exampleOf(meant) }];
      return inFile.has(name) ? [{ name, problem: 'is unknown', example: `one of ${names.join(', ')}` }] : [];
    });
}

function isName(name: string): name is Name {
  return nameSchema.safeParse(name).success;
}

function malformedName(variable: PropertyKey | undefined, problem: string): ConfigProblem[] {
  return names
    .filter((name) => name === variable)
    .map((name) => ({ name, problem, example: exampleOf(name) }));
}

function exampleOf(name: Name): string {
  return `${name}=${examples[name]}`;
}

function isTimeZone(zone: string): boolean {
  try {
    // Offsets such as +03:00 pass Intl, but know no summer time.
    return /^[A-Za-z]/.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}
