import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { SupportChat } from '#web/widget/widget.d.ts';
import { newVisitor, setStage } from './visits.ts';

const stage = setStage();

describe('on a page', () => {
  test('only the launcher is fetched, and nothing is stored, before the chat is opened', async () => {
    const visitor = await newVisitor(stage);
    const asked: string[] = [];
    visitor.context.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const { page, launcher } = await visitor.goes();
    await launcher.waitFor();
    await page.waitForLoadState('networkidle');
    expect(asked.filter((path) => !path.endsWith('.css'))).toEqual(['/', '/widget.js']);
    await expect.poll(() => page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    await expect.poll(() => visitor.context.cookies()).toEqual([]);
  });

  test('there is one global, no cookie, no other host and no layout shift', async () => {
    const visitor = await newVisitor(stage);
    await visitor.context.addInitScript(() => {
      const before = Object.getOwnPropertyNames(window);
      Object.assign(window, {
        shifts: 0,
        globals: () => Object.getOwnPropertyNames(window).filter((name) => !before.includes(name)),
      });
      new PerformanceObserver((list) => {
        for (const _ of list.getEntries()) (window as unknown as { shifts: number }).shifts += 1;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const widget = await visitor.goes();
    await widget.open();
    await widget.sees('Hello!');
    await widget.says('hi');
    await widget.sees('You said: hi');
    const { globals, shifts } = await widget.page.evaluate(() => {
      const own = window as unknown as { globals: () => string[]; shifts: number };
      return { globals: own.globals(), shifts: own.shifts };
    });
    expect(globals.filter((name) => name !== 'globals' && name !== 'shifts')).toEqual(['SupportChat']);
    expect(shifts).toBe(0);
    await expect.poll(() => visitor.context.cookies()).toEqual([]);
    expect([...visitor.hosts].toSorted()).toEqual(
      [new URL(stage.server.url).host, new URL(stage.shop.origin).host].toSorted(),
    );
    expect(visitor.troubles).toEqual([]);
  });

  test('the chat works under the strict policy that docs/widget.md gives', async () => {
    const visitor = await newVisitor(stage);
    const widget = await visitor.goes({
      kind: 'strict',
      attributes: 'data-locale="en" data-color="#0a7d4b"',
    });
    await widget.open();
    await widget.says('**hi** [link](https://example.com)');
    await widget.sees('You said:');
    await expect
      .poll(() => widget.log.getByRole('link', { name: /link/ }).getAttribute('href'))
      .toBe('https://example.com/');
    expect(visitor.troubles).toEqual([]);
  });

  test("the page's styles do not reach the chat, nor the chat's styles the page", async () => {
    const visitor = await newVisitor(stage);
    const looks = (page: Page) =>
      page.evaluate(() => {
        const { color, font, margin } = getComputedStyle(document.querySelector('h1') as Element);
        return [color, font, margin, getComputedStyle(document.body).margin];
      });
    const plain = await visitor.goes();
    await plain.launcher.waitFor();
    const before = await looks(plain.page);
    await plain.open();
    await plain.sees('Hello!');
    await expect.poll(() => looks(plain.page)).toEqual(before);
    const box = await plain.box.boundingBox();
    await plain.presses('Close chat');

    const spoilt = await (await newVisitor(stage)).goes({ kind: 'hostile' });
    await spoilt.open();
    await spoilt.sees('Hello!');
    await expect.poll(() => spoilt.box.boundingBox()).toEqual(box);
    const style = await spoilt.box.evaluate((element) => {
      const { color, fontSize } = getComputedStyle(element);
      return { color, fontSize };
    });
    expect(style).toEqual({ color: 'rgb(26, 32, 44)', fontSize: '16px' });
  });

  test('the page receives events, and can open, ask, close, configure and remove the chat', async () => {
    const visitor = await newVisitor(stage);
    const { page, launcher, sees } = await visitor.goes();
    await launcher.waitFor();
    await page.evaluate(() => {
      const chat = window.SupportChat as SupportChat;
      const events: unknown[] = [];
      Object.assign(window, { events });
      for (const name of ['open', 'close', 'message'] as const)
        chat.on(name, (detail) => events.push([name, detail]));
      chat.on('open', () => {
        throw new Error('the page is broken');
      });
      chat.ask('Is it patched?');
    });
    await sees('You said: Is it patched?');
    await page.evaluate(() => {
      const chat = window.SupportChat as SupportChat;
      chat.configure({ title: 'Ask us', position: 'start', theme: 'dark', color: '#ffcc00' });
    });
    await page.getByRole('dialog', { name: 'Ask us' }).waitFor();
    expect((await page.getByRole('dialog').boundingBox())?.x).toBe(20);
    const isOpen = await page.evaluate(() => {
      const chat = window.SupportChat as SupportChat;
      const was = chat.isOpen;
      chat.close();
      return was;
    });
    expect(isOpen).toBe(true);
    await launcher.waitFor();
    const events = await page.evaluate(() => (window as unknown as { events: unknown[] }).events);
    expect(events).toContainEqual(['message', { from: 'visitor', text: 'Is it patched?' }]);
    expect(events).toContainEqual(['message', { from: 'bot', text: 'You said: Is it patched?' }]);
    await page.evaluate(() => (window.SupportChat as { remove(): void }).remove());
    await expect.poll(() => page.locator('support-chat').count()).toBe(0);
  });

  test('the console names attributes that are invalid', async () => {
    const visitor = await newVisitor(stage);
    const { launcher } = await visitor.goes({ attributes: 'data-position="left"' });
    await launcher.waitFor();
    expect(visitor.troubles).toEqual(['Support chat: "position" must be start or end.']);
  });

  test("the chat uses the page's language, and runs from right to left if the page does", async () => {
    const visitor = await newVisitor(stage);
    for (const [lang, name] of [
      ['de', 'Chat öffnen'],
      ['es', 'Abrir el chat'],
      ['zh', '打开聊天'],
    ] as const) {
      const { page } = await visitor.goes({ lang });
      await page.getByRole('button', { name }).click();
      await page.locator('support-chat .bubble').first().waitFor();
      await page.close();
      await visitor.context.clearCookies();
    }
    const rtl = await (await newVisitor(stage)).goes({ dir: 'rtl' });
    await rtl.open();
    expect((await rtl.page.getByRole('dialog').boundingBox())?.x).toBe(20);
  });

  test('the chat says so when it cannot fetch the panel, and tries again', async () => {
    const visitor = await newVisitor(stage);
    await visitor.context.route(/panel/, (route) => route.abort());
    const { page, launcher, log } = await visitor.goes();
    await launcher.click();
    await page.getByRole('alert').getByText('could not be loaded').waitFor();
    await visitor.context.unroute(/panel/);
    await launcher.click();
    await log.waitFor();
  });

  test('a loader that knows an outdated panel gets the current one', async () => {
    const visitor = await newVisitor(stage);
    await visitor.context.route(/assets\/panel-/, (route) =>
      route.request().headers()['referer']?.includes('panel.js')
        ? route.continue()
        : route.fulfill({ status: 404 }),
    );
    const { page, launcher } = await visitor.goes();
    await launcher.waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await launcher.click();
    await expect.poll(() => asked).toContain('/panel.js');
  });
});
