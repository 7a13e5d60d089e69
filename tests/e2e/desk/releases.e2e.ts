import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { createDataDir } from '#tests/support/data-dir.ts';
import { knowledgeDir } from '#tests/support/classifier-cache.ts';
import { runCommand } from '#tests/support/run-command.ts';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { newVisitor, setStage } from '../widget/visits.ts';
import { atDesk, focusOn, goTo, openDesk } from './desk-page.ts';

const stage = setStage();

const EXPECTED = `questions:
  - id: price
    ask: does EnShare cost anything at all?
    expect: { answer: enshare.cost, says: [free of charge] }
`;

/**
 * A server with its own knowledge folder, in which the price of EnShare is now worded differently.
 * @param isExpected whether the earlier words are expected
 * @param isLonger whether it has one phrase more, so that it has to be trained
 * @param note the note of its release
 */
async function serverWithChange({ isExpected = false, isLonger = false, note = 'Shorter' } = {}) {
  const folder = await mkdtemp(join(inject('runFolder'), 'knowledge-'));
  await cp(knowledgeDir, folder, { recursive: true });
  if (isExpected) await writeFile(join(folder, 'expected/price.yaml'), EXPECTED);
  const environment = { DATA_DIR: createDataDir(), KNOWLEDGE_DIR: folder };
  const server = await openDesk({
    accounts: { Eve: 'editor', Dana: 'agent', Sam: 'supervisor' },
    environment,
  });
  const file = join(folder, 'answers/enshare.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('The EnShare service itself is free of charge.', 'EnShare is free.'));
  if (isLonger) await addPhrase(join(folder, 'phrases/enshare.yaml'));
  const { output } = await runCommand('knowledge', ['import', '--note', note], { environment });
  expect(output).toBe('Added release 2.\n');
  return Object.assign(server, { environment });
}

async function addPhrase(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  await writeFile(
    file,
    text.replace('enshare.cost:\n', 'enshare.cost:\n  - is there any fee at all for enshare\n'),
  );
}

test('an editor publishes a release and goes back, and customers and colleagues get it without a reload', async () => {
  const server = await serverWithChange();
  const colleague = await atDesk(stage, server, { name: 'Sam' });
  await goTo(colleague, 'releases');
  await colleague.getByRole('row', { name: /Shorter.*Not published/ }).waitFor();
  const customer = await (await newVisitor(stage)).goesTo(server.url);
  await customer.open();
  await customer.says('does EnShare cost anything?');
  await customer.sees('The EnShare service itself is free of charge.');

  const page = await atDesk(stage, server, { name: 'Eve' });
  await goTo(page, 'releases');
  await page.getByRole('row', { name: /Shorter.*Not published/ }).waitFor();
  expect(await findings(page)).toEqual([]);
  await focusOn(page, /^Compare: Release 2$/);
  await page.keyboard.press('Enter');
  const compared = page.getByRole('dialog', { name: 'Compare release 2' });
  await compared.getByText('enshare.cost').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await compared.waitFor({ state: 'detached' });

  await focusOn(page, /^Publish: Release 2$/);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Publish release 2?' });
  await dialog.getByLabel(/^Note/).fill('Customers asked for less');
  expect(await findings(page)).toEqual([]);
  await screenshot(page, 'desk-publish');
  await page.keyboard.press('Enter');
  await page.getByText('Release 2 is now live.').waitFor({ timeout: 60_000 });
  await screenshot(page, 'desk-releases');
  await colleague.getByRole('row', { name: /Shorter.*Live/ }).waitFor({ timeout: 15_000 });

  const asks = async (): Promise<string> => {
    await customer.says('does EnShare cost anything?');
    return (await customer.bubbles()).join('\n');
  };
  await expect.poll(asks, { timeout: 15_000, interval: 1000 }).toContain('EnShare is free.');

  await page.getByRole('button', { name: 'Go back to this release: Release 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Go back to this release' }).click();
  await page.getByRole('row', { name: /1.*Live/ }).waitFor();
  await colleague.getByText('Release 1 is now live.').waitFor({ timeout: 15_000 });

  const { environment } = server;
  expect((await runCommand('knowledge', ['publish', '2'], { environment })).exitCode).toBe(0);
  await page.getByRole('row', { name: /Shorter.*Live/ }).waitFor({ timeout: 15_000 });
});

test('everybody sees how a release is being trained, also after a reload or a press that comes too late', async () => {
  const server = await serverWithChange({ isLonger: true });
  const other = await atDesk(stage, server, { name: 'Sam' });
  await goTo(other, 'releases');
  const page = await atDesk(stage, server, { name: 'Eve' });
  await goTo(page, 'releases');
  await page.getByRole('button', { name: 'Publish: Release 2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('Eve is publishing release 2.').waitFor();
  await other.getByRole('button', { name: 'Publish: Release 2' }).click();
  const dialog = other.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
  await dialog.getByText('Eve is publishing right now.').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await other.getByText('Eve is publishing release 2.').waitFor();
  await page.reload();
  await page.getByText('Eve is publishing release 2.').waitFor();
  await page.getByRole('progressbar', { name: /^Learning the phrases/ }).waitFor();
  expect(await findings(page)).toEqual([]);
  await screenshot(page, 'desk-publish-progress');
  for (const each of [page, other]) {
    await each.getByText('Release 2 is now live.').waitFor({ timeout: 120_000 });
    await each.getByRole('row', { name: /Shorter.*Live/ }).waitFor();
  }
}, 180_000);

test('a supervisor says why a release is published that breaks an expected answer', async () => {
  const server = await serverWithChange({ isExpected: true, isLonger: true });
  const page = await atDesk(stage, server, { name: 'Sam' });
  await goTo(page, 'releases');
  const dialog = page.getByRole('dialog', { name: 'Publish release 2?' });
  const presses = async (note: string): Promise<void> => {
    await page.getByRole('button', { name: 'Publish: Release 2' }).click();
    await dialog.getByLabel(/^Note/).fill(note);
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
  };
  await presses('Shorter');
  await page.getByText('Sam is publishing release 2.').waitFor();
  await presses('Too soon');
  await dialog.getByText('Sam is publishing right now.').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.getByText('To publish it anyway, give a reason.').waitFor({ timeout: 60_000 });
  const reason = dialog.getByLabel(/^Why publish it anyway\?/);
  await reason.fill('It costs something now');
  expect(await dialog.getByLabel(/^Note/).inputValue()).toBe('Shorter');
  expect(await findings(page)).toEqual([]);
  await screenshot(page, 'desk-publish-despite');
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
  await page
    .getByText('Published although expected answers failed: It costs something now')
    .waitFor({ timeout: 60_000 });
}, 180_000);

test('agents see no releases', async () => {
  const page = await atDesk(stage, await serverWithChange());
  await expect.poll(() => page.getByRole('link', { name: 'Releases' }).count()).toBe(0);
  expect(await page.evaluate(async () => (await fetch('/desk/api/releases')).status)).toBe(403);
});

test('the releases fit on a phone', async () => {
  const viewport = { width: 390, height: 844 };
  const server = await serverWithChange({ note: `Shorter: https://example.com/${'prices/'.repeat(40)}` });
  const page = await atDesk(stage, server, { name: 'Eve', viewport, colorScheme: 'dark' });
  await page.goto(`${page.url().split('#')[0]}#/releases`);
  await page.getByRole('row', { name: /Shorter/ }).waitFor();
  expect(await findings(page)).toEqual([]);
  const right = () => page.getByRole('table').evaluate((table) => table.getBoundingClientRect().right);
  await expect.poll(right).toBeLessThanOrEqual(viewport.width);
  await screenshot(page, 'desk-releases-phone');
});
