import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { demoEnvironment, prepareDemo } from '#demo/start-demo.ts';
import { createDataDir } from '#tests/support/data-dir.ts';
import { knowledgeDir } from '#tests/support/classifier-cache.ts';
import { runCommand } from '#tests/support/run-command.ts';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { setStage } from '../widget/visits.ts';
import { atDesk, focusOn, goTo, openDesk, password } from './desk-page.ts';

const stage = setStage();
const size = { conversations: 400, days: 40 };

/** A server over a small demonstration, with a supervisor whose password is known. */
async function openDemo(): Promise<ServerProcess> {
  const DATA_DIR = createDataDir();
  const environment = { ...demoEnvironment({ KNOWLEDGE_DIR: knowledgeDir }, DATA_DIR), PORT: '' };
  await prepareDemo(environment, { dataDir: DATA_DIR, isFresh: false, size });
  const args = ['add', '--name', 'Sue', '--email', 'sue@example.com', '--role', 'supervisor'];
  const added = await runCommand('agents', [...args, '--password-stdin'], {
    environment: { DATA_DIR },
    input: `${password}\n`,
  });
  expect([added.exitCode, added.errors]).toEqual([0, '']);
  return startServer({ DATA_DIR, OPENING_HOURS: 'Mon-Fri 08:00-18:00', OPENING_TIME_ZONE: 'UTC' });
}

const report = (page: Page, name: string) => page.getByRole('region', { name, exact: true }).first();
/** A field above the plots. */
const field = (page: Page, name: string) =>
  page.locator('.insight-filters label', { hasText: name }).locator('select');
const rows = (page: Page) =>
  page
    .getByRole('list')
    .filter({ has: page.locator('.drill-row') })
    .locator('li');

test('a supervisor goes from a figure to the conversations behind it, by keyboard alone', async () => {
  const server = await openDemo();
  const page = await atDesk(stage, server, { name: 'Sue' });
  await page.getByText('Demonstration: the customers').waitFor();
  await goTo(page, 'insights');
  await page.getByRole('link', { name: /^Conversations [\d,]+/ }).waitFor();
  await focusOn(page, /Answered: \d/);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  const bar = page.locator(':focus');
  const [, count] = /: (\d+)$/.exec((await bar.getAttribute('aria-label')) ?? '') ?? [];
  expect(Number(count)).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: /^How questions were handled:/ }).waitFor();
  await expect.poll(() => rows(page).count()).toBeGreaterThan(0);
  await screenshot(page, 'desk-insights-behind');
  await rows(page).first().getByRole('link').press('Enter');
  await page.getByRole('region', { name: 'Conversation', exact: true }).waitFor();
  await page.goBack();
  await page.getByRole('link', { name: 'Back to the insights' }).click();
  await report(page, 'Resolution').waitFor();
});

test('each plot is a table, too, and any period can be chosen', async () => {
  const server = await openDemo();
  const page = await atDesk(stage, server, { name: 'Sue' });
  await goTo(page, 'insights');
  await page.getByRole('button', { name: 'Table: Resolution' }).click();
  await report(page, 'Resolution').getByRole('columnheader', { name: 'Abandoned' }).waitFor();
  await expect.poll(() => report(page, 'Resolution').getByRole('row').count()).toBeGreaterThan(30);
  expect(await findings(page)).toEqual([]);
  await field(page, 'Period').selectOption('Last 7 days');
  await expect
    .poll(() =>
      page
        .getByRole('row')
        .filter({ hasText: /^\w{3}, / })
        .count(),
    )
    .toBe(7);
  await field(page, 'Channel').selectOption('Microsoft Teams');
  await page.getByRole('link', { name: /^Conversations [\d,]+/ }).waitFor();
  await field(page, 'Period').selectOption('Dates…');
  await page.getByRole('textbox', { name: 'From' }).fill('2001-01-01');
  await page.getByRole('textbox', { name: 'To' }).fill('2001-01-02');
  await page.getByText('Nobody wrote to the bot in this period.').waitFor();
  expect(await findings(page)).toEqual([]);
  await screenshot(page, 'desk-insights-empty');
});

test('a period is exported with a row for each conversation', async () => {
  const page = await atDesk(stage, await openDemo(), { name: 'Sue' });
  await goTo(page, 'insights');
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Conversations · CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});

test('agents without the role do not see them', async () => {
  const page = await atDesk(stage, await openDesk());
  await expect.poll(() => page.getByRole('navigation').getByText('Insights').count()).toBe(0);
});

test('they are readable at every width, light and dark', async () => {
  const server = await openDemo();
  for (const [colorScheme, width] of [
    ['light', 1440],
    ['dark', 1280],
    ['light', 820],
    ['dark', 390],
  ] as const) {
    const page = await atDesk(stage, server, { name: 'Sue', viewport: { width, height: 900 }, colorScheme });
    await page.goto(`${server.url}/desk#/insights`);
    await page.getByRole('heading', { name: 'Languages' }).waitFor();
    expect(await findings(page), `${width}`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width}`).toBe(
      true,
    );
    await screenshot(page, `desk-insights-${colorScheme}-${width}`);
    await page.context().close();
  }
});
