import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { setStage } from '../widget/visits.ts';
import type { Widget } from '../widget/widget.ts';
import { atDesk, isOneRow, goTo, newCustomer, openDesk } from './desk-page.ts';

const stage = setStage();

/** A customer whose chat Dana has had and closed, with a note. @returns the chat's reference */
async function closedChat(page: Page, customer: Widget): Promise<string> {
  await customer.says('I want to talk to a human');
  await customer.sees('Your reference is');
  await goTo(page, 'waiting');
  await page.getByRole('list', { name: 'Waiting' }).getByRole('button', { name: 'Claim' }).first().click();
  await customer.sees('You are talking to Dana now');
  await customer.says('The zebra router drops out every night');
  await page.getByText('The zebra router drops out').first().waitFor();
  const reference = decodeURIComponent(new URL(page.url()).hash.split('/')[2] ?? '');
  await page.evaluate(
    async ([path, note]) => {
      const json = { 'content-type': 'application/json' };
      const send = (action: string, body: object) =>
        fetch(`${path}/${action}`, { method: 'POST', headers: json, body: JSON.stringify(body) });
      await send('note', { text: note, clientId: 'a-note-of-danas' });
      await send('tag', { tags: ['router'] });
      await send('close', { outcome: 'follow-up' });
    },
    [`/desk/api/chats/${reference}`, 'Ask about the firmware next time.'] as const,
  );
  await customer.sees('Dana has ended the chat');
  return reference;
}

test('a closed chat is found by a filter, read with its note, saved, and reopened', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  const customer = await newCustomer(stage, server);
  const reference = await closedChat(page, customer);

  await goTo(page, 'closed');
  const list = page.getByRole('list', { name: 'Closed' });
  await list.getByText('The zebra router drops out every night').waitFor();
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByLabel('Outcome').selectOption('Solved');
  await page.getByText('No closed chats match these filters.').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByLabel('Outcome').selectOption('Needs follow-up');
  await page.getByLabel('Tag').selectOption('router');
  await list.getByRole('link').click();
  expect(page.url()).toContain(`#/closed/${encodeURIComponent(reference)}`);

  const log = page.getByRole('region', { name: 'Conversation' });
  await log.getByText('Ask about the firmware next time.').waitFor();
  await log.getByText('Dana closed the chat · Needs follow-up').waitFor();
  await expect.poll(() => log.getByText(/closed/i).count()).toBe(1);
  await screenshot(page, 'desk-closed');
  expect(await findings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Transcript' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Download' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe(`conversation-${reference}.txt`);
  const text = readFileSync(await file.path(), 'utf8');
  expect(text).toContain('The zebra router drops out every night');
  expect(text).not.toContain('firmware next time');

  await page.getByRole('button', { name: 'Reopen' }).click();
  await customer.sees('Dana is back in this chat');
  await page.getByRole('textbox', { name: 'Reply' }).fill('One more thing');
  await page.getByRole('button', { name: 'Send' }).click();
  await customer.sees('One more thing');
});

test('a key opens the search, and its results open by keyboard alone', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  const customer = await newCustomer(stage, server);
  await closedChat(page, customer);
  await goTo(page, 'closed');
  await page.getByRole('list', { name: 'Closed' }).waitFor();

  await page.keyboard.press('/');
  const box = page.getByRole('searchbox', { name: 'Search all conversations' });
  const found = page.getByRole('list', { name: 'Search' }).locator('mark');
  await expect
    .poll(
      async () => {
        await expect.poll(() => box.evaluate((each) => each === document.activeElement)).toBe(true);
        await page.keyboard.press('Control+a');
        await page.keyboard.press('Delete');
        await page.waitForTimeout(300);
        await page.keyboard.type('zeb');
        await page.waitForTimeout(600);
        return await found.allTextContents();
      },
      { timeout: 45_000, interval: 1000 },
    )
    .toEqual(['zebra']);
  await screenshot(page, 'desk-search');
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const log = page.getByRole('region', { name: 'Conversation' });
  await log.locator('.found').getByText('The zebra router').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Control+k');
  await expect.poll(() => box.evaluate((each) => each === document.activeElement)).toBe(true);
});

test.each([
  [1440, 900, 'light'],
  [1280, 800, 'dark'],
  [820, 1180, 'light'],
  [390, 844, 'dark'],
] as const)(
  'closed chats and the search fit into %i by %i pixels, %s',
  async (width, height, colorScheme) => {
    const server = await openDesk();
    const setter = await atDesk(stage, server);
    const reference = await closedChat(setter, await newCustomer(stage, server));
    const page = await atDesk(stage, server, { viewport: { width, height }, colorScheme });
    for (const place of ['#/closed', `#/closed/${reference}`, '#/search']) {
      await page.goto(`${server.url}/desk${place}`);
      const words = place === '#/search' ? 'Searches everything' : 'The zebra router';
      await page.getByText(words).filter({ visible: true }).first().waitFor();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, place).toBeLessThanOrEqual(0);
      expect(await findings(page), place).toEqual([]);
      const hasHead = place.endsWith(reference);
      expect(!hasHead || (await isOneRow(page, '.talk-head')), 'the head').toBe(true);
      await screenshot(
        page,
        `desk-closed-${width}-${place.replaceAll(/\W/g, '').slice(0, 7)}${place.length}`,
      );
    }
  },
);
