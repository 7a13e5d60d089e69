import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { SupportChat } from '#web/widget/widget.d.ts';
import { newVisitor, setStage } from './visits.ts';
import { expectBubbles } from './widget.ts';

const stage = setStage();
const spoken = ['Hello!', 'hi', 'You said: hi'];

const isOpen = (page: Page): Promise<boolean> =>
  page.evaluate(() => (window.SupportChat as SupportChat).isOpen);

/** Ways in which a browser-side router changes pages. */
const ways: [string, (page: Page) => Promise<void>][] = [
  [
    'a new body, as Turbo does',
    (page) =>
      page.evaluate(() => {
        const body = document.createElement('body');
        body.innerHTML = '<main><h1>Routers</h1></main>';
        document.body.replaceWith(body);
      }),
  ],
  [
    'new content in the body',
    (page) =>
      page.evaluate(() => {
        document.body.innerHTML = '<main><h1>Routers</h1></main>';
      }),
  ],
  [
    'a cached copy of a page, with an empty copy of the chat in it',
    (page) =>
      page.evaluate(() => {
        const copy = document.body.cloneNode(true);
        document.body.replaceWith(document.createElement('body'));
        document.body.replaceWith(copy);
      }),
  ],
  [
    'no body for a while',
    (page) =>
      page.evaluate(async () => {
        const { body } = document;
        body.remove();
        await new Promise((resolve) => setTimeout(resolve, 200));
        document.documentElement.append(document.createElement('body'));
      }),
  ],
];

test.each(ways)('a site that shows %s keeps one chat, open as before', async (_what, goes) => {
  const visitor = await newVisitor(stage);
  const widget = await visitor.goes();
  await widget.open();
  await widget.says('hi');
  await expectBubbles(widget, ...spoken);
  await widget.box.fill('half a sen');
  await goes(widget.page);
  await expectBubbles(widget, ...spoken);
  await expect.poll(() => widget.box.inputValue()).toBe('half a sen');
  await expect.poll(() => widget.page.locator('support-chat').count()).toBe(1);
  await expect.poll(() => isOpen(widget.page)).toBe(true);
  await widget.says('more');
  await expectBubbles(widget, ...spoken, 'more', 'You said: more');
  expect(visitor.troubles).toEqual([]);
});

test('messages that come while the chat is off the page are unread, and can be read when it is back', async () => {
  const visitor = await newVisitor(stage);
  const widget = await visitor.goes();
  await widget.open();
  await widget.says('hi');
  await expectBubbles(widget, ...spoken);
  const { page } = widget;
  await page.evaluate(() => {
    Object.assign(window, { counts: [] as number[] });
    (window.SupportChat as SupportChat).on('unread', ({ count }) =>
      (window as unknown as { counts: number[] }).counts.push(count),
    );
    document.body.remove();
  });
  await expect.poll(() => isOpen(page)).toBe(false);
  await stage.server.says({ type: 'message', text: 'News' });
  const counts = () => page.evaluate(() => (window as unknown as { counts: number[] }).counts);
  await expect.poll(counts).toEqual([1]);
  await page.evaluate(() => document.documentElement.append(document.createElement('body')));
  await expectBubbles(widget, ...spoken, 'News');
  await expect.poll(counts).toEqual([1, 0]);
  await expect.poll(() => isOpen(page)).toBe(true);
});

test('a page that keeps removing the chat is not slowed down', async () => {
  const visitor = await newVisitor(stage);
  const { page, launcher } = await visitor.goes();
  await launcher.waitFor();
  const backs = await page.evaluate(async () => {
    let times = 0;
    new MutationObserver(() => {
      const chat = document.querySelector('support-chat');
      if (chat !== null) times += 1;
      chat?.remove();
    }).observe(document.body, { childList: true });
    document.querySelector('support-chat')?.remove();
    await new Promise((resolve) => setTimeout(resolve, 3000));
    return times;
  });
  expect(backs).toBeGreaterThan(1);
  expect(backs).toBeLessThan(12);
});

test('a chat that the page has removed with `remove()` stays away', async () => {
  const visitor = await newVisitor(stage);
  const { page, launcher } = await visitor.goes();
  await launcher.waitFor();
  await page.evaluate(() => {
    (window.SupportChat as SupportChat).remove();
    document.body.replaceWith(document.createElement('body'));
  });
  await page.waitForTimeout(300);
  await expect.poll(() => page.locator('support-chat').count()).toBe(0);
});
