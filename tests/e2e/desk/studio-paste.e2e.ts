import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { setStage } from '../widget/visits.ts';
import { atDesk, focusOn, openDesk } from './desk-page.ts';

const stage = setStage();

const PAGE = `<h1>Help</h1>
<details><summary>Can EnShare play music?</summary><p>Yes, it plays <b>MP3</b> files.</p><ul><li>From a USB disk</li></ul></details>
<h2>Does EnShare cost anything?</h2><p>No.</p><script>alert(1)</script>`;

/** Pastes as a browser does after copying from a page. */
const pastes = (page: Page, html: string): Promise<void> =>
  page.getByLabel('Page or document').evaluate((box, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', text);
    clipboardData.setData('text/plain', 'Help');
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, html);

test('a page of questions becomes answers of the draft, without those that the bot already has', async () => {
  const server = await openDesk({ accounts: { Edie: 'editor' } });
  const page = await atDesk(stage, server, { name: 'Edie' });
  await focusOn(page, /^Knowledge/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add something else' }).click();
  await page.getByRole('menuitem', { name: 'Answers from a page or a document' }).click();
  await pastes(page, PAGE);
  await page.getByText('2 questions found.').waitFor();
  await page.getByText('The bot already has this question.').waitFor();
  expect(await findings(page)).toEqual([]);
  await screenshot(page, 'desk-studio-paste');
  await page.getByRole('dialog').getByLabel('Topic').selectOption({ label: 'enshare' });
  await expect.poll(() => page.getByRole('dialog').getByLabel('Source').inputValue()).not.toBe('');
  await page.getByRole('button', { name: 'Add 1 answer' }).click();
  await page.getByRole('link', { name: /Can EnShare play music\?/ }).click();
  await expect.poll(() => page.getByLabel(/^Short answer/).inputValue()).toBe('Yes, it plays **MP3** files.');
});
