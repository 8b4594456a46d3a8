import { readFileSync } from 'node:fs';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import type { MessageArgs, MessageKey } from './messages.gen.js';

export type { MessageArgs, MessageKey } from './messages.gen.js';

/** Locales with a file under locales/; `en` is the source that every other falls back to. */
export const LOCALES = ['en'] as const;
export type Locale = (typeof LOCALES)[number];
const DEFAULT_LOCALE: Locale = 'en';

/** A text not yet in any language: services answer with these, screens turn them into words. */
export type Message = {
  [Key in MessageKey]: MessageArgs[Key] extends null ? { key: Key } : { key: Key; args: MessageArgs[Key] };
}[MessageKey];

/** Keys of texts that need nothing to be filled in. */
export type PlainKey = {
  [Key in MessageKey]: MessageArgs[Key] extends null ? Key : never;
}[MessageKey];

type ArgsOf<Key extends MessageKey> = MessageArgs[Key] extends null ? [] : [args: MessageArgs[Key]];

function loadBundle(locale: Locale): FluentBundle {
  // Telegram draws each message on its own; isolation marks would travel with what people copy.
  const bundle = new FluentBundle(locale, { useIsolating: false });
  const source = readFileSync(new URL(`../../../locales/${locale}.ftl`, import.meta.url), 'utf8');
  const problems = bundle.addResource(new FluentResource(source));
  if (problems.length > 0) throw new AggregateError(problems, `locales/${locale}.ftl`);
  return bundle;
}

const bundles = new Map<Locale, FluentBundle>();

function bundleOf(locale: Locale): FluentBundle {
  const bundle = bundles.get(locale) ?? loadBundle(locale);
  bundles.set(locale, bundle);
  return bundle;
}

function format(locale: Locale, key: MessageKey, args: Record<string, string | number> | undefined): string {
  const bundle = bundleOf(locale);
  const pattern = bundle.getMessage(key)?.value ?? bundleOf(DEFAULT_LOCALE).getMessage(key)?.value;
  if (!pattern) throw new Error(`locales: no text for ${key}`);
  return bundle.formatPattern(pattern, args ?? null);
}

/** The text of `key` in a language. Arguments are plain text: nothing in them is read as markup. */
export function t<Key extends MessageKey>(locale: Locale, key: Key, ...[args]: ArgsOf<Key>): string {
  return format(locale, key, args ?? undefined);
}

/** The words of a message that came from a service. */
export function say(locale: Locale, message: Message): string {
  return format(locale, message.key, 'args' in message ? message.args : undefined);
}

/** The nearest language that Herald speaks to the one that Telegram reports ("pt-br", "ru", undefined). */
export function nearestLocale(languageCode: string | undefined): Locale {
  const language = languageCode?.split('-')[0];
  return LOCALES.find((locale) => locale === language) ?? DEFAULT_LOCALE;
}
