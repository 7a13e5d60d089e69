import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { SupportChat } from '#web/widget/widget.d.ts';
import { UPLOAD_BYTES } from '#uploads/upload-rules.ts';
import { findings } from '../axe.ts';
import { offer } from './scripted-server.ts';
import { newVisitor, setStage, type Visitor } from './visits.ts';
import { expectBubbles, type Widget } from './widget.ts';

const stage = setStage();

/** A visitor in an open chat who has written once, so that the server can send unprompted. */
async function inChat(visitor?: Visitor): Promise<Widget & { visitor: Visitor }> {
  const who = visitor ?? (await newVisitor(stage));
  const widget = await who.goes();
  await widget.open();
  await widget.sees('Hello!');
  await widget.says('hi');
  await widget.sees('You said: hi');
  return { ...widget, visitor: who };
}

const bubble = (page: Page): Locator => page.locator('support-chat .bubble').last();

/** What screen readers were told last, if it contains these words. */
const heard = (page: Page, words: string): Locator =>
  page.locator('support-chat [aria-live=polite]').getByText(words);

describe('a message', () => {
  test('is sent with Enter, gets a new line with Shift+Enter, and is shown once', async () => {
    const widget = await (await newVisitor(stage)).goes();
    await widget.open();
    await widget.sees('Hello!');
    await widget.box.pressSequentially('one');
    await widget.box.press('Shift+Enter');
    await widget.box.pressSequentially('two');
    await widget.box.press('Enter');
    await expectBubbles(widget, 'Hello!', 'one two', 'You said: one two');
    expect(stage.server.received.at(-1)?.text).toBe('one\ntwo');
    await expect.poll(() => widget.box.inputValue()).toBe('');
  });

  test('is marked as being sent, then as sent, with a time and under a date', async () => {
    const { page, says, log, visitor } = await inChat();
    let letThrough = (): void => undefined;
    const gate = new Promise<void>((resolve) => (letThrough = resolve));
    await visitor.context.route(/activities$/, async (route) => {
      await gate;
      await route.continue();
    });
    await says('slow');
    await log.getByText('Sending…').waitFor();
    letThrough();
    await log.getByText('Sending…').waitFor({ state: 'detached' });
    await expect.poll(() => log.getByText('Today', { exact: true }).count()).toBe(1);
    const last = page.locator('support-chat .own .time').last();
    await expect.poll(() => last.innerText()).toMatch(/^\d{1,2}:\d\d.* · Sent$/);
  });

  test('arrives once when the response to a send is lost', async () => {
    const widget = await inChat();
    let lost = 0;
    await widget.visitor.context.route(/activities$/, async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort();
    });
    await widget.says('only once');
    await expectBubbles(widget, 'Hello!', 'hi', 'You said: hi', 'only once', 'You said: only once');
    expect(lost).toBe(1);
    expect(stage.server.received.filter(({ text }) => text === 'only once')).toHaveLength(1);
  });

  test('that is refused can be retried or discarded', async () => {
    const widget = await inChat();
    const refuse = /activities$/;
    await widget.visitor.context.route(refuse, (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 400, json: { error: { code: 'Bad' } } })
        : route.continue(),
    );
    await widget.says('refused');
    await widget.log.getByText('Not sent').waitFor();
    await heard(widget.page, 'Not sent').waitFor();
    await widget.presses('Discard');
    await expectBubbles(widget, 'Hello!', 'hi', 'You said: hi');
    await widget.says('refused once');
    await widget.log.getByText('Not sent').waitFor();
    await widget.visitor.context.unroute(refuse);
    await widget.presses('Try again');
    await expectBubbles(widget, 'Hello!', 'hi', 'You said: hi', 'refused once', 'You said: refused once');
  });

  test('is followed by a typing indicator until the bot has replied', async () => {
    const { sees, page } = await inChat();
    await stage.server.says({ type: 'typing' });
    await page.getByText('Support bot is typing').waitFor();
    await stage.server.says({ type: 'message', text: 'Done.' });
    await sees('Done.');
    await page.getByText('Support bot is typing').waitFor({ state: 'detached' });
  });
});

