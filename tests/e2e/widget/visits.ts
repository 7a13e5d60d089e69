import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts';
import { openShop, type PageOptions, type Shop } from './shop.ts';
import { onWidget, type Widget } from './widget.ts';

/** What the tests of one file share: a browser, a shop, and a server that follows a script. */
export interface Stage {
  browser: Browser;
  shop: Shop;
  server: ScriptedServer;
}

/** Sets everything up before a file's tests and tears it down after them. */
export function setStage(): Stage {
  const stage = {} as Stage;
  beforeAll(async () => {
    stage.browser = await launchBrowser();
    stage.shop = await openShop();
    stage.server = await startScriptedServer([stage.shop.origin]);
  });
  afterAll(async () => {
    await stage.browser.close();
    await stage.server.stop();
    await stage.shop.close();
  });
  return stage;
}

export interface Visitor {
  context: BrowserContext;
  /** Errors of pages and consoles, and the hosts that the pages talked to. */
  troubles: string[];
  hosts: Set<string>;
  /** Opens a page of the shop in a new tab. */
  goes: (options?: PageOptions) => Promise<Widget>;
  /** Opens any address in a new tab. */
  goesTo: (address: string) => Promise<Widget>;
}

/** A visitor whose browser has no history and prefers reduced motion; closed with the test. */
export async function newVisitor(
  { browser, shop, server }: Stage,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(15_000);
  const troubles: string[] = [];
  const hosts = new Set<string>();
  context.on('request', (request) => {
    if (/^https?:/.test(request.url())) hosts.add(new URL(request.url()).host);
  });
  context.on('weberror', (error) => troubles.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
  });
  const goesTo = async (address: string): Promise<Widget> => {
    const page: Page = await context.newPage();
    await page.goto(address);
    return onWidget(page);
  };
  return { context, troubles, hosts, goesTo, goes: (page) => goesTo(shop.page(server.url, page)) };
}
