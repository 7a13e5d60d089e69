import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { knowledgeDir } from '#tests/support/classifier-cache.ts';
import { createDataDir } from '#tests/support/data-dir.ts';
import { borrowDatabase } from '#tests/support/postgres.ts';
import { findings } from '../axe.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { newVisitor, setStage } from '../widget/visits.ts';
import type { Widget } from '../widget/widget.ts';
import { atDesk, focusOn, openDesk, tabTo } from './desk-page.ts';

const stage = setStage();

const QUESTION = 'Can EnShare play music?';
const ANSWER = 'Yes, EnShare plays music from the USB disk.';
const PHRASES = ['can i hear songs with enshare', 'enshare music player', 'play mp3 files with enshare'];
/** Questions like this one are expected to get another answer. */
const CARELESS = 'what does enshare run me per month';
/** Training takes longest; the machine may be busy. */
const PATIENT = { timeout: 60_000 };
const MINUTES = 360_000;

const section = async (page: Page, name: RegExp): Promise<void> => {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Knowledge' }).focus();
  await focusOn(page, name);
  await page.keyboard.press('Enter');
};

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element.matches(':focus'));

async function addsAnswer(page: Page): Promise<void> {
  await focusOn(page, /^Knowledge/);
  await page.keyboard.press('Enter');
  await page
    .getByRole('link', { name: /Does EnShare cost anything\?/ })
    .first()
    .waitFor();
  await focusOn(page, /^New answer$/);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New answer' });
  await dialog.waitFor();
  await tabTo(page, dialog.getByLabel('The question it answers'));
  await page.keyboard.type(QUESTION);
  await tabTo(page, dialog.getByLabel('Topic'));
  await page.keyboard.type('enshare');
  await tabTo(page, dialog.locator('button[type=submit]'));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: QUESTION }).waitFor();
  await tabTo(page, page.getByLabel('Short answer'));
  await page.keyboard.type(ANSWER);
  await tabTo(page, page.getByLabel('Source', { exact: true }));
  await page.keyboard.press('ArrowDown');
  await tabTo(page, page.getByRole('button', { name: 'Add a phrase' }));
  for (const phrase of [...PHRASES, CARELESS]) {
    await page.keyboard.press('Enter');
    await page.keyboard.type(phrase);
  }
  await page.getByText('Saved', { exact: true }).first().waitFor();
}

async function triesIt(page: Page): Promise<void> {
  await section(page, /^Try it$/);
  await page.getByText('Chat opened').waitFor(PATIENT);
  await tabTo(page, page.getByLabel('Your message'));
  await page.keyboard.type(QUESTION);
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'Draft' }).last().getByText(ANSWER).waitFor(PATIENT);
}

async function isStopped(page: Page): Promise<void> {
  await section(page, /^Changes/);
  await page.getByRole('link', { name: QUESTION }).first().waitFor(PATIENT);
  await section(page, /^Publish$/);
  await page.getByText(/\d+ of \d+ expected answers would break/).waitFor(PATIENT);
  await page.getByText('whats enshare gonna run me a month').waitFor();
  await page.getByText('A supervisor can publish it anyway').waitFor();
  expect(await findings(page)).toEqual([]);
}

async function mendsAndPublishes(page: Page): Promise<void> {
  await section(page, /^Entries$/);
  const search = page.getByRole('searchbox', { name: 'Search everything' });
  await search.waitFor();
  await page.keyboard.press('/');
  await expect.poll(() => hasFocus(search)).toBe(true);
  await page.keyboard.type('plays music');
  await page.getByText('1 entry', { exact: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  const link = page.locator('.studio-list').getByRole('link', { name: QUESTION });
  await expect.poll(() => hasFocus(link)).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: QUESTION }).waitFor();
  const first = page.locator('.studio-texts textarea, .studio-texts input').first();
  await tabTo(page, first);
  for (let row = 0; row < PHRASES.length; row += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('listen to songs with enshare');
  await page.getByText('Saved', { exact: true }).first().waitFor();
  await section(page, /^Publish$/);
  await page.getByText('The draft is ready to publish.').waitFor(PATIENT);
  await tabTo(page, page.getByLabel(/^Note/));
  await page.keyboard.type('Music');
  await focusOn(page, /^Publish now$/);
  await page.keyboard.press('Enter');
  await page.getByText('Release 2 goes live within seconds.').waitFor(PATIENT);
}

async function goesBack(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Releases' }).focus();
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Go back to this release: Release 1' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await tabTo(page, dialog.getByRole('button', { name: 'Go back to this release' }));
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /1.*Live/ }).waitFor(PATIENT);
}

/** Asks until the last reply has, or does not have, the new answer: servers check every second what is published. */
async function isAnswered(customer: Widget, isNew: boolean): Promise<void> {
  const asks = async (): Promise<boolean> => {
    const before = (await customer.bubbles()).length;
    await customer.says(QUESTION);
    await expect.poll(async () => (await customer.bubbles()).length).toBeGreaterThan(before + 1);
    return (await customer.bubbles()).slice(before).join('\n').includes(ANSWER);
  };
  await expect.poll(asks, { timeout: 60_000, interval: 1500 }).toBe(isNew);
}

/**
 * The shipped content with the expected answers of one topic: any new answer may push a question of another topic over
 * the edge that it is close to.
 */
async function copyWithFewExpected(topic: string): Promise<string> {
  const dir = join(createDataDir(), 'knowledge');
  await cp(knowledgeDir, dir, { recursive: true });
  const expected = join(dir, 'expected');
  for (const name of await readdir(expected)) if (name !== `${topic}.yaml`) await rm(join(expected, name));
  return dir;
}

/** Servers that share a database: editors use the first, customers the last. */
async function teamOn(engine: 'SQLite' | 'PostgreSQL'): Promise<readonly ServerProcess[]> {
  const accounts = { Edie: 'editor' } as const;
  const knowledge = { KNOWLEDGE_DIR: await copyWithFewExpected('enshare') };
  if (engine === 'SQLite') return [await openDesk({ accounts, environment: knowledge })];
  const shared = {
    ...knowledge,
    DATABASE_URL: await borrowDatabase(),
    DIRECT_LINE_SECRET: 'one-secret-for-both-of-the-servers',
  };
  const desk = await openDesk({ accounts, environment: shared });
  return [desk, await startServer({ DATA_DIR: createDataDir(), ...shared })];
}

describe.each(['SQLite', 'PostgreSQL'] as const)('on %s', (engine) => {
  test(
    'an editor adds an answer, is stopped by a broken expected answer, fixes it, publishes and goes back, by keyboard',
    async () => {
      const servers = await teamOn(engine);
      const [first, last] = [servers[0], servers.at(-1)];
      if (first === undefined || last === undefined) throw new Error('There is no server.');
      const customer = await (await newVisitor(stage)).goesTo(last.url);
      await customer.open();
      await isAnswered(customer, false);

      const page = await atDesk(stage, first, { name: 'Edie', viewport: { width: 1440, height: 900 } });
      await addsAnswer(page);
      await triesIt(page);
      await isStopped(page);
      await mendsAndPublishes(page);
      await isAnswered(customer, true);
      await goesBack(page);
      await isAnswered(customer, false);
    },
    MINUTES,
  );
});
