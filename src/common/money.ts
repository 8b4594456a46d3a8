import { z } from 'zod';

declare const brand: unique symbol;

/** An ISO 4217 code that this runtime knows. */
export type Currency = string & { readonly [brand]: 'currency' };
/** A whole number of the currency's smallest unit. */
export type Minor = number & { readonly [brand]: 'minor' };

export interface Money {
  currency: Currency;
  minor: Minor;
}

const known = new Set(Intl.supportedValuesOf('currency'));

export const currencySchema = z
  .string()
  .transform((code) => code.trim().toUpperCase())
  .refine((code) => known.has(code))
  .transform((code) => code as Currency);

export const minorSchema = z
  .number()
  .int()
  .refine(Number.isSafeInteger)
  .transform((minor) => minor as Minor);

/** How many digits stand behind the decimal point: 2 for USD, 0 for JPY, 3 for KWD. */
function fractionDigits(currency: Currency): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/**
 * Reads what people type: "1500", "1 500.50 usd", "99,90 EUR". The currency comes last or is `fallback`.
 * Undefined for anything else, for a zero or negative amount, and for more digits than the currency has.
 */
export function parseMoney(text: string, fallback: Currency): Money | undefined {
  const match = /^\s*(\d[\d\s]*)(?:[.,](\d+))?\s*([a-z]{3})?\s*$/i.exec(text);
  if (!match) return undefined;
  const [, whole = '', fraction = '', code] = match;
  const currency =
    code === undefined ? { success: true as const, data: fallback } : currencySchema.safeParse(code);
  if (!currency.success) return undefined;
  const digits = fractionDigits(currency.data);
  if (fraction.length > digits) return undefined;
  const minor = minorSchema.safeParse(Number(whole.replace(/\s/g, '') + fraction.padEnd(digits, '0')));
  return minor.success && minor.data > 0 ? { currency: currency.data, minor: minor.data } : undefined;
}

/** "$1,500.50" as the locale writes it. */
export function formatMoney(money: Money, locale: string): string {
  const amount = money.minor / 10 ** fractionDigits(money.currency);
  return new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency }).format(amount);
}
