/**
 * Measures the chat widget in a browser next to Microsoft's Web Chat, on the same server in the same run: the time from
 * the click on the launcher to the bot's first words on the screen, what that loads, and how each affects the page it
 * is on.
 */
import type { Browser, Page } from 'playwright-core';
import { runCommand } from '#cli/run-command.ts';
import { median } from '#evaluation/statistics.ts';
import { launchBrowser } from '#tests/e2e/browser.ts';
import { type ChatOnPage, openHostSite, webChat } from './host-site.ts';
import { type Conditions, type Load, phone, unhindered, visit, type Vitals } from './page-visit.ts';
import { prepareClassifier, startSupportBot } from '../load/support-bot.ts';
import { isQuick, printTable, report } from '../show.ts';

const rounds = isQuick ? 3 : 7;
/** The beginning of the bot's greeting. */
const firstWords = 'Hello! I can help';
const chats = ['widget', 'web chat'] as const;
const names: Record<ChatOnPage, string> = { none: 'no chat', widget: 'this widget', 'web chat': webChat };

interface Opening extends Load {
  milliseconds: number;
}

/** Times both in the same way inside the page: until a frame shows the words. */
const timeToFirstWords = (page: Page): Promise<number> =>
  page.evaluate((words) => {
    const host = document.querySelector('support-chat')?.shadowRoot ?? document;
    const button = host.querySelector<HTMLElement>('.launcher, #launcher');
    const started = performance.now();
    button?.click();
    return new Promise<number>((resolve) => {
      const watch = (): void => {
        const text =
          host === document ? document.querySelector('#chat')?.textContent : (host.textContent ?? '');
        if (text?.includes(words)) resolve(performance.now() - started);
        else requestAnimationFrame(watch);
      };
      watch();
    });
  }, firstWords);

async function open(browser: Browser, address: string, conditions: Conditions): Promise<Opening> {
  const { page, load, end } = await visit(browser, address, conditions);
  const before = load();
  const milliseconds = await timeToFirstWords(page);
  await page.waitForLoadState('networkidle');
  const after = load();
  await end();
  return { milliseconds, bytes: after.bytes - before.bytes, requests: after.requests - before.requests };
}

async function measurePage(browser: Browser, address: string): Promise<Vitals & Load> {
  const { vitals, load, end } = await visit(browser, address, phone);
  const seen = { ...(await vitals()), ...load() };
  await end();
  return seen;
}

const of = <Item>(items: readonly Item[], read: (item: Item) => number): number => median(items.map(read));
const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);

await runCommand(async () => {
  await prepareClassifier();
  const site = await openHostSite();
  const bot = await startSupportBot(undefined, { environment: { ALLOWED_ORIGINS: site.origin } });
  const browser = await launchBrowser();
  try {
    for (const conditions of [unhindered, phone]) {
      const openings: Record<string, Opening[]> = { widget: [], 'web chat': [] };
      for (let round = 1; round <= rounds; round += 1) {
        console.error(`Opening, ${conditions.name}: round ${round} of ${rounds}`);
        for (const chat of round % 2 === 0 ? chats : chats.toReversed())
          openings[chat]?.push(await open(browser, site.page(chat, bot.url), conditions));
      }
      const [ours = [], theirs = []] = chats.map((chat) => openings[chat]);
      console.log(
        `\nFrom the click to the bot's first words, empty cache, ${conditions.name}: medians of ${rounds}`,
      );
      printTable([
        ['', 'ms', 'kB', 'requests'],
        ...chats.map((chat) => {
          const all = openings[chat] ?? [];
          return [
            names[chat],
            of(all, ({ milliseconds }) => milliseconds).toFixed(0),
            kilobytes(of(all, ({ bytes }) => bytes)),
            of(all, ({ requests }) => requests).toFixed(0),
          ];
        }),
      ]);
      const ratio = (read: (opening: Opening) => number): string =>
        (of(theirs, read) / of(ours, read)).toFixed(1);
      console.log(
        `  Web Chat takes ${ratio(({ milliseconds }) => milliseconds)} times as long and ${ratio(({ bytes }) => bytes)} times the bytes`,
      );
      const figure = (all: readonly Opening[]): string =>
        `${of(all, ({ milliseconds }) => milliseconds).toFixed(0)} ms, ${kilobytes(of(all, ({ bytes }) => bytes))} kB`;
      report([
        {
          what: `from the click to the first words, ${conditions.name}`,
          ours: figure(ours),
          peer: `${webChat} ${figure(theirs)}`,
        },
      ]);
    }

    const pages = ['none', 'widget', 'web chat'] as const;
    const looks: Record<string, (Vitals & Load)[]> = { none: [], widget: [], 'web chat': [] };
    for (let round = 1; round <= rounds; round += 1) {
      console.error(`The page itself: round ${round} of ${rounds}`);
      for (const chat of pages) looks[chat]?.push(await measurePage(browser, site.page(chat, bot.url)));
    }
    console.log(`\nThe page with the chat closed, ${phone.name}: medians of ${rounds}`);
    printTable([
      ['', 'FCP ms', 'LCP ms', 'CLS', 'TBT ms', 'kB', 'requests'],
      ...pages.map((chat) => {
        const all = looks[chat] ?? [];
        return [
          chat === 'web chat' ? `${names[chat]}, loaded on click` : names[chat],
          of(all, (each) => each.firstContentfulPaint).toFixed(0),
          of(all, (each) => each.largestContentfulPaint).toFixed(0),
          of(all, (each) => each.cumulativeLayoutShift).toFixed(3),
          of(all, (each) => each.totalBlockingTime).toFixed(0),
          kilobytes(of(all, ({ bytes }) => bytes)),
          of(all, ({ requests }) => requests).toFixed(0),
        ];
      }),
    ]);
  } finally {
    await browser.close();
    await bot.stop();
    await site.close();
  }
});