describe('a reply of the bot', () => {
  test('is shown with its Markdown', async () => {
    const { page } = await inChat();
    await stage.server.says({
      type: 'message',
      text: '**Bold** and *soft*\n\n1. first\n2. second\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[Guide](https://example.com/guide)',
    });
    const last = bubble(page);
    await last.getByText('Bold').waitFor();
    await expect.poll(() => last.locator('strong').innerText()).toBe('Bold');
    await expect.poll(() => last.locator('ol > li').allInnerTexts()).toEqual(['first', 'second']);
    await expect.poll(() => last.locator('td').allInnerTexts()).toEqual(['1', '2']);
    const link = last.getByRole('link', { name: 'Guide (opens in a new tab)' });
    await expect.poll(() => link.getAttribute('target')).toBe('_blank');
    await expect.poll(() => link.getAttribute('rel')).toBe('noopener noreferrer');
  });

  test('can do no harm, whatever it contains', async () => {
    const { page, sees, visitor } = await inChat();
    const attacks = [
      '<script>window.harmed = 1</script>still here 1',
      '<img src=x onerror="window.harmed = 2">still here 2',
      '[press me](javascript:window.harmed=3) still here 3',
      '[press me](data:text/html,<script>window.harmed=4</script>) still here 4',
      '<a href="vbscript:x" onclick="window.harmed=5">a</a> still here 5',
      '<svg><animate onbegin="window.harmed=6" attributeName=x dur=1s></svg>still here 6',
      '<iframe srcdoc="<script>parent.harmed=7</script>"></iframe>still here 7',
      '<style>* { display: none }</style>still here 8',
      '![picture](https://elsewhere.example.com/p.png) still here 9',
      '<form action="https://elsewhere.example.com"><button>Sign in</button></form>still here 10',
      '<math><mtext><table><mglyph><style><img src=x onerror=window.harmed=8></style></mglyph></table></mtext></math>still here 11',
    ];
    for (const text of attacks) await stage.server.says({ type: 'message', text });
    await stage.server.says({
      type: 'message',
      text: '<b onclick="window.harmed=9">plain</b>',
      textFormat: 'plain',
      suggestedActions: {
        to: [],
        actions: [{ type: 'openUrl', title: 'Open', value: 'javascript:window.harmed=10' }],
      },
      attachments: [
        {
          contentType: 'image/png',
          contentUrl: 'javascript:window.harmed=11',
          name: '<img src=x onerror=window.harmed=12>',
        },
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            type: 'AdaptiveCard',
            body: [{ type: 'TextBlock', text: '<script>window.harmed=13</script>**card**' }],
            actions: [{ type: 'Action.OpenUrl', title: 'Go', url: 'javascript:window.harmed=14' }],
          },
        },
      ],
    });
    await sees('<b onclick="window.harmed=9">plain</b>');
    for (let at = 1; at <= attacks.length; at += 1) await sees(`still here ${at}`);
    const links = page.locator('support-chat .log a');
    for (const link of await links.all())
      await expect.poll(() => link.getAttribute('href')).toMatch(/^https?:/);
    for (const name of ['press me', 'Open', 'Go'])
      for (const odd of await page.locator('support-chat .log').getByText(name, { exact: true }).all())
        await odd.click();
    expect(await page.evaluate(() => (window as unknown as { harmed?: number }).harmed)).toBeUndefined();
    expect(
      await page
        .locator('support-chat')
        .locator('script, iframe, form:not(.composer), .log style, .log [onclick]')
        .count(),
    ).toBe(0);
    expect([...visitor.hosts]).not.toContain('elsewhere.example.com');
  });

  test('can offer choices, which are sent by pressing them', async () => {
    const widget = await (await newVisitor(stage)).goes();
    await widget.open();
    await widget.presses('Two');
    await expectBubbles(widget, 'Hello!', 'Two', 'You said: Two');
    await expect.poll(() => widget.page.getByRole('group', { name: 'Suggested replies' }).count()).toBe(0);
    await stage.server.says(offer('And now?', 'Yes', 'No'));
    await widget.presses('No');
    await widget.sees('You said: No');
  });

  test('can be a card with facts, a table and buttons', async () => {
    const { page, sees, presses } = await inChat();
    await stage.server.says({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            type: 'AdaptiveCard',
            body: [
              { type: 'TextBlock', text: 'Patch status', weight: 'Bolder' },
              { type: 'FactSet', facts: [{ title: 'Model', value: 'EAP1300' }] },
            ],
            actions: [
              { type: 'Action.Submit', title: 'Ask again', data: { choice: 'again' } },
              { type: 'Action.OpenUrl', title: 'Site', url: 'https://example.com/' },
            ],
          },
        },
        {
          contentType: 'application/vnd.microsoft.card.hero',
          content: {
            title: 'Hero',
            text: 'of the *day*',
            buttons: [{ type: 'imBack', title: 'Say it', value: 'said' }],
          },
        },
      ],
    });
    await page.getByText('EAP1300').first().waitFor();
    await expect
      .poll(() => page.getByRole('link', { name: 'Site (opens in a new tab)' }).getAttribute('href'))
      .toBe('https://example.com/');
    await presses('Say it');
    await sees('You said: said');
    await presses('Ask again');
    await sees('You said: again');
    expect(stage.server.received.at(-1)?.value).toEqual({ choice: 'again' });
  });

  test('can be rated as helpful, and still shows the rating after a reload', async () => {
    const widget = await inChat();
    const group = widget.page.getByRole('group', { name: 'Did this help?' });
    await group.getByRole('button', { name: 'No, this did not help' }).click();
    await group.getByText('Thank you.').waitFor();
    await expect
      .poll(() => stage.server.received.at(-1))
      .toMatchObject({
        type: 'event',
        name: 'feedback',
        value: { answerId: 'krack.what-happened', helpful: false },
      });
    await widget.page.reload();
    await widget.sees('You said: hi');
    expect(
      await group.getByRole('button', { name: 'No, this did not help' }).getAttribute('aria-pressed'),
    ).toBe('true');
  });

  test('can be copied as text', async () => {
    const { page, visitor } = await inChat();
    await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await stage.server.says({
      type: 'message',
      text: '**Bold** [Guide](https://example.com/guide)',
      channelData: { reply: { kind: 'answer', answerId: 'krack.what-happened' } },
    });
    await bubble(page).getByText('Bold').waitFor();
    await page.getByRole('button', { name: 'Copy', exact: true }).last().click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'Bold Guide (https://example.com/guide)',
    );
  });
});

