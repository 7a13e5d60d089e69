import { describe, expect, test } from 'vitest';
import { createDataDir } from '#tests/support/data-dir.ts';
import { startServer } from '../server-process.ts';
import { newVisitor, setStage, type Visitor } from './visits.ts';
import { expectBubbles, type Widget } from './widget.ts';

const stage = setStage();
const spoken = ['Hello!', 'hi', 'You said: hi'];

async function inChat(): Promise<{ widget: Widget; visitor: Visitor }> {
  const visitor = await newVisitor(stage);
  const widget = await visitor.goes();
  await widget.open();
  await widget.says('hi');
  await expectBubbles(widget, ...spoken);
  return { widget, visitor };
}

describe('a conversation continues', () => {
  test('after a reload, open as before and with the unsent text', async () => {
    const { widget } = await inChat();
    await widget.box.fill('half a sen');
    await widget.page.reload();
    await expectBubbles(widget, ...spoken);
    await expect.poll(() => widget.box.inputValue()).toBe('half a sen');
    await widget.says('more');
    await expectBubbles(widget, ...spoken, 'more', 'You said: more');
  });

  test('on another page of the site', async () => {
    const { widget } = await inChat();
    await widget.page.goto(stage.shop.page(stage.server.url, { path: '/routers' }));
    await expectBubbles(widget, ...spoken);
    await widget.page.goBack();
    await expectBubbles(widget, ...spoken);
  });

  test('after the chat was closed: it stays closed, and has the messages when it opens', async () => {
    const { widget } = await inChat();
    await widget.presses('Close chat');
    await widget.page.reload();
    await widget.launcher.waitFor();
    await expect.poll(() => widget.box.isVisible()).toBe(false);
    await widget.open();
    await expectBubbles(widget, ...spoken);
  });

  test('in a second tab: both show the same, whichever one sends', async () => {
    const { widget, visitor } = await inChat();
    const second = await visitor.goes();
    await second.open();
    await expectBubbles(second, ...spoken);
    await second.says('from the second');
    await expectBubbles(widget, ...spoken, 'from the second', 'You said: from the second');
    await widget.says('from the first');
    await expectBubbles(
      second,
      ...spoken,
      'from the second',
      'You said: from the second',
      'from the first',
      'You said: from the first',
    );
    // Starting over in one tab does so in the other.
    await second.chooses('Start a new chat');
    await second.page.getByRole('menuitem', { name: 'Start new' }).click();
    await expectBubbles(second, 'Hello!');
    await expectBubbles(widget, 'Hello!');
    expect(visitor.troubles).toEqual([]);
  });

  test('after the network was lost: a banner says so, and messages written in the meantime are sent once', async () => {
    const { widget, visitor } = await inChat();
    await visitor.context.setOffline(true);
    await widget.page
      .getByText('You are offline. Your messages will be sent when you are back online.')
      .waitFor();
    await widget.says('written offline');
    await widget.log.getByText('Sending…').waitFor();
    await visitor.context.setOffline(false);
    await expectBubbles(widget, ...spoken, 'written offline', 'You said: written offline');
    await widget.page.getByText('You are offline').waitFor({ state: 'detached' });
    expect(stage.server.received.filter(({ text }) => text === 'written offline')).toHaveLength(1);
  });

  test('after a reload while offline', async () => {
    const { widget, visitor } = await inChat();
    // The page itself comes from the browser's cache; the bot's server does not respond.
    await visitor.context.route(/v3\/directline/, (route) => route.abort());
    await widget.says('not there yet');
    await widget.log.getByText('Sending…').waitFor();
    await widget.page.reload();
    await widget.log.getByText('not there yet').waitFor();
    await visitor.context.unroute(/v3\/directline/);
    await expectBubbles(widget, ...spoken, 'not there yet', 'You said: not there yet');
  });

  test('if sockets are blocked', async () => {
    const visitor = await newVisitor(stage);
    await visitor.context.routeWebSocket(/.*/, (socket) => socket.close());
    const widget = await visitor.goes();
    await widget.open();
    await widget.says('hi');
    await expectBubbles(widget, ...spoken);
    await stage.server.says({ type: 'message', text: 'Nobody asked' });
    await expectBubbles(widget, ...spoken, 'Nobody asked');
  });

  test('if the browser blocks storage, until the page closes', async () => {
    const visitor = await newVisitor(stage);
    await visitor.context.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('denied', 'SecurityError');
          },
        });
    });
    const widget = await visitor.goes();
    await widget.open();
    await widget.says('hi');
    await expectBubbles(widget, ...spoken);
    expect(visitor.troubles).toEqual([]);
  });
});

describe.each(['SIGTERM', 'SIGKILL'] as const)('a server that ends with %s in the middle', (signal) => {
  test('comes back to the same conversation, with messages written in the meantime sent once', async () => {
    const server = await startServer({ DATA_DIR: createDataDir() });
    const widget = await (await newVisitor(stage)).goesTo(server.url);
    await widget.open();
    await widget.sees('Hello! I can help');
    await widget.says('is my EnStation patched?');
    await widget.sees('Several listed models');
    const before = await widget.bubbles();

    await server.stop(signal);
    await widget.page.getByText('Connection lost. Reconnecting…').waitFor();
    await widget.says('EnStation2');
    await widget.log.getByText('Sending…').waitFor();
    await server.start();
    await widget.sees('EnStation2: Available Now');
    await widget.page.getByText('Reconnecting…').waitFor({ state: 'detached' });
    const after = await widget.bubbles();
    expect(after.slice(0, before.length)).toEqual(before);
    // The answer belonged to the open question; "Did this help?" is below it.
    expect(after.slice(before.length)).toEqual([
      'You: EnStation2',
      expect.stringContaining('EnStation2: Available Now'),
    ]);
  });
});
