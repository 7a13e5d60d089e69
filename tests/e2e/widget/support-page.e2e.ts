import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newVisitor, setStage } from './visits.ts';

const stage = setStage();

/** The page with its chat ready for a question. */
async function opened(options: Parameters<typeof newVisitor>[1] = {}): Promise<Page> {
  const visitor = await newVisitor(stage, options);
  const { page, launcher } = await visitor.goesTo(stage.server.url);
  if (options.javaScriptEnabled !== false) await launcher.waitFor();
  return page;
}
const searchBox = (page: Page) => page.getByRole('searchbox', { name: 'Search models and answers' });
const results = (page: Page) => page.locator('#results').getByRole('link');

test('a model found in the search leads to its row', async () => {
  const page = await opened();
  await page.getByText('In Progress 20').click();
  await searchBox(page).fill('eap1300');
  await results(page).first().getByText('KRACK: Available Now').waitFor();
  await page.keyboard.press('Enter');
  const row = page.locator('tr:target');
  await row.waitFor();
  await expect.poll(() => row.innerText()).toMatch(/^EAP1300\s+Available Now$/);
  await expect.poll(() => page.locator('#results').isVisible()).toBe(false);
});

test('an answer is found by keyboard alone, and opens', async () => {
  const page = await opened();
  await searchBox(page).fill('guest network');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const answer = page.locator('details[open]');
  await answer.getByText('The ESR900 needs at least two SSIDs').waitFor();
  const link = await answer.getByRole('link', { name: 'Link to this answer' }).getAttribute('href');
  expect(new URL(page.url()).hash).toBe(link);
});

test('a question that the page cannot answer goes to the chat', async () => {
  const page = await opened();
  await searchBox(page).fill('refund for my antenna');
  await page.getByText('Nothing found. You can ask the chat.').waitFor();
  await expect.poll(() => results(page).count()).toBe(0);
  await page.getByRole('button', { name: 'Ask the chat: “refund for my antenna”' }).click();
  await page.locator('support-chat').getByText('refund for my antenna', { exact: true }).waitFor();
});

test('each answer, and the end of the page, lead to the chat', async () => {
  const page = await opened();
  await page.getByRole('button', { name: 'Chat with us' }).click();
  await page.getByRole('log').waitFor();
  await page.getByText('Which routers work with EnViewer?').click();
  await page.locator('details[open]').getByRole('button', { name: 'Ask in the chat' }).click();
  await page.getByRole('log').getByText('Which routers work with EnViewer?').waitFor();
});

test('the results go away when the visitor turns to something else, and come back with the search', async () => {
  const page = await opened();
  const list = page.locator('#results');
  await searchBox(page).fill('guest network');
  await list.waitFor();
  await page.getByRole('heading', { level: 1 }).click();
  await list.waitFor({ state: 'hidden' });
  await searchBox(page).focus();
  await list.waitFor();
  await list.getByRole('button').focus();
  await page.keyboard.press('Tab');
  await list.waitFor({ state: 'hidden' });
});

test('keys that belong to an input method neither clear the search nor leave it', async () => {
  const page = await opened();
  await searchBox(page).fill('guest network');
  for (const key of ['ArrowDown', 'Escape'])
    await searchBox(page).dispatchEvent('keydown', { key, isComposing: true });
  await expect.poll(() => searchBox(page).inputValue()).toBe('guest network');
  await expect.poll(() => searchBox(page).evaluate((box) => box === document.activeElement)).toBe(true);
});

test('without the chat, nothing leads to it', async () => {
  const visitor = await newVisitor(stage);
  await visitor.context.route(/widget\.js/, (route) => route.abort());
  const { page } = await visitor.goesTo(stage.server.url);
  await searchBox(page).fill('refund for my antenna');
  await page.getByText('Nothing found.', { exact: true }).waitFor();
  await page.getByText('Which routers work with EnViewer?').click();
  await page.locator('details[open]').waitFor();
  await expect.poll(() => page.getByRole('button').count()).toBe(0);
});

test('every model is shown without a scroll box, and nothing is cut off on a phone', async () => {
  const page = await opened({ viewport: { width: 390, height: 844 } });
  await expect.poll(() => page.locator('tbody tr').last().isVisible()).toBe(true);
  const overflow = await page.evaluate(() => ({
    sideways: document.documentElement.scrollWidth > innerWidth,
    boxes: [...document.querySelectorAll('main *')].filter((element) =>
      /auto|scroll/.test(getComputedStyle(element).overflowY),
    ).length,
  }));
  expect(overflow).toEqual({ sideways: false, boxes: 0 });
});

test('without JavaScript, the page has the models and the answers, and no controls that would not work', async () => {
  const page = await opened({ javaScriptEnabled: false });
  await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(60);
  await page.getByText('Which routers work with EnViewer?').click();
  await expect.poll(() => page.locator('details[open]').count()).toBe(1);
  await expect.poll(() => page.getByRole('searchbox').count()).toBe(0);
  await expect.poll(() => page.getByRole('button').count()).toBe(0);
});

test('in print, every answer is open and there are no controls', async () => {
  const page = await opened();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => page.locator('details:not([open])').count()).toBe(0);
  await expect.poll(() => page.getByRole('button').count()).toBe(0);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect.poll(() => page.locator('details[open]').count()).toBe(0);
});