describe('suggested questions', () => {
  const question = 'Why is the SSID field greyed out when I set up a guest network on the ESR900?';

  test('are sent by choosing one with the arrow keys', async () => {
    const { box, page, sees } = await inChat();
    await box.pressSequentially('guest network');
    await page.getByRole('option', { name: question }).waitFor();
    await box.press('ArrowDown');
    await expect.poll(() => box.getAttribute('aria-activedescendant')).toBe('suggested-0');
    await box.press('Enter');
    await sees(`You said: ${question}`);
    await expect.poll(() => box.inputValue()).toBe('');
  });

  test('are sent by pressing one, and closed with Escape without closing the chat', async () => {
    const { box, page, sees } = await inChat();
    await box.pressSequentially('guest network');
    const option = page.getByRole('option', { name: question });
    await option.waitFor();
    await box.press('Escape');
    await option.waitFor({ state: 'detached' });
    await expect.poll(() => box.isVisible()).toBe(true);
    await box.pressSequentially('s');
    await option.click();
    await sees(`You said: ${question}`);
  });

  test('do not interfere with other questions', async () => {
    const { box, page, sees } = await inChat();
    await box.pressSequentially('guest network');
    await page.getByRole('option', { name: question }).waitFor();
    await box.press('Enter');
    await sees('You said: guest network');
    await expect.poll(() => page.getByRole('option').count()).toBe(0);
  });
});

