import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import type { ServerProcess } from '../server-process.ts';
import { newVisitor, setStage } from '../widget/visits.ts';
import { atDesk, focusOn, openDesk } from './desk-page.ts';

const stage = setStage();

const unknown = [
  'which bracket holds the flux capacitor on a mast',
  'flux capacitor bracket for a mast of 60 mm',
  'where to buy the bracket of the flux capacitor, mail me at kim@example.com',
];

/** The real server, whose bot has been asked questions that it does not know. */
async function askedServer(): Promise<ServerProcess> {
  const server = await openDesk({ accounts: { Edie: 'editor' } });
  const widget = await (await newVisitor(stage)).goesTo(server.url);
  await widget.open();
  await widget.sees('Hello! I can help');
  for (const [at, question] of unknown.entries()) {
    await widget.says(question);
    await widget.page.getByText('I do not know').or(widget.page.getByText("don't know")).nth(at).waitFor();
  }
  return server;
}

/** Goes to the review by keyboard. */
async function goToReview(page: Page): Promise<void> {
  await focusOn(page, /^Review/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Review' }).waitFor();
  await page.locator('.inbox .row-link').first().waitFor({ timeout: 60_000 });
}

test('an editor turns questions that the bot did not know into drafts, by keyboard alone', async () => {
  const server = await askedServer();
  const edie = await atDesk(stage, server, { name: 'Edie' });
  await goToReview(edie);
  expect(await findings(edie)).toEqual([]);

  await edie.keyboard.press('j');
  await edie.getByText('3 of 3 wordings selected').waitFor();
  await edie.getByText('[email]', { exact: true }).first().waitFor();
  await expect.poll(() => edie.getByText('kim@example.com').count()).toBe(0);
  expect(await findings(edie)).toEqual([]);
  await screenshot(edie, 'desk-review');

  await edie.keyboard.press('l');
  await edie.getByText('3 wordings left as is.').waitFor();
  await edie.keyboard.press('z');
  await edie.getByText('3 of 3 wordings selected').waitFor();

  await edie.keyboard.press('n');
  const window = edie.getByRole('dialog', { name: 'Draft a new answer' });
  const box = window.getByLabel('The question it answers');
  await box.focus();
  await edie.keyboard.press('ControlOrMeta+a');
  await edie.keyboard.type('Which bracket fits the flux capacitor?');
  await window.getByRole('button', { name: 'Add 3 phrases' }).waitFor({ timeout: 120_000 });
  expect(await findings(edie)).toEqual([]);
  await screenshot(edie, 'desk-review-new-answer');
  await edie.keyboard.press('Enter');
  await edie.getByText('3 phrases added to the drafts.').waitFor();

  await edie.keyboard.press('d');
  const drafts = edie.getByRole('dialog', { name: 'Drafts' });
  await drafts.getByText('Which bracket fits the flux capacitor?').first().waitFor();
  expect(await findings(edie)).toEqual([]);
  await screenshot(edie, 'desk-review-drafts');
});

test('the review fits on a phone, in the dark theme', async () => {
  const server = await askedServer();
  const edie = await atDesk(stage, server, {
    name: 'Edie',
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  await edie.evaluate(() => {
    location.hash = '#/review';
  });
  await edie.locator('.inbox .row-link').first().waitFor({ timeout: 60_000 });
  await screenshot(edie, 'desk-review-phone-list');
  await edie.locator('.inbox .row-link').first().click();
  await edie.getByText('3 of 3 wordings selected').waitFor();
  expect(await findings(edie)).toEqual([]);
  const overflow = await edie.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await screenshot(edie, 'desk-review-phone');
  await edie.getByRole('button', { name: 'Assign to an answer…' }).click();
  await edie.getByRole('dialog').getByLabel('Search answers').fill('enshare cost');
  await screenshot(edie, 'desk-review-phone-answers');
});
