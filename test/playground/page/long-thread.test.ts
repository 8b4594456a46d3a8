import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPage, useBrowser } from './open-page.js';

const browser = useBrowser();
const MANY = 5_000;
/** So many rows are in the page at most, however long the thread. */
const FEW = 150;

const thread = "document.querySelector('main .thread')";
/** What stands in the middle of the thread: the text of a message, or nothing where there is a hole. */
const middle = `(() => {
  const { left, top, width, height } = ${thread}.getBoundingClientRect();
  for (let y = top + height / 2; y < top + height - 40; y += 10) {
    const item = document.elementsFromPoint(left + width / 2, y).find((one) => one.matches('.item'));
    if (item) return item.textContent;
  }
  return '';
})()`;
const rows = `${thread}.querySelectorAll('.item').length`;

async function scrollTo(page: Page, top: string): Promise<void> {
  // Two frames: one for the event, one for what is drawn because of it.
  await page.evaluate(`new Promise((done) => {
    ${thread}.scrollTop = ${top};
    requestAnimationFrame(() => requestAnimationFrame(done));
  })`);
}

it(`shows ${MANY} messages, and draws only those that are near`, async () => {
  const { page, main, api, olga, url } = await openPage(browser());
  for (let n = 1; n <= MANY; n++)
    olga.says(`Message ${n}${n % 7 === 0 ? ' of several lines,\nlike this,\nand this' : ''}`);
  await page.goto('about:blank');
  await page.goto(url);
  await main.getByText(`Message ${MANY}`).waitFor();
  expect(await page.evaluate(rows)).toBeLessThan(FEW);

  for (let part = 9; part >= 0; part--) {
    await scrollTo(page, `${thread}.scrollHeight * ${part / 10}`);
    await expect.poll(() => page.evaluate(middle)).toMatch(/Message \d+/);
    expect(await page.evaluate(rows)).toBeLessThan(FEW);
  }
  await main.getByText('Message 1', { exact: true }).waitFor();

  await scrollTo(page, `${thread}.scrollHeight / 2`);
  await page.mouse.move(640, 400);
  await expect.poll(() => page.evaluate(middle)).toMatch(/Message \d+/);
  const before = await page.evaluate(middle);
  await api.sendMessage(olga.id, 'The bot says something');
  const chip = main.getByRole('button', { name: '1 new message' });
  await chip.waitFor();
  expect(await page.evaluate(middle)).toBe(before);
  await chip.click();
  await main.getByText('The bot says something').waitFor();
});

it('finds an old message again that is quoted far below', async () => {
  const { main, api, olga } = await openPage(browser());
  olga.starts();
  const { message_id } = await api.sendMessage(olga.id, 'The one that is meant');
  for (let n = 1; n <= 400; n++) olga.says(`Talk ${n}`);
  await api.sendMessage(olga.id, 'As I said', { reply_parameters: { message_id } });
  const quote = main.getByRole('button', { name: /The one that is meant/ });
  await quote.click();
  await main.locator('.is-lit', { hasText: 'The one that is meant' }).waitFor();
  expect(await main.getByText('As I said').count()).toBe(0);
});