describe('files', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  const picture = { name: 'router.png', mimeType: 'image/png', buffer: png };

  test('are sent with a message and come back as pictures and links', async () => {
    const { page, box, sees } = await inChat();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Attach files' }).click(),
    ]);
    await chooser.setFiles([
      picture,
      { name: 'log.txt', mimeType: 'text/plain', buffer: Buffer.from('lines') },
    ]);
    await page.getByRole('button', { name: 'Remove log.txt' }).waitFor();
    await box.fill('see these');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await sees('You said: see these');
    const image = page.getByRole('img', { name: 'router.png' });
    await image.waitFor();
    await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(1);
    const address = await page.getByRole('link', { name: /log\.txt/ }).getAttribute('href');
    const fetched = await page.context().request.get(address ?? '');
    expect([fetched.status(), await fetched.text()]).toEqual([200, 'lines']);
    expect(fetched.headers()['content-disposition']).toContain('attachment');
  });

  test('can be removed, and are refused with a reason before they are sent', async () => {
    const { page, box } = await inChat();
    const choose = page.locator('support-chat input[type=file]');
    await choose.setInputFiles({ name: 'virus.exe', mimeType: 'application/x-msdownload', buffer: png });
    await page.getByRole('alert').getByText('virus.exe: this type of file is not supported.').waitFor();
    await box.press('Enter');
    await page.getByRole('button', { name: 'Remove virus.exe' }).click();
    await page.getByText('this type of file').waitFor({ state: 'detached' });
    await choose.setInputFiles({
      name: 'big.txt',
      mimeType: 'text/plain',
      buffer: Buffer.alloc(UPLOAD_BYTES + 1),
    });
    await page.getByRole('alert').getByText('Files can be up to').waitFor();
  });

  test('can be pasted and dropped', async () => {
    const { page, box, sees, presses } = await inChat();
    const data = await page.evaluateHandle(
      (bytes) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([Uint8Array.from(bytes)], 'dropped.png', { type: 'image/png' }));
        return transfer;
      },
      [...png],
    );
    await box.evaluate((element, clipboardData) => {
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true }));
    }, data);
    await page.getByRole('button', { name: 'Remove dropped.png' }).click();
    const panel = page.getByRole('dialog');
    await panel.dispatchEvent('dragover', { dataTransfer: data });
    await page.getByText('Drop files here to send them').waitFor();
    await panel.dispatchEvent('drop', { dataTransfer: data });
    await page.getByRole('button', { name: 'Remove dropped.png' }).waitFor();
    await presses('Send');
    await sees('You said: 1 file(s)');
    await page.getByRole('img', { name: 'dropped.png' }).waitFor();
  });

  test('are asked for only while files are dragged over the chat, and dragged text goes into the box', async () => {
    const { page, log } = await inChat();
    const panel = page.getByRole('dialog');
    const hint = page.getByText('Drop files here to send them');
    const files = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['lines'], 'log.txt', { type: 'text/plain' }));
      return transfer;
    });
    await panel.dispatchEvent('dragover', { dataTransfer: files });
    await hint.waitFor();
    // Escape, or leaving the page, while the pointer is over a part of the chat.
    await log.dispatchEvent('dragleave', { dataTransfer: files });
    await hint.waitFor({ state: 'detached' });
    const isLeftToTheBrowser = await panel.evaluate((element) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/plain', 'my router is an ESR900');
      return ['dragover', 'drop'].map((type) =>
        element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })),
      );
    });
    expect(isLeftToTheBrowser).toEqual([true, true]);
    await expect.poll(() => hint.count()).toBe(0);
  });
});

