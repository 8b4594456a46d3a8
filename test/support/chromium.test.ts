import { expect, it } from 'vitest';
import { launchChromium } from './chromium.js';

it('starts a browser that renders a page', async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.setContent('<h1>Herald</h1>');
    expect(await page.textContent('h1')).toBe('Herald');
    expect((await page.screenshot()).length).toBeGreaterThan(1000);
  } finally {
    await browser.close();
  }
}, 60_000);
