import { type Browser, type BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { onEngines } from '../store/engines.ts';
import { createDataDir } from '../support/data-dir.ts';
import { launchBrowser, screenshot } from './browser.ts';
import { startServer } from './server-process.ts';
import { serveSupportPage, type SupportPage } from './support-page.ts';
import { onWebChat, type WebChat } from './web-chat.ts';

let browser: Browser;
let supportPage: SupportPage;

beforeAll(async () => {
  [browser, supportPage] = await Promise.all([launchBrowser(), serveSupportPage()]);
});

afterAll(async () => {
  await browser.close();
  await supportPage.close();
});

onEngines("Web Chat on another site's page", (engine) => {
  /** The real server and a visitor's browser without any history. */
  const visit = async () => {
    const { databaseUrl } = await engine.freshConfig();
    const server = await startServer({
      DATA_DIR: createDataDir(),
      ALLOWED_ORIGINS: supportPage.origin,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    });
    const visitor = await browser.newContext({ viewport: { width: 480, height: 720 } });
    onTestFinished(() => visitor.close());
    visitor.setDefaultTimeout(30_000);
    const { troubles, hosts } = watch(visitor);
    const openTab = async (): Promise<WebChat> => {
      const page = await visitor.newPage();
      await page.goto(supportPage.addressFor(server.url));
      return onWebChat(page);
    };
    return { server, openTab, troubles, hosts };
  };

  test('welcomes, shows Markdown, offers choices, and shows the answer to one that is pressed', async () => {
    const { server, openTab, troubles, hosts } = await visit();
    const chat = await openTab();
    await chat.sees('Hello! I can help');
    await chat.says('is my EnStation patched?');
    await chat.sees('Several listed models');
    await chat.presses('EnStation5-AC');
    const answer = await chat.sees('EnStation5-AC: ');
    await expect.poll(() => answer.locator('strong').innerText()).toMatch(/^EnStation5-AC: /);
    await expect.poll(() => answer.locator('em').innerText()).toMatch(/^Source: .*17 October 2017$/);
    await expect.poll(() => answer.innerText()).not.toContain('**');
    await chat.sees('Did this help?');
    await chat.isConnected();
    await screenshot(chat.page, `webchat-${engine.kind}`);
    await chat.presses('Yes');
    await expect.poll(() => chat.beginnings()).toHaveLength(8);
    await expect
      .poll(() => chat.beginnings())
      .toEqual([
        'Hello! I can help',
        'is my EnStation patched?',
        expect.stringContaining('Several listed models'),
        'EnStation5-AC',
        expect.stringContaining('EnStation5-AC:'),
        'Did this help?',
        'Yes',
        expect.any(String),
      ]);
    expect(troubles).toEqual([]);
    expect([...hosts].sort()).toEqual([new URL(server.url).host, new URL(supportPage.origin).host].sort());
  });

  test('keeps the conversation after a reload and in a second tab, with nothing lost or duplicated', async () => {
    const { openTab, troubles } = await visit();
    const chat = await openTab();
    await chat.sees('Hello! I can help');
    await chat.says('is my EnStation patched?');
    await chat.sees('Several listed models');
    const before = await chat.beginnings();

    await chat.page.reload();
    await chat.sees('Several listed models');
    await expect.poll(() => chat.beginnings()).toEqual(before);

    const second = await openTab();
    await second.sees('Several listed models');
    await second.presses('EnStation2');
    // The answer goes to the question that was open before the reload.
    await second.sees('EnStation2: Available Now');
    await second.sees('Did this help?');
    await chat.sees('Did this help?');
    await expect.poll(() => chat.beginnings()).toEqual(await second.beginnings());
    expect((await second.beginnings()).slice(0, before.length)).toEqual(before);
    await expect.poll(() => second.beginnings()).toHaveLength(before.length + 3);
    await screenshot(second.page, `webchat-second-tab-${engine.kind}`);
    expect(troubles).toEqual([]);
  });

  test('resumes where it was when the server restarts while the page is open', async () => {
    const { server, openTab } = await visit();
    const chat = await openTab();
    await chat.sees('Hello! I can help');
    await chat.says('is my EnStation patched?');
    await chat.sees('Several listed models');

    await server.stop();
    await server.start();
    await chat.says('EnStation2');
    await chat.sees('EnStation2: Available Now');
    await chat.sees('Did this help?');
    await chat.isConnected();
    await expect
      .poll(() => chat.beginnings())
      .toEqual([
        'Hello! I can help',
        'is my EnStation patched?',
        expect.stringContaining('Several listed models'),
        'EnStation2',
        'EnStation2: Available Now. The',
        'Did this help?',
      ]);
    await screenshot(chat.page, `webchat-after-restart-${engine.kind}`);
  });
});

/** Records errors in a visitor's tabs, and the hosts they talk to. */
function watch(visitor: BrowserContext): { troubles: string[]; hosts: Set<string> } {
  const troubles: string[] = [];
  const hosts = new Set<string>();
  visitor.on('request', (request) => {
    if (/^https?:/.test(request.url())) hosts.add(new URL(request.url()).host);
  });
  visitor.on('weberror', (error) => troubles.push(String(error.error())));
  visitor.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  return { troubles, hosts };
}
