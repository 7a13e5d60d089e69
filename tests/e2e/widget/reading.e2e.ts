import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { offer } from './scripted-server.ts';
import { newVisitor, setStage } from './visits.ts';
import type { Widget } from './widget.ts';

const stage = setStage();

const answer = (text: string): object => ({
  type: 'message',
  text,
  channelData: { reply: { kind: 'answer', answerId: 'krack.what-happened' } },
});
const long = (name: string): string =>
  Array.from({ length: 30 }, (_, at) => `${name} line ${at + 1}.`).join('\n\n');

async function inChat(): Promise<Widget> {
  const widget = await (await newVisitor(stage)).goes();
  await widget.open();
  await widget.sees('Hello!');
  await widget.says('hi');
  await widget.sees('You said: hi');
  return widget;
}

const scrollTop = (page: Page): Promise<number> =>
  page.locator('support-chat .log').evaluate((element) => Math.round(element.scrollTop));
const isAtEnd = (page: Page): Promise<boolean> =>
  page
    .locator('support-chat .log')
    .evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight < 2);
/** Whether a text is inside the conversation's window. */
const isInView = (page: Page, words: string): Promise<boolean> =>
  page
    .locator('support-chat .log')
    .getByText(words, { exact: true })
    .evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      const frame = element.closest('.log')?.getBoundingClientRect();
      return frame !== undefined && top >= frame.top && bottom <= frame.bottom;
    });

describe('a long answer', () => {
  test('is shown from its start, with a way to its end', async () => {
    const { page, sees } = await inChat();
    await stage.server.says(answer(long('First')));
    await sees('First line 30.');
    await expect.poll(() => isInView(page, 'First line 1.')).toBe(true);
    await expect.poll(() => isInView(page, 'First line 30.')).toBe(false);
    await page.getByRole('button', { name: 'Go to the newest message' }).click();
    await expect.poll(() => isAtEnd(page)).toBe(true);
    await page.getByRole('button', { name: 'Go to the newest message' }).waitFor({ state: 'detached' });
  });

  test('scrolls to the end when the visitor sends something', async () => {
    const { page, sees, says } = await inChat();
    await stage.server.says(answer(long('First')));
    await sees('First line 30.');
    await says('next');
    await sees('You said: next');
    await expect.poll(() => isAtEnd(page)).toBe(true);
  });
});

test('nothing moves while the visitor reads further up, and new messages are counted', async () => {
  const { page, sees } = await inChat();
  await stage.server.says(answer(long('First')));
  await sees('First line 30.');
  await page.locator('support-chat .log').evaluate((element) => element.scrollTo(0, 40));
  await expect.poll(() => scrollTop(page)).toBe(40);
  await stage.server.says({ type: 'message', text: 'One' });
  await page.getByRole('button', { name: '1 new' }).waitFor();
  await stage.server.says({ type: 'message', text: 'Two' }, { type: 'typing' });
  const toEnd = page.getByRole('button', { name: '2 new Go to the newest message' });
  await toEnd.waitFor();
  await expect.poll(() => scrollTop(page)).toBe(40);
  await toEnd.click();
  await expect.poll(() => isInView(page, 'Two')).toBe(true);
});

test('choices are worded as they are sent, and “Talk to a person” appears once', async () => {
  const { page, sees, presses, log } = await inChat();
  await stage.server.says({
    ...offer('Shall I get you a person?', 'What can you do?', 'Talk to a person'),
  });
  await sees('Shall I get you a person?');
  await expect.poll(() => page.getByRole('button', { name: 'Talk to a person' }).count()).toBe(1);
  await stage.server.says({
    type: 'message',
    text: 'More?',
    suggestedActions: { to: [], actions: [{ type: 'imBack', title: 'More', value: 'More: WPA2' }] },
  });
  await presses('More');
  await sees('You said: More: WPA2');
  await log.locator('.own').getByText('More', { exact: true }).waitFor();
});

test('a question shows its options once, as buttons', async () => {
  const { page, log, sees } = await inChat();
  await stage.server.says({
    ...offer('Did you mean one of these?\n\n1. What is KRACK?\n2. How does WPA2 work?', 'KRACK', 'WPA2'),
    channelData: { reply: { kind: 'clarify', question: 'Did you mean one of these?' } },
  });
  await sees('Did you mean one of these?');
  await expect.poll(() => log.getByText('How does WPA2 work?').count()).toBe(0);
  await page.getByRole('button', { name: 'WPA2' }).waitFor();
});

test('models are listed by status, and open on request', async () => {
  const { log } = await inChat();
  const lists = [
    { status: 'Available Now', models: ['EAP1300', 'EAP2200'] },
    { status: 'In Progress', models: ['ENS202EXT'] },
  ];
  await stage.server.says({
    type: 'message',
    text: '**Available Now** (2 of 3 models): EAP1300, EAP2200\n\n**In Progress** (1 of 3 models): ENS202EXT',
    channelData: {
      reply: { kind: 'patch-list', answerId: 'patch.list', lists, source: '_Source: the list_' },
    },
  });
  const group = log.locator('summary').filter({ hasText: 'Available Now' });
  await group.waitFor();
  await expect.poll(() => group.innerText()).toMatch(/^Available Now\s+2$/);
  await expect.poll(() => log.getByText('EAP2200').isVisible()).toBe(false);
  await group.press('Enter');
  await expect.poll(() => log.getByText('EAP2200').isVisible()).toBe(true);
  await log.getByText('Source: the list').waitFor();
});

