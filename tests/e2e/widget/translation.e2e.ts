import { expect, test } from 'vitest';
import { screenshot } from '../browser.ts';
import { showOriginal, translate } from './translator.ts';
import { newVisitor, setStage } from './visits.ts';

const stage = setStage();

test('a translated chat keeps working: messages, banners, text box and unread badge, and back', async () => {
  const visitor = await newVisitor(stage);
  const widget = await visitor.goes();
  const { page, log } = widget;
  await widget.open();
  await widget.sees('Hello!');
  await widget.says('hi');
  await widget.sees('You said: hi');
  await translate(page);
  await widget.sees('«You said: hi»');

  await widget.says('more');
  await widget.sees('You said: more');
  await log.getByText('Sending…').waitFor({ state: 'detached' });
  await expect.poll(() => widget.box.inputValue()).toBe('');
  const queue = (position: number) =>
    stage.server.says({
      type: 'event',
      name: 'handoff.status',
      channelData: { handoff: { state: 'waiting', reference: 'H-1', position, waitSeconds: 60 * position } },
    });
  const queueText = page.locator('support-chat .banner');
  await queue(4);
  await expect.poll(() => queueText.innerText()).toBe('«You are number 4 in the queue.» «About 4 minutes.»');
  await queue(3);
  await expect.poll(() => queueText.innerText()).toBe('«You are number 3 in the queue.» «About 3 minutes.»');
  await screenshot(page, 'chat-translated');
  await stage.server.says({
    type: 'message',
    text: 'Dana is here.',
    channelData: { handoff: { state: 'connected', reference: 'H-1', agent: { name: 'Dana' } } },
  });
  await page.locator('support-chat .header').getByText('You are talking to Dana').waitFor();
  await expect.poll(() => page.getByText('in the queue').count()).toBe(0);

  await widget.presses('Close chat');
  const badge = page.locator('support-chat .launcher .badge');
  for (const count of [1, 2]) {
    await stage.server.says({ type: 'message', text: `News ${count}` });
    await expect.poll(() => badge.innerText()).toBe(`«${count}»`);
  }
  await page.getByRole('button', { name: 'Open chat, 2 new messages' }).click();
  await widget.sees('News 2');

  // The page's own texts are not the chat's concern.
  const nodes = page.locator('main p').evaluate((element) => [...element.childNodes].map(String));
  await expect.poll(() => nodes).toEqual(['[object HTMLFontElement]']);

  await showOriginal(page);
  await log.getByText('You said: more', { exact: true }).waitFor();
  await expect.poll(() => log.innerText()).not.toContain('«');
  await page.getByText('You are talking to Dana', { exact: true }).first().waitFor();
  await widget.says('once more');
  await log.getByText('You said: once more', { exact: true }).waitFor();
  await stage.server.says({
    type: 'message',
    text: 'Dana has left.',
    channelData: {
      handoff: { state: 'closed', reference: 'H-1', agent: { name: 'Dana' }, askRating: false },
    },
  });
  await page.getByText('You are talking to Dana').waitFor({ state: 'detached' });
  expect(visitor.troubles).toEqual([]);
});
