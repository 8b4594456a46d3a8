type Sign = readonly [sign: RegExp, word: string];

/** In this order: most browsers also claim to be those further down. */
const BROWSERS: readonly Sign[] = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|OPT)\//, 'Opera'],
  [/\bYaBrowser\//, 'Yandex Browser'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:(?:Headless)?Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];

const SYSTEMS: readonly Sign[] = [
  [/\bWindows\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\b(?:Macintosh|Mac OS X)\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

function wordFor(userAgent: string, signs: readonly Sign[]): string | undefined {
  return signs.find(([sign]) => sign.test(userAgent))?.[1];
}

/** What a browser says of itself, in the words of people. Only a hint: it may say what it likes. */
export function browserOf(userAgent: string | null): { browser?: string; system?: string } {
  const browser = wordFor(userAgent ?? '', BROWSERS);
  const system = wordFor(userAgent ?? '', SYSTEMS);
  return { ...(browser && { browser }), ...(system && { system }) };
}