test('the statuses of several models are a table that states shared facts once', async () => {
  const { log } = await inChat();
  const note = 'The patch for this model is available.';
  const statuses = [
    { model: 'EAP600', status: 'Available Now', note },
    { model: 'ESR900', status: 'In Progress', note: 'None was available yet.' },
    { model: 'ENS500', status: 'Available Now', note },
  ];
  await stage.server.says({
    type: 'message',
    text: statuses.map((row) => `**${row.model}: ${row.status}.** ${row.note}`).join('\n\n'),
    channelData: {
      reply: { kind: 'patch-status', answerId: 'patch.status', statuses, source: '_Source: the list_' },
    },
  });
  await log.getByText('Source: the list').waitFor();
  const rows = await log.getByRole('row').allInnerTexts();
  expect(rows.map((row) => row.split(/\s*\n+\s*|\t/).filter(Boolean))).toEqual([
    ['EAP600', 'ENS500', 'Available Now', note],
    ['ESR900', 'In Progress', 'None was available yet.'],
  ]);
  await expect.poll(() => log.getByRole('rowheader').count()).toBe(2);
});

test('thumbs and the copy button are only under answers', async () => {
  const { log, sees } = await inChat();
  await stage.server.says({ type: 'message', text: 'Just so you know.' });
  await sees('Just so you know.');
  await expect.poll(() => log.locator('.message.theirs').count()).toBe(3);
  await expect.poll(() => log.locator('.tools').count()).toBe(1);
});

describe('a message that comes while the chat is closed', () => {
  test('has a preview at the launcher, which opens the chat', async () => {
    const { page, presses, log } = await inChat();
    await presses('Close chat');
    await stage.server.says({ type: 'message', text: 'Your **patch** is there' });
    const preview = page.getByRole('button', { name: 'Support bot Your patch is there' });
    await preview.click();
    await log.getByText('New messages').waitFor();
    await expect.poll(() => preview.count()).toBe(0);
  });

  test('can be dismissed, and stays counted', async () => {
    const { page, presses } = await inChat();
    await presses('Close chat');
    await stage.server.says({ type: 'message', text: 'Not now' });
    await presses('Dismiss');
    await expect.poll(() => page.locator('support-chat .preview').count()).toBe(0);
    await page.getByRole('button', { name: 'Open chat, 1 new message' }).waitFor();
  });

  test('never covers the page on a phone', async () => {
    const widget = await (await newVisitor(stage, { viewport: { width: 390, height: 844 } })).goes();
    await widget.open();
    await widget.says('hi');
    await widget.sees('You said: hi');
    await widget.presses('Close chat');
    await stage.server.says({ type: 'message', text: 'Quiet on phones' });
    await widget.page.getByRole('button', { name: 'Open chat, 1 new message' }).waitFor();
    await expect.poll(() => widget.page.locator('support-chat .preview').isVisible()).toBe(false);
  });
});

test('a rating cannot be sent without stars, and is thanked for', async () => {
  const { page } = await inChat();
  await stage.server.says({
    type: 'message',
    text: 'Dana has left.',
    channelData: { handoff: { state: 'closed', reference: 'H-1', agent: { name: 'Dana' }, askRating: true } },
  });
  await page.getByText('How was the chat?').waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Send rating' }).count()).toBe(0);
  await page.getByRole('radio', { name: '5 stars out of 5' }).check({ force: true });
  await page.getByRole('button', { name: 'Send rating' }).click();
  await page.getByText('Thank you.', { exact: true }).waitFor();
  await expect.poll(() => page.getByText('How was the chat?').count()).toBe(0);
});

test('while the chat connects, a skeleton is shown', async () => {
  const visitor = await newVisitor(stage);
  const widget = await visitor.goes();
  let letThrough = (): void => undefined;
  const gate = new Promise<void>((resolve) => (letThrough = resolve));
  await visitor.context.route(/visitor-session/, async (route) => {
    await gate;
    await route.continue();
  });
  await widget.open();
  await widget.page.locator('support-chat .skeleton').waitFor();
  await expect.poll(() => widget.page.getByRole('status').getByText('Connecting…').count()).toBe(1);
  letThrough();
  await widget.sees('Hello!');
  await widget.page.locator('support-chat .skeleton').waitFor({ state: 'detached' });
});

test('a new chat says first what will happen to the old one', async () => {
  const { page, chooses, bubbles } = await inChat();
  await chooses('Start a new chat');
  await page.getByText('You can come back to this chat').waitFor();
  await page.getByRole('menuitem', { name: 'Cancel' }).click();
  await expect.poll(() => bubbles()).toHaveLength(3);
});

test('the page has exactly one banner landmark while the chat is open', async () => {
  const { page } = await inChat();
  await page.evaluate(() => document.body.prepend(document.createElement('header')));
  await expect.poll(() => page.getByRole('banner').count()).toBe(1);
});

test('every control on a phone is at least 44 px high', async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const { page, open, says, sees } = await (await newVisitor(stage, phone)).goes();
  await open();
  await says('hi');
  await sees('You said: hi');
  await stage.server.says(offer('Which one?', 'EAP1300', 'A model with a long name'));
  await sees('Which one?');
  const low = await page
    .locator('support-chat')
    .locator('button, textarea')
    .evaluateAll((elements) =>
      elements
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 43.5)
        .map((element) => element.getAttribute('aria-label') ?? element.textContent),
    );
  expect(low).toEqual([]);
});
