import { expect, test } from 'vitest';
import { createDataDir } from '#tests/support/data-dir.ts';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { setStage } from '../widget/visits.ts';
import { atDesk, goTo, openDesk } from './desk-page.ts';

const stage = setStage();
const COST = { document: 'answers/enshare.yaml', kind: 'answer', id: 'enshare.cost' };

test('an editor tries the draft next to the published release, and expects its answer, by keyboard', async () => {
  const server = await openDesk({ accounts: { Eve: 'editor' }, environment: { DATA_DIR: createDataDir() } });
  const page = await atDesk(stage, server, { name: 'Eve' });
  await page.evaluate(async (key) => {
    const entry = await fetch(`/desk/api/studio/entry?${new URLSearchParams(key).toString()}`);
    const { content, version } = (await entry.json()) as { content: object; version: string };
    const body = JSON.stringify({
      ...key,
      content: { ...content, short: 'EnShare is **free**.' },
      version,
    });
    await fetch('/desk/api/studio/save', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
  }, COST);

  await goTo(page, 'studio');
  await page.getByRole('link', { name: 'Try it' }).click();
  const box = page.getByLabel('Your message');
  await page.getByText('Chat opened').waitFor();
  await box.fill('does EnShare cost anything?');
  await page.keyboard.press('Enter');
  await page.getByText('Different', { exact: true }).waitFor();
  const published = page.getByRole('group', { name: 'Published' }).last();
  const draft = page.getByRole('group', { name: 'Draft' }).last();
  await expect.poll(() => published.innerText()).toContain('free of charge');
  await expect.poll(() => draft.innerText()).toContain('EnShare is free.');
  await draft.getByText('How it was understood').focus();
  await page.keyboard.press('Enter');
  await draft.getByText('Nearest phrases').waitFor();
  expect(await findings(page)).toEqual([]);
  await screenshot(page, 'desk-studio-try');

  await draft.getByRole('button', { name: /^Save as expected answer: the draft’s reply/ }).focus();
  await page.keyboard.press('Enter');
  await draft.getByText('Saved as an expected answer.').waitFor();

  await box.fill('and is the ESR900 patched?');
  await page.keyboard.press('Enter');
  await page.getByText('In Progress').first().waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await findings(page)).toEqual([]);
  await screenshot(page, 'desk-studio-try-phone');
  await page.getByRole('button', { name: 'Start over' }).click();
  await page.getByText('does EnShare cost anything?').waitFor({ state: 'detached' });
});