describe('the chat', () => {
  test('always offers a person', async () => {
    const widget = await inChat();
    await widget.presses('Talk to a person');
    await widget.sees('You said: Talk to a person');
  });

  test('counts messages on the launcher and in the title while it is closed, and marks them when it opens', async () => {
    const { page, presses, log } = await inChat();
    await presses('Close chat');
    await page.getByRole('button', { name: 'Open chat', exact: true }).waitFor();
    await stage.server.says(
      { type: 'message', text: 'First news' },
      { type: 'message', text: 'Second news' },
    );
    await page.getByRole('button', { name: 'Open chat, 2 new messages' }).click();
    await expect.poll(() => page.title()).toBe('Shop');
    await log.getByText('New messages').waitFor();
    await presses('Close chat');
    await stage.server.says({ type: 'message', text: 'Third news' });
    await page.getByRole('button', { name: 'Open chat, 1 new message' }).waitFor();
    await expect.poll(() => page.title()).toBe('(1) Shop');
    await page.reload();
    await page.getByRole('button', { name: 'Open chat, 1 new message' }).waitFor();
  });

  test('follows the page when it changes its language, and sends what is written in that language', async () => {
    const { page } = await inChat();
    await page.evaluate(() => {
      const chat = window.SupportChat as SupportChat;
      chat.configure({ locale: 'de' });
      chat.configure({ locale: 'es' });
    });
    await page.getByRole('button', { name: 'Cerrar el chat' }).waitFor();
    await page.evaluate(() => (window.SupportChat as SupportChat).ask('hola'));
    await page.getByRole('log').getByText('You said: hola').waitFor();
    expect(stage.server.received.at(-1)).toMatchObject({ text: 'hola', locale: 'es' });
  });

  test('is not fetched, or connected, if the page removes it first', async () => {
    const { page: before, visitor } = await inChat();
    await before.close();
    await visitor.context.addInitScript(() => {
      document.addEventListener('support-chat:ready', () => (window.SupportChat as SupportChat).remove());
    });
    const asked: string[] = [];
    visitor.context.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const { page } = await visitor.goes();
    // The browser is idle after this.
    await page.evaluate(
      () => new Promise<void>((resolve) => requestIdleCallback(() => requestIdleCallback(() => resolve()))),
    );
    await page.waitForLoadState('networkidle');
    expect(asked.filter((path) => !path.endsWith('.css'))).toEqual(['/', '/widget.js']);
  });

  test('starts over on request, after asking', async () => {
    const widget = await inChat();
    const before = stage.server.conversationId();
    await widget.chooses('Start a new chat');
    await widget.page.getByRole('menuitem', { name: 'Start new' }).click();
    await expectBubbles(widget, 'Hello!');
    await widget.says('again');
    await expectBubbles(widget, 'Hello!', 'again', 'You said: again');
    expect(stage.server.conversationId()).not.toBe(before);
  });

  test('goes back to an earlier chat by keyboard alone', async () => {
    const widget = await inChat();
    const { page } = widget;
    await widget.says('the first chat');
    await widget.sees('You said: the first chat');
    const first = await widget.bubbles();
    await widget.chooses('Start a new chat');
    await page.getByText('You can come back to this chat under “Earlier chats”.').waitFor();
    await page.getByRole('menuitem', { name: 'Start new' }).click();
    await expectBubbles(widget, 'Hello!');
    await page.getByRole('button', { name: 'Chat menu' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('support-chat [role=menuitem]:focus').getByText('Start a new chat').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('support-chat .earlier-chats button:focus').getByText('hi', { exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect.poll(() => widget.bubbles()).toEqual(first);
  });

  test('can be downloaded as text', async () => {
    const widget = await inChat();
    const [download] = await Promise.all([
      widget.page.waitForEvent('download'),
      widget.chooses('Download this chat'),
    ]);
    expect(download.suggestedFilename()).toBe('support-chat.txt');
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    expect(text.split('\n').filter((line) => line !== '' && !line.includes(' · '))).toEqual([
      'Hello!',
      'hi',
      'You said: hi',
    ]);
    expect(text).toMatch(/^Support bot · .+\nHello!\n\nYou · /);
  });

  test('makes no sound until it is turned on, and remembers that', async () => {
    const { page, chooses, visitor } = await inChat();
    await visitor.context.addInitScript(() => {
      const own = window as unknown as { played: number };
      own.played = 0;
      const Original = AudioContext;
      window.AudioContext = class extends Original {
        constructor() {
          super();
          own.played += 1;
        }
      };
    });
    await page.reload();
    const played = (): Promise<number> =>
      page.evaluate(() => (window as unknown as { played: number }).played);
    await page.getByRole('button', { name: 'Close chat' }).click();
    await stage.server.says({ type: 'message', text: 'Quiet' });
    await page.getByRole('button', { name: 'Open chat, 1 new message' }).click();
    await expect.poll(() => played()).toBe(0);
    await chooses('Turn sound on');
    await page.getByRole('button', { name: 'Close chat' }).click();
    const before = await played();
    await stage.server.says({ type: 'message', text: 'Loud' });
    await expect.poll(played).toBe(before + 1);
    await page.reload();
    await page.getByRole('button', { name: /^Open chat/ }).click();
    await page.getByRole('button', { name: 'Chat menu' }).click();
    await page.getByRole('menuitem', { name: 'Turn sound off' }).waitFor();
  });
});

describe('asking for a person', () => {
  const agent = { name: 'Dana', avatarUrl: 'data:image/png;base64,iVBORw0KGgo=' };
  const says = (text: string, channelData: object): Promise<void> =>
    stage.server.says({ type: 'message', text, channelData });

  test('shows the position in the queue, the agent and their typing, and asks for a rating', async () => {
    const { page, sees, box, presses } = await inChat();
    const reference = 'H-1';
    await says('A person will come.', {
      handoff: { state: 'waiting', reference, position: 3, waitSeconds: 240 },
    });
    await page.getByText('You are number 3 in the queue. About 4 minutes.').waitFor();
    await stage.server.says({
      type: 'event',
      name: 'handoff.status',
      channelData: { handoff: { state: 'waiting', reference, position: 1 } },
    });
    await page.getByText('You are next.').waitFor();
    await presses('Leave the queue');
    await expect
      .poll(() => stage.server.received.at(-1))
      .toMatchObject({ name: 'handoff.leave', value: { reference } });

    await says('Dana is here.', { handoff: { state: 'connected', reference, agent } });
    await page.getByText('You are talking to Dana').first().waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Talk to a person' }).count()).toBe(0);
    await stage.server.says({ type: 'typing', channelData: { agent } });
    await page.getByText('Dana is typing').waitFor();
    await says('How can I help?', { agent });
    await sees('Dana: ');
    const told = page.waitForRequest((request) => request.postData()?.includes('"typing"') ?? false);
    await box.pressSequentially('I am typing');
    await told;

    await says('Dana has left.', { handoff: { state: 'closed', reference, agent, askRating: true } });
    await page.getByRole('radio', { name: '4 stars out of 5' }).check({ force: true });
    await page.getByRole('textbox', { name: 'Comment (optional)' }).fill('Good');
    await presses('Send rating');
    await expect
      .poll(() => stage.server.received.at(-1))
      .toMatchObject({
        name: 'handoff.rating',
        value: { reference, stars: 4, comment: 'Good' },
      });
    await page.getByText('How was the chat?').waitFor({ state: 'detached' });
    await heard(page, 'Thank you.').waitFor();
    await page.reload();
    await sees('Dana has left.');
    await expect.poll(() => page.getByText('How was the chat?').count()).toBe(0);
  });
});
