import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createDataDir } from '#tests/support/data-dir.ts';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { setStage } from '../widget/visits.ts';
import { atDesk, focusOn, openDesk } from './desk-page.ts';

const stage = setStage();

const openStudio = () =>
  openDesk({
    accounts: { Eve: 'editor' },
    environment: { DATA_DIR: createDataDir() },
  });

/** Saves another wording of an answer, as its form would. */
async function rewords(page: Page, short: string): Promise<void> {
  await page.evaluate(async (words) => {
    const key = { document: 'answers/enshare.yaml', kind: 'answer', id: 'enshare.cost' };
    const query = new URLSearchParams(key).toString();
    const entry = (await (await fetch(`/desk/api/studio/entry?${query}`)).json()) as {
      content: object;
      version: string;
    };
    await fetch('/desk/api/studio/save', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...key, content: { ...entry.content, short: words }, version: entry.version }),
    });
  }, short);
}

const section = async (page: Page, name: string): Promise<void> => {
  await page.goto(`${page.url().split('#')[0]}#/studio/${name}`);
};

test('an editor sees what would change, and publishes it by keyboard', async () => {
  const page = await atDesk(stage, await openStudio(), { name: 'Eve' });
  await rewords(page, 'EnShare costs nothing at all.');
  await section(page, 'changes');
  await page.getByRole('link', { name: 'Does EnShare cost anything?' }).waitFor();
  await page.getByText('No customer has asked anything yet.').waitFor({ timeout: 60_000 });
  expect(await findings(page)).toEqual([]);
  await screenshot(page, 'studio-changes');

  await section(page, 'publish');
  await page.getByText('The draft is ready to publish.').waitFor({ timeout: 60_000 });
  expect(await findings(page)).toEqual([]);
  await screenshot(page, 'studio-publish');
  await page.getByLabel(/^Note/).focus();
  await page.keyboard.type('Shorter');
  await focusOn(page, /^Publish now$/);
  await page.keyboard.press('Enter');
  await page.getByText('Release 2 goes live within seconds.').waitFor({ timeout: 60_000 });
  await page.getByText('Nothing has changed').waitFor({ timeout: 60_000 });
  expect(await findings(page)).toEqual([]);

  await section(page, encodeURIComponent('answer~answers/enshare.yaml~enshare.cost'));
  await page.getByRole('button', { name: 'Actions for this entry' }).click();
  await page.getByRole('menuitem', { name: 'History' }).click();
  await page.getByRole('dialog', { name: 'History' }).getByText('in release 2 by Eve').waitFor();
  expect(await findings(page)).toEqual([]);
  await screenshot(page, 'studio-history');
});

test('a draft that has changed since its checks is checked again, and the typed note stays', async () => {
  const page = await atDesk(stage, await openStudio(), { name: 'Eve' });
  await rewords(page, 'EnShare costs nothing at all.');
  await section(page, 'publish');
  const ready = page.getByText('The draft is ready to publish.');
  await ready.waitFor({ timeout: 60_000 });
  const note = page.getByLabel(/^Note/);
  await note.fill('Shorter');
  // As a colleague would: this page does not notice.
  await rewords(page, 'EnShare is a gift.');
  const checkedAgain = page.waitForResponse((response) => response.url().includes('/studio/verdict'));
  const press = page.getByRole('button', { name: 'Publish now' });
  await press.click();
  await page.getByText('The draft has changed since these checks.').waitFor();
  await checkedAgain;
  await ready.waitFor({ timeout: 60_000 });
  expect(await note.inputValue()).toBe('Shorter');
  expect(await findings(page)).toEqual([]);
  await press.click();
  await page.getByText('Release 2 goes live within seconds.').waitFor({ timeout: 60_000 });
});

test('the checks go on after the server could not be reached', async () => {
  const page = await atDesk(stage, await openStudio(), { name: 'Eve' });
  await rewords(page, 'EnShare costs nothing at all.');
  await page.route(/studio\/verdict/, (route) => route.abort(), { times: 1 });
  await section(page, 'publish');
  await page.getByText('Cannot reach the server.').waitFor();
  await page.getByText('The draft is ready to publish.').waitFor({ timeout: 60_000 });
  await expect.poll(() => page.getByText('Cannot reach the server.').count()).toBe(0);
});

test('a draft with problems names their entries and fields as the forms do', async () => {
  const page = await atDesk(stage, await openStudio(), { name: 'Eve' });
  await rewords(page, '');
  await section(page, 'publish');
  const problem = page
    .getByRole('listitem')
    .filter({ hasText: 'Does EnShare cost anything? Short answer: This is empty' });
  await problem.getByRole('link').waitFor({ timeout: 60_000 });
  await page.getByText('The draft cannot be published yet.').waitFor();
  expect(await findings(page)).toEqual([]);
  await section(page, 'changes');
  await page.getByText('tried on recent questions once it has no problems').waitFor();
  await page.getByRole('article').getByText('Short answer', { exact: true }).waitFor();
  expect(await findings(page)).toEqual([]);
});

test('publishing fits on a phone', async () => {
  const viewport = { width: 390, height: 844 };
  const page = await atDesk(stage, await openStudio(), { name: 'Eve', viewport, colorScheme: 'dark' });
  await rewords(page, 'EnShare is a gift.');
  await section(page, 'publish');
  await page.getByText('The draft is ready to publish.').waitFor({ timeout: 60_000 });
  await page.getByLabel('Publish later').check();
  expect(await findings(page)).toEqual([]);
  await screenshot(page, 'studio-publish-phone');
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});
