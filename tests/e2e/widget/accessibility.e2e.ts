import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { sampleCard } from './sample-card.ts';
import { offer } from './scripted-server.ts';
import { newVisitor, setStage } from './visits.ts';
import { expectBubbles, type Widget } from './widget.ts';

const stage = setStage();
const agent = { name: 'Dana' };
const reference = 'H-1';

/** Every state of the chat, and how to get there. */
const states: { name: string; enter: (widget: Widget) => Promise<void> }[] = [
  { name: 'closed', enter: async ({ presses }) => presses('Close chat') },
  { name: 'open', enter: async () => undefined },
  {
    name: 'choices',
    async enter({ page }) {
      await stage.server.says(offer('Which one?', 'EAP1300', 'EAP2200', 'EnStation5-AC'));
      await page.getByText('Which one?', { exact: true }).waitFor();
    },
  },
  {
    name: 'cards',
    async enter({ page }) {
      await stage.server.says({ type: 'message', text: 'See:', attachments: [sampleCard] });
      await page.getByText('Patch status of your models').first().waitFor();
    },
  },
  {
    name: 'models',
    async enter({ page }) {
      const lists = [
        { status: 'Available Now', models: ['EAP1300', 'EAP2200'] },
        { status: 'In Progress', models: ['ENS202EXT'] },
      ];
      const reply = { kind: 'patch-list', answerId: 'patch.list', lists, source: '_Source: the list_' };
      await stage.server.says({
        type: 'message',
        text: '**Available Now** (2 of 3 models): EAP1300, EAP2200',
        channelData: { reply },
      });
      await page.getByText('EAP2200', { exact: true }).waitFor();
      const statuses = [
        { model: 'EAP600', status: 'Available Now', note: 'The patch is available.' },
        { model: 'ESR900', status: 'In Progress', note: 'None was available yet.' },
      ];
      await stage.server.says({
        type: 'message',
        text: '**EAP600: Available Now.**\n\n**ESR900: In Progress.**',
        channelData: { reply: { kind: 'patch-status', statuses, source: '_Source: the list_' } },
      });
      await page.getByRole('rowheader', { name: 'EAP600' }).waitFor();
    },
  },
  {
    name: 'new below',
    async enter({ page }) {
      await stage.server.says({ type: 'message', text: 'A long answer.\n\n'.repeat(40) });
      await stage.server.says({ type: 'message', text: 'And more.' });
      await page.getByRole('button', { name: /^\d new/ }).waitFor();
    },
  },
  {
    name: 'preview',
    async enter({ page, presses }) {
      await presses('Close chat');
      await stage.server.says({ type: 'message', text: 'Your patch is there.', channelData: { agent } });
      await page.getByRole('button', { name: 'Open chat, 1 new message' }).waitFor();
    },
  },
  {
    name: 'new chat',
    async enter({ page, presses }) {
      await presses('Chat menu');
      await page.getByRole('menuitem', { name: 'Start a new chat' }).click();
      await page.getByText('You can come back to this chat').waitFor();
    },
  },
  {
    name: 'menu',
    async enter({ page, presses }) {
      await presses('Chat menu');
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'suggestions',
    async enter({ page, box }) {
      await box.pressSequentially('guest network');
      await page.getByRole('option').first().waitFor();
      await box.press('ArrowDown');
    },
  },
  {
    name: 'files',
    async enter({ page }) {
      await page.locator('support-chat input[type=file]').setInputFiles([
        { name: 'setup.png', mimeType: 'image/png', buffer: Buffer.from('x') },
        { name: 'virus.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('x') },
      ]);
      await page.getByText('this type of file').waitFor();
    },
  },
  {
    name: 'typing',
    async enter({ page }) {
      await stage.server.says({ type: 'typing' });
      await page.getByText('Support bot is typing').waitFor();
    },
  },
  {
    name: 'error',
    async enter({ page, says, log }) {
      await page.route(/activities$/, (route) => route.fulfill({ status: 400, json: {} }));
      await says('This will not get through');
      await log.getByText('Not sent').waitFor();
    },
  },
  {
    name: 'offline',
    async enter({ page, says, log }) {
      await page.context().setOffline(true);
      await page.getByText('You are offline.').waitFor();
      await says('Written without a network');
      await log.getByText('Sending…').waitFor();
    },
  },
  {
    name: 'queue',
    async enter({ page }) {
      await stage.server.says({
        type: 'message',
        text: 'A person will be with you.',
        channelData: { handoff: { state: 'waiting', reference, position: 3, waitSeconds: 240 } },
      });
      await page.getByText('You are number 3').waitFor();
    },
  },
  {
    name: 'agent',
    async enter({ page }) {
      await stage.server.says({
        type: 'message',
        text: 'Hello, I am **Dana**. Which [firmware](https://example.com/) is on it?',
        channelData: { agent, handoff: { state: 'connected', reference, agent } },
      });
      await page.getByText('End chat').waitFor();
    },
  },
  {
    name: 'rating',
    async enter({ page }) {
      await stage.server.says({
        type: 'message',
        text: 'Dana has left the chat.',
        channelData: { handoff: { state: 'closed', reference, agent, askRating: true } },
      });
      await page.getByText('How was the chat?').waitFor();
      await page.getByRole('radio', { name: '4 stars out of 5' }).check({ force: true });
    },
  },
];

const looks = [
  { theme: 'light', dir: 'ltr', viewport: { width: 1280, height: 800 } },
  { theme: 'dark', dir: 'ltr', viewport: { width: 390, height: 844 } },
  { theme: 'light', dir: 'rtl', viewport: { width: 390, height: 844 } },
  { theme: 'dark', dir: 'rtl', viewport: { width: 1280, height: 800 } },
] as const;

describe.each(looks)('axe finds nothing: $theme, $dir, $viewport.width px', ({ theme, dir, viewport }) => {
  test.each(states)('$name', async ({ name, enter }) => {
    const visitor = await newVisitor(stage, { viewport, colorScheme: theme });
    const widget = await visitor.goes({ dir });
    await widget.open();
    await widget.says('Is the EAP1300 patched?');
    await widget.sees('You said: Is the EAP1300');
    await enter(widget);
    expect(await findings(widget.page)).toEqual([]);
    await screenshot(widget.page, `widget-${name}-${theme}-${dir}-${viewport.width}`);
  });
});

test('axe finds nothing on a page that has its own header', async () => {
  const { page, open, sees } = await (await newVisitor(stage)).goes();
  await page.evaluate(() => document.body.prepend(document.createElement('header')));
  await open();
  await sees('Hello!');
  expect(await findings(page)).toEqual([]);
});

describe('the support page', () => {
  test.each(looks)('axe finds nothing: $theme, $viewport.width px', async ({ theme, viewport }) => {
    const visitor = await newVisitor(stage, { viewport, colorScheme: theme });
    const { page, launcher } = await visitor.goesTo(stage.server.url);
    await launcher.waitFor();
    expect(await findings(page)).toEqual([]);
    await screenshot(page, `support-page-${theme}-${viewport.width}`);
    await page.getByRole('searchbox', { name: 'Search models and answers' }).fill('enstation');
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('details summary').first().click();
    expect(await findings(page)).toEqual([]);
  });
});

/** Accessible name and role of the focused element, inside or outside the chat. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });

/** Presses Tab until this element has focus; fails if it cannot be reached. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    if ((await focused(page)) === name) return;
    await page.keyboard.press('Tab');
  }
  await expect.poll(() => focused(page)).toBe(name);
}

describe('by keyboard alone', () => {
  test('a visitor can start, hold, leave and resume a conversation', async () => {
    const widget = await (await newVisitor(stage)).goes();
    const { page, launcher } = widget;
    await launcher.waitFor();
    await tabTo(page, 'Open chat');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Message');
    await widget.sees('Hello!');
    await page.keyboard.type('hi');
    await page.keyboard.press('Enter');
    await expectBubbles(widget, 'Hello!', 'hi', 'You said: hi');
    await expect.poll(() => focused(page)).toBe('Message');

    await tabTo(page, 'Yes, this helped');
    await page.keyboard.press('Space');
    await page.getByText('Thank you.').first().waitFor();

    await tabTo(page, 'Chat menu');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Start a new chat');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => focused(page)).toBe('Turn sound on');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Start new');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('Chat menu');
    await expect.poll(() => widget.box.isVisible()).toBe(true);

    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('Open chat');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Message');
    await expectBubbles(widget, 'Hello!', 'hi', 'You said: hi');
  });

  test('pressing a choice moves focus to the text box', async () => {
    const { page, open, sees } = await (await newVisitor(stage)).goes();
    await open();
    await sees('Hello!');
    await tabTo(page, 'One');
    await page.keyboard.press('Enter');
    await sees('You said: One');
    await expect.poll(() => focused(page)).toBe('Message');
  });

  test('the page stays reachable while the chat is open on a desktop; on a phone only the chat is', async () => {
    const desk = await (await newVisitor(stage)).goes();
    await desk.open();
    await desk.sees('Hello!');
    await tabTo(desk.page, 'Buy');

    const phone = await (await newVisitor(stage, { viewport: { width: 390, height: 844 } })).goes();
    await phone.open();
    await phone.sees('Hello!');
    const reached = new Set<string>();
    for (let presses = 0; presses < 20; presses += 1) {
      await phone.page.keyboard.press('Tab');
      reached.add(await focused(phone.page));
    }
    expect([...reached]).not.toContain('Buy');
    expect([...reached]).toEqual(expect.arrayContaining(['Close chat', 'Chat menu', 'Message', 'Send']));
  });

  test('the page keeps focus when the chat reopens after a reload', async () => {
    const { page, open, log } = await (await newVisitor(stage)).goes();
    await open();
    await page.reload();
    await log.waitFor();
    await expect.poll(() => focused(page)).not.toBe('Message');
  });
});

test('a live region announces each new message once, and no earlier ones', async () => {
  const visitor = await newVisitor(stage);
  const { page, open, says, sees, log } = await visitor.goes();
  await open();
  await says('hi');
  await sees('You said: hi');
  await page.reload();
  await log.getByText('You said: hi').waitFor();
  await page.evaluate(() => {
    const region = document
      .querySelector('support-chat')
      ?.shadowRoot?.querySelector('[aria-live=polite]') as Element;
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver(() => heard.push((region.textContent ?? '').trim())).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  await says('again');
  await sees('You said: again');
  const heard = (): Promise<string[]> =>
    page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  await expect.poll(heard).toEqual(['Support bot: You said: again']);
  await stage.server.says({ type: 'message', text: 'One' }, { type: 'message', text: '**Two**' });
  await expect
    .poll(async () => (await heard()).slice(1).join('\n'))
    .toBe('Support bot: One\nSupport bot: Two');
  await expect
    .poll(() => page.locator('support-chat').locator('[role=log]').getAttribute('aria-live'))
    .toBe('off');
});

describe('on any screen', () => {
  const sizes = [
    { what: '320 px wide', options: { viewport: { width: 320, height: 640 } } },
    {
      what: '200 % zoom on a small laptop',
      options: { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 },
    },
    { what: '400 % zoom', options: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 } },
    {
      what: 'a phone held sideways',
      options: { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true },
    },
  ];
  test.each(sizes)('nothing is cut off or out of reach: $what', async ({ what, options }) => {
    const visitor = await newVisitor(stage, options);
    const { page, open, says, sees, box } = await visitor.goes();
    await open();
    await says('hi');
    await sees('You said: hi');
    await stage.server.says({
      type: 'message',
      text: `${'A long answer. '.repeat(20)}\n\n| a | b | c |\n|---|---|---|\n| ${'x'.repeat(40)} | 2 | 3 |`,
    });
    await sees('A long answer.');
    for (const name of ['Talk to a person', 'Chat menu', 'Close chat', 'Attach files', 'Send']) {
      const place = await page.getByRole('button', { name, exact: true }).boundingBox();
      expect(place, name).not.toBeNull();
      const { x, y, width, height } = place ?? { x: -1, y: -1, width: 0, height: 0 };
      expect(
        [x >= 0, y >= 0, x + width <= options.viewport.width, y + height <= options.viewport.height],
        name,
      ).toEqual([true, true, true, true]);
      // WCAG 2.2: targets of at least 24 px.
      expect([width >= 24, height >= 24], name).toEqual([true, true]);
    }
    await expect.poll(() => box.isVisible()).toBe(true);
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
      .toBe(true);
    expect(await findings(page)).toEqual([]);
    await screenshot(page, `widget-${what.replaceAll(/[^\w]+/g, '-')}`);
  });

  test('the text box uses 16 px type, so that phones do not zoom in', async () => {
    const { open, box } = await (
      await newVisitor(stage, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    ).goes();
    await open();
    await expect.poll(() => box.evaluate((element) => getComputedStyle(element).fontSize)).toBe('16px');
  });

  test('an on-screen keyboard leaves the text box in view', async () => {
    const { page, open, sees, box } = await (
      await newVisitor(stage, { viewport: { width: 390, height: 844 } })
    ).goes();
    await open();
    await sees('Hello!');
    // Keyboards shrink only the visual viewport.
    await page.evaluate(() => {
      const viewport = window.visualViewport as VisualViewport;
      Object.defineProperty(viewport, 'height', { value: 480 });
      viewport.dispatchEvent(new Event('resize'));
    });
    await expect
      .poll(async () => {
        const place = await box.boundingBox();
        return place !== null && place.y + place.height <= 480;
      })
      .toBe(true);
  });

  test('nothing moves for visitors who prefer reduced motion', async () => {
    const { page, open, says, sees } = await (await newVisitor(stage, { reducedMotion: 'reduce' })).goes();
    await open();
    await says('hi');
    await sees('You said: hi');
    await stage.server.says({ type: 'typing' });
    await page.getByText('Support bot is typing').waitFor();
    const running = await page.evaluate(() => document.getAnimations().length);
    expect(running).toBe(0);
  });

  test('controls have outlines in forced-colours mode', async () => {
    const { page, open, sees } = await (await newVisitor(stage, { forcedColors: 'active' })).goes();
    await open();
    await sees('Hello!');
    for (const name of ['Send', 'Attach files', 'One', 'Talk to a person']) {
      const border = await page.getByRole('button', { name, exact: true }).evaluate((element) => {
        const { borderTopWidth, borderTopStyle } = getComputedStyle(element);
        return [borderTopWidth !== '0px', borderTopStyle];
      });
      expect(border, name).toEqual([true, 'solid']);
    }
    const edge = await page
      .locator('support-chat .bubble')
      .first()
      .evaluate((element) => getComputedStyle(element).borderTopWidth);
    expect(edge).toBe('1px');
    await screenshot(page, 'widget-forced-colours');
  });
});
