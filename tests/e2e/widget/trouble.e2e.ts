import { describe, expect, test } from 'vitest';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { newVisitor, setStage } from './visits.ts';
import { expectBubbles } from './widget.ts';

const stage = setStage();
const directLine = /v3\/directline/;

describe('a text that is too long', () => {
  test('is not cut when pasted, is not sent, and is sent once it is shortened', async () => {
    const visitor = await newVisitor(stage);
    await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const widget = await visitor.goes();
    const { page, box } = widget;
    const pastes = async (text: string): Promise<void> => {
      await page.evaluate((words) => navigator.clipboard.writeText(words), text);
      await box.press('ControlOrMeta+V');
    };
    await widget.open();
    await widget.sees('Hello!');
    await pastes('a'.repeat(3500));
    await expect.poll(() => page.getByText('/ 4000').count()).toBe(0);
    await pastes('b'.repeat(400));
    await page.getByText('3900 / 4000').waitFor();
    await expect.poll(() => page.getByText('The text is too long.').count()).toBe(0);
    await pastes('c'.repeat(200));
    await page.getByText('4100 / 4000').waitFor();
    await page.getByRole('alert').getByText('Shorten it, or send it in parts.').waitFor();
    expect(await findings(page)).toEqual([]);
    await screenshot(page, 'chat-too-long');

    const send = page.getByRole('button', { name: 'Send', exact: true });
    await expect.poll(() => send.getAttribute('aria-disabled')).toBe('true');
    await box.press('Enter');
    await send.click({ force: true });
    await expect.poll(() => box.inputValue()).toBe('a'.repeat(3500) + 'b'.repeat(400) + 'c'.repeat(200));
    for (let at = 0; at < 100; at += 1) await box.press('Backspace');
    await page.getByText('4000 / 4000').waitFor();
    await box.press('Enter');
    await widget.sees('You said: aaa');
    expect(stage.server.received.map(({ text }) => text?.length)).toEqual([4000]);
    await expect.poll(() => box.inputValue()).toBe('');
  });
});

describe('a server', () => {
  test('that is busy causes a banner, and messages written in the meantime are sent afterwards', async () => {
    const visitor = await newVisitor(stage);
    await visitor.context.route(directLine, (route) =>
      route.fulfill({
        status: 429,
        headers: {
          'retry-after': '1',
          'access-control-allow-origin': stage.shop.origin,
          'access-control-expose-headers': 'retry-after',
        },
        json: { error: { code: 'Busy' } },
      }),
    );
    const widget = await visitor.goes();
    await widget.open();
    const banner = widget.page.getByText('The chat is very busy right now.');
    await banner.waitFor();
    await widget.says('hi');
    await widget.log.getByText('Sending…').waitFor();
    expect(await findings(widget.page)).toEqual([]);
    await screenshot(widget.page, 'chat-busy');
    await visitor.context.unroute(directLine);
    await banner.waitFor({ state: 'detached', timeout: 30_000 });
    await expectBubbles(widget, 'Hello!', 'hi', 'You said: hi');
  });

  test('that cannot be reached for a while causes a banner, and messages written in the meantime are sent afterwards', async () => {
    const visitor = await newVisitor(stage);
    await visitor.context.route(directLine, (route) => route.abort());
    const widget = await visitor.goes();
    await widget.open();
    await widget.page.getByText('Connecting…').waitFor();
    await widget.says('hi');
    const banner = widget.page.getByText('The chat is unavailable right now.');
    await banner.waitFor();
    await expect.poll(() => widget.page.getByText('your messages will be saved').count()).toBe(1);
    expect(await findings(widget.page)).toEqual([]);
    await screenshot(widget.page, 'chat-unreachable');
    await visitor.context.unroute(directLine);
    await banner.waitFor({ state: 'detached', timeout: 45_000 });
    await expectBubbles(widget, 'Hello!', 'hi', 'You said: hi');
  });
});
