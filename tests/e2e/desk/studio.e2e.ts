import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { setStage } from '../widget/visits.ts';
import { atDesk, focusOn, openDesk, tabTo } from './desk-page.ts';

const stage = setStage();

const COST = 'answer~answers/enshare.yaml~enshare.cost';

/** Goes to the studio by keyboard. */
async function goToStudio(page: Page): Promise<void> {
  await focusOn(page, /^Knowledge/);
  await page.keyboard.press('Enter');
  await page
    .getByRole('link', { name: /Does EnShare cost anything\?/ })
    .first()
    .waitFor();
}

/** The current value of a field of an entry in the draft. */
const fieldOf = (page: Page, reference: string, field: string): Promise<unknown> =>
  page.evaluate(
    async ([named, name]) => {
      const [kind = '', document = '', id = ''] = named.split('~');
      const response = await fetch(
        `/desk/api/studio/entry?${new URLSearchParams({ kind, document, id }).toString()}`,
      );
      const { content } = (await response.json()) as { content?: Record<string, unknown> };
      return name === '' ? content : content?.[name];
    },
    [reference, field] as const,
  );

/** Replaces the text in the focused box. */
async function writesInstead(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

test('an editor finds an answer, edits it and sees how customers get it, by keyboard alone', async () => {
  const server = await openDesk({ accounts: { Edie: 'editor' } });
  const edie = await atDesk(stage, server, { name: 'Edie', viewport: { width: 1440, height: 900 } });
  await goToStudio(edie);
  expect(await findings(edie)).toEqual([]);

  await edie.keyboard.press('/');
  await edie.keyboard.type('free of charge');
  await edie.locator('.studio-list .row').nth(5).waitFor({ state: 'detached' });
  await edie.keyboard.press('ArrowDown');
  await edie.keyboard.press('Enter');
  const preview = edie.getByRole('region', { name: 'Preview' });
  await preview.getByText('The EnShare service itself is free of charge.').waitFor();
  expect(await findings(edie)).toEqual([]);
  await screenshot(edie, 'desk-studio');

  await tabTo(edie, edie.getByLabel('Short answer'));
  await writesInstead(edie, 'No, EnShare costs nothing.');
  await expect.poll(() => fieldOf(edie, COST, 'short')).toBe('No, EnShare costs nothing.');
  await preview.getByText('No, EnShare costs nothing.').waitFor();
  await edie.getByRole('heading', { name: 'Does EnShare cost anything?' }).waitFor();
  await edie.locator('.studio-head').getByText('Changed', { exact: true }).waitFor();
  await tabTo(edie, edie.getByRole('button', { name: 'Teams', exact: true }));
  await edie.keyboard.press('Enter');
  await preview.locator('.studio-teams').getByText('No, EnShare costs nothing.').waitFor();
  expect(await findings(edie)).toEqual([]);

  await tabTo(edie, edie.getByRole('button', { name: 'Actions for this entry' }));
  await edie.keyboard.press('Enter');
  await edie.getByRole('menuitem', { name: 'Discard changes…' }).press('Enter');
  const dialog = edie.getByRole('dialog', { name: 'Discard changes?' });
  await dialog.getByText('The EnShare service itself is free of charge.').waitFor();
  expect(await findings(edie)).toEqual([]);
  await dialog.getByRole('button', { name: 'Discard' }).press('Enter');
  await preview.locator('.studio-teams').getByText('The EnShare service itself').waitFor();
});

test('an editor adds an answer with phrases, and fixes problems at their fields', async () => {
  const server = await openDesk({ accounts: { Edie: 'editor' } });
  const edie = await atDesk(stage, server, { name: 'Edie', viewport: { width: 1440, height: 900 } });
  await goToStudio(edie);
  await focusOn(edie, /^New answer$/);
  await edie.keyboard.press('Enter');
  const dialog = edie.getByRole('dialog', { name: 'New answer' });
  await dialog.getByLabel('The question it answers').fill('Can I share a whole folder with EnShare?');
  await dialog.getByLabel('Topic').selectOption({ label: 'enshare' });
  await edie.keyboard.press('Enter');
  await edie.getByRole('heading', { name: 'Can I share a whole folder with EnShare?' }).waitFor();

  const short = edie.getByLabel('Short answer');
  const problem = edie.locator('.studio-field', { has: short }).getByText('This is empty');
  await problem.waitFor();
  await expect.poll(() => short.getAttribute('aria-invalid')).toBe('true');
  await screenshot(edie, 'desk-studio-problems');
  await tabTo(edie, edie.getByRole('button', { name: '2 problems' }));
  await edie.keyboard.press('Enter');
  await expect.poll(() => short.evaluate((element) => element === document.activeElement)).toBe(true);
  await edie.keyboard.type('Yes, you can share a folder.');
  await problem.waitFor({ state: 'detached' });
  await edie.getByLabel('Source', { exact: true }).selectOption('support-faq');
  await edie.getByText('add some that customers write').waitFor();

  await tabTo(edie, edie.getByRole('button', { name: 'Add a phrase' }));
  await edie.keyboard.press('Enter');
  await edie.keyboard.type('share a whole folder');
  await edie.keyboard.press('Enter');
  // Another answer already has this question.
  await edie.keyboard.type('does enshare cost anything');
  await edie.getByText(/This is the question of enshare\.cost/).waitFor();
  expect(await findings(edie)).toEqual([]);
  await writesInstead(edie, 'can enshare share folders');
  const phrases = 'phrases~phrases/enshare.yaml~enshare.can-i-share-a-whole';
  await expect
    .poll(() => fieldOf(edie, phrases, ''))
    .toEqual(['share a whole folder', 'can enshare share folders']);
  await edie.locator('.studio-body .problem').first().waitFor({ state: 'detached' });
  await edie.locator('.studio-list').getByText('New', { exact: true }).first().waitFor();
});

test('an editor translates an answer, by keyboard, and sees it as customers of that language will', async () => {
  const server = await openDesk({ accounts: { Edie: 'editor' } });
  const edie = await atDesk(stage, server, { name: 'Edie', viewport: { width: 1440, height: 900 } });
  const [, document, id] = COST.split('~');
  await edie.goto(`${server.url}/desk#/studio/${encodeURIComponent(`answer~${document}~${id}`)}`);
  await edie.getByLabel('Choose a language').selectOption({ label: 'Spanish' });
  await tabTo(edie, edie.getByRole('button', { name: 'Add a language' }));
  await edie.keyboard.press('Enter');
  const spanish = edie.getByRole('group', { name: 'Spanish' });
  await spanish.getByText('Customers read everything in English until the translation is complete').waitFor();
  const texts = { Question: '¿Cuánto cuesta EnShare?', Button: 'Precio', 'Short answer': 'No cuesta nada.' };
  for (const [label, text] of Object.entries(texts)) {
    await tabTo(edie, spanish.getByLabel(label));
    await edie.keyboard.type(text);
  }
  await expect
    .poll(() => fieldOf(edie, COST, 'translations'))
    .toMatchObject({ es: { question: texts.Question, label: texts.Button, short: texts['Short answer'] } });
  await spanish.locator('.problem').first().waitFor({ state: 'detached' });
  const preview = edie.getByRole('region', { name: 'Preview' });
  await preview.getByRole('button', { name: 'Spanish' }).press('Enter');
  await preview.getByText('No cuesta nada.').waitFor();
  expect(await findings(edie)).toEqual([]);
  await screenshot(edie, 'desk-studio-translation');

  await tabTo(edie, spanish.getByLabel('Details'));
  await edie.keyboard.type('Nada de nada.');
  await spanish.getByText('Customers read everything in English').waitFor({ state: 'detached' });
  await expect
    .poll(() => fieldOf(edie, COST, 'translations'))
    .toMatchObject({ es: { detail: 'Nada de nada.' } });
  await edie.getByRole('link', { name: 'Try it' }).click();
  await edie.getByLabel('The customer’s language').selectOption({ label: 'Spanish' });
  await edie.getByLabel('Your message').fill('Does EnShare cost anything?');
  await edie.keyboard.press('Enter');
  const draft = edie.getByRole('group', { name: 'Draft' }).last();
  await expect.poll(() => draft.innerText()).toContain('Nada de nada.');
  expect(await findings(edie)).toEqual([]);
  await screenshot(edie, 'desk-studio-try-language');
});

test('two editors of one answer are told, and choose between their texts', async () => {
  const server = await openDesk({ accounts: { Edie: 'editor', Kim: 'editor' } });
  const edie = await atDesk(stage, server, { name: 'Edie' });
  const kim = await atDesk(stage, server, { name: 'Kim' });
  for (const page of [edie, kim]) {
    await page.goto(`${server.url}/desk#/studio/${encodeURIComponent(COST)}`);
    await page.getByLabel('Short answer').waitFor();
  }
  await edie.getByText('Kim has this entry open').waitFor({ timeout: 20_000 });
  // Kim is offline while Edie saves, and so cannot have read her words.
  await kim.context().setOffline(true);
  await kim.getByLabel('Short answer').fill('Free, says Kim.');
  await kim.getByText('Not saved:').waitFor();
  await edie.getByLabel('Short answer').fill('Free, says Edie.');
  await expect.poll(() => fieldOf(edie, COST, 'short')).toBe('Free, says Edie.');
  await kim.context().setOffline(false);
  const conflict = kim.getByRole('alert', { name: 'Edie has also changed this' });
  await conflict.getByText('Free, says Edie.').waitFor({ timeout: 40_000 });
  await conflict.getByText('Free, says Kim.').waitFor();
  expect(await findings(kim)).toEqual([]);
  await screenshot(kim, 'desk-studio-conflict');
  await conflict.getByRole('button', { name: 'Keep yours' }).press('Enter');
  await expect.poll(() => fieldOf(edie, COST, 'short')).toBe('Free, says Kim.');
});

test('a typo is fixed on a phone, in the dark theme', async () => {
  const server = await openDesk({ accounts: { Edie: 'editor' } });
  const viewport = { width: 390, height: 844 };
  const edie = await atDesk(stage, server, { name: 'Edie', viewport, colorScheme: 'dark' });
  await edie.goto(`${server.url}/desk#/studio`);
  await edie
    .getByRole('link', { name: /Does EnShare cost anything\?/ })
    .first()
    .waitFor();
  expect(await findings(edie)).toEqual([]);
  await screenshot(edie, 'desk-studio-phone-list');
  await edie
    .getByRole('link', { name: /Does EnShare cost anything\?/ })
    .first()
    .click();
  await edie.getByLabel('Short answer').fill('EnShare is free of charge.');
  await expect.poll(() => fieldOf(edie, COST, 'short')).toBe('EnShare is free of charge.');
  expect(await findings(edie)).toEqual([]);
  await screenshot(edie, 'desk-studio-phone');
  const overflow = (): Promise<number> =>
    edie.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await expect.poll(overflow).toBeLessThanOrEqual(0);
  await edie.getByRole('button', { name: 'Preview' }).click();
  await edie.getByRole('region', { name: 'Preview' }).getByText('EnShare is free of charge.').waitFor();
  await screenshot(edie, 'desk-studio-phone-preview');
  await expect.poll(overflow).toBeLessThanOrEqual(0);
});

test('a word that is longer than a line makes neither the form nor the list of changes wider', async () => {
  const server = await openDesk({ accounts: { Edie: 'editor' } });
  const edie = await atDesk(stage, server, { name: 'Edie', viewport: { width: 390, height: 844 } });
  await edie.goto(`${server.url}/desk#/studio/${encodeURIComponent(COST)}`);
  const word = 'x'.repeat(300);
  for (const label of ['Question', 'Short answer', 'Details', 'phrase 1']) {
    const box = edie.getByLabel(label, { exact: true });
    await box.fill(word);
    expect(await box.evaluate((element) => element.getBoundingClientRect().right)).toBeLessThanOrEqual(390);
  }
  await expect.poll(() => fieldOf(edie, COST, 'detail')).toBe(word);
  await edie.goto(`${server.url}/desk#/studio/changes`);
  const changed = edie.getByRole('article').first();
  await changed.getByText(word).first().waitFor();
  expect(await changed.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  expect(await edie.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
});

test('agents do not see the studio', async () => {
  const server = await openDesk();
  const dana = await atDesk(stage, server);
  await expect.poll(() => dana.getByRole('link', { name: 'Knowledge' }).count()).toBe(0);
});
