import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { setStage } from '../widget/visits.ts';
import type { Widget } from '../widget/widget.ts';
import { atDesk, goTo, newCustomer, openDesk } from './desk-page.ts';

const stage = setStage();
const box = (page: Page) => page.getByRole('textbox', { name: 'Reply' });

/** An agent in a chat with a customer. */
async function inChat(options: Parameters<typeof atDesk>[2] = {}): Promise<{ page: Page; customer: Widget }> {
  const server = await openDesk();
  const page = await atDesk(stage, server, options);
  const customer = await newCustomer(stage, server);
  await customer.says('I want to talk to a human');
  await page.getByRole('button', { name: 'Claim' }).first().click();
  await box(page).waitFor();
  return { page, customer };
}

test('text reaches the customer as typed, and only buttons and keys format it', async () => {
  const { page, customer } = await inChat();
  const odd = '192.168.*.* a*b*c C:\\new\\_tmp_ 3*4*5=60 ~down~ # 1. <b>';
  await box(page).fill(odd);
  await page.keyboard.press('Enter');
  await customer.sees(odd);

  await box(page).pressSequentially('Hold ');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('reset');
  await page.keyboard.press('End');
  await page.keyboard.type(' for 5*2 s');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('region', { name: 'Preview' }).locator('strong', { hasText: 'reset' }).waitFor();
  await page.keyboard.press('Escape');
  await box(page).press('Enter');
  await customer.log.locator('strong', { hasText: 'reset' }).waitFor();
  await customer.sees('for 5*2 s');
});

test('a slash finds a canned reply by keyboard alone', async () => {
  const { page, customer } = await inChat();
  await box(page).pressSequentially('/');
  const menu = page.getByRole('listbox', { name: 'Canned replies' });
  await menu.waitFor();
  expect(await findings(page)).toEqual([]);
  await screenshot(page, 'desk-canned-replies');
  await box(page).pressSequentially('no such words');
  await page.getByText('No canned reply matches.').waitFor();
  await box(page).fill('/');
  await page.keyboard.press('Escape');
  await menu.waitFor({ state: 'hidden' });
  await box(page).fill('');
  await box(page).pressSequentially('/');
  const title = await menu.getByRole('option').nth(1).locator('strong').innerText();
  await page.keyboard.press('ArrowDown');
  const selected = menu.getByRole('option', { selected: true }).locator('strong');
  await expect.poll(() => selected.innerText()).toBe(title);
  await page.keyboard.press('Enter');
  await expect.poll(() => box(page).inputValue()).not.toMatch(/^\/|\{/);
  const text = await box(page).inputValue();
  await page.keyboard.press('Enter');
  await customer.sees(text.split('\n', 1)[0] ?? '');
});

test('files can be pasted and dropped, and those that cannot be sent are refused at once', async () => {
  const { page, customer } = await inChat();
  const give = (kind: 'paste' | 'drop', name: string): Promise<void> =>
    box(page).evaluate(
      (element, { kind: what, name: file }) => {
        const data = new DataTransfer();
        data.items.add(new File(['Press reset.'], file, { type: 'text/plain' }));
        const init = { bubbles: true, cancelable: true };
        element.dispatchEvent(
          what === 'paste'
            ? new ClipboardEvent('paste', { ...init, clipboardData: data })
            : new DragEvent('drop', { ...init, dataTransfer: data }),
        );
      },
      { kind, name },
    );
  await give('paste', 'notes.txt');
  await give('drop', 'manual.txt');
  await give('drop', 'tool.exe');
  const files = page.getByRole('list', { name: 'Files' });
  await files.getByText('tool.exe').waitFor();
  await page.getByRole('alert').getByText('tool.exe').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => files.getByRole('listitem').count()).toBe(3);
  await page.getByRole('button', { name: 'Remove tool.exe' }).click();
  await box(page).press('Enter');
  for (const name of [/notes\.txt/, /manual\.txt/]) await customer.log.getByRole('link', { name }).waitFor();
});

test('chosen files stay with their reply while the agent is in another view', async () => {
  const { page, customer } = await inChat();
  const file = { name: 'manual.txt', mimeType: 'text/plain', buffer: Buffer.from('Press reset.') };
  await page.getByLabel('Attach files').setInputFiles(file);
  await page.getByRole('button', { name: 'Remove manual.txt' }).waitFor();
  await goTo(page, 'waiting');
  await box(page).waitFor({ state: 'detached' });
  await goTo(page, 'mine');
  await page.getByRole('list', { name: 'Mine' }).getByRole('link').click();
  await page.getByRole('button', { name: 'Remove manual.txt' }).waitFor();
  await page.getByRole('button', { name: 'Send' }).click();
  await customer.log.getByRole('link', { name: /manual\.txt/ }).waitFor();
  await page.getByRole('button', { name: 'Remove manual.txt' }).waitFor({ state: 'detached' });
});

test('a draft survives a reload with its formatting, and a text that is too long is never cut', async () => {
  const { page, customer } = await inChat();
  await box(page).press('Control+b');
  await page.keyboard.type('draft');
  await page.reload();
  await expect.poll(() => box(page).inputValue()).toBe('**draft**');
  await box(page).press('Enter');
  await customer.log.locator('strong', { hasText: 'draft' }).waitFor();

  const long = 'word '.repeat(900).trim();
  await box(page).fill(long);
  await page.getByText('4499 / 4000').waitFor();
  await box(page).press('Enter');
  await expect.poll(() => box(page).inputValue()).toBe(long);
});
