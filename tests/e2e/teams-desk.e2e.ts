import { expect, test } from 'vitest';
import { screenshot } from './browser.ts';
import { newCustomer, openDesk, password } from './desk/desk-page.ts';
import { isWelcomed, mentions, openPlayground, says, sees } from './playground.ts';
import { setStage } from './widget/visits.ts';

const stage = setStage();
const ownPage = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };

/** A code that links the account to a Teams user, as the desk shows it. */
async function codeOf(url: string, name: string): Promise<string> {
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${url}/desk/api${path}`, {
      method: 'POST',
      headers: { ...ownPage, ...headers },
      body: JSON.stringify(body),
    });
  const signedIn = await post('/sign-in', { email: `${name.toLowerCase()}@example.com`, password });
  const cookie = signedIn.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  const { code } = (await (await post('/teams/code', {}, { cookie })).json()) as { code: string };
  return code;
}

// The Playground's page sometimes mixes up messages that come within one second.
test('a customer in the web chat is answered from a Teams channel', { retry: 2 }, async () => {
  const server = await openDesk({ accounts: { Sue: 'supervisor' }, environment: { OPENING_HOURS: '' } });
  const page = await openPlayground(stage.browser, 'msteams', server);
  await isWelcomed(page);
  await says(page, `/link ${await codeOf(server.url, 'Sue')}`);
  await sees(page, 'is linked to Sue');
  await page.getByRole('treeitem', { name: 'My Team - General' }).click();
  await isWelcomed(page);
  await mentions(page, '/desk on');
  await sees(page, 'posted to this channel from now on');

  const customer = await newCustomer(stage, server);
  await customer.presses('Talk to a person');
  await sees(page, 'asks for a person');
  await sees(page, 'ESR900: In Progress');
  await page.getByRole('button', { name: 'Take this chat' }).click();
  await customer.sees('You are talking to Sue now');
  await sees(page, 'Taken by Sue');
  // The box of the topmost thread, which belongs to the request; the box above it is for new posts.
  await mentions(page, 'Hello from Teams', page.getByRole('textbox').nth(1));
  await customer.sees('Hello from Teams');
  await customer.says('Good to read you');
  await sees(page, 'Good to read you');
  await screenshot(page, 'teams-desk');
  await page.getByRole('button', { name: 'Close as solved' }).click();
  await customer.sees('Sue has ended the chat');
  await sees(page, 'Closed as solved');
  await expect.poll(() => page.getByRole('button', { name: 'Take this chat' }).count()).toBe(0);
});
