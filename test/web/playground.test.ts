import { expect, it, onTestFinished } from 'vitest';
import { startPlayground } from '../../src/playground/whole-playground.js';
import { openTab, useBrowser } from '../playground/page/open-page.js';

const browser = useBrowser();

it('leads from the playground’s chat into the browser, and ends there what the chat ends', async () => {
  const playground = await startPlayground(() => {});
  onTestFinished(() => playground.stop());
  const { page, complaints } = await openTab(browser(), playground);
  const chat = page.locator('main');
  const presses = (text: string) => chat.locator('.key', { hasText: text }).last().click();

  await chat.getByRole('button', { name: 'Start' }).click();
  await presses('You');
  await presses('Open in browser');
  const opened = page.context().waitForEvent('page');
  await chat.locator('a.key', { hasText: 'Open' }).click();
  const web = await opened;
  await web.getByText('Nothing is waiting to be posted').waitFor();

  await chat.locator('.item', { hasText: 'A browser was signed in as you: Chrome on Linux' }).waitFor();
  await presses("It wasn't me");
  await chat.locator('.item', { hasText: 'No browser is signed in' }).waitFor();
  await web.reload();
  await web.locator('[data-login=hint]:visible').waitFor();
  expect(complaints).toEqual([]);
});
