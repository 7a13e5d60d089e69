import { expect, it } from 'vitest';
import { runApiKeys } from '#cli/api-keys.ts';
import { openServer } from '../desk/open-server.ts';
import { send } from '../support/http.ts';
import { runCommand, runHere } from '../support/run-command.ts';

it('npm run api-keys creates keys that read the insights until they are revoked, and never stores the keys themselves', async () => {
  const server = await openServer();
  const customer = await server.customer();
  await customer.asks('What is KRACK?', 'KRACK');
  const environment = { DATA_DIR: server.dataDir };
  const keys = (...words: string[]) => runHere(runApiKeys, words, { environment });
  const read = async (key: string, path = '/api/insights') =>
    await send(`${server.url}${path}`, { headers: { authorization: `Bearer ${key}` } });

  const { output } = await keys('create', '--name', 'BI tool');
  const [key = ''] = output.split('\n');
  expect(key).toMatch(/^esb_[\w-]{43}$/);
  const [, id = ''] = /This is key (\w+), BI tool/.exec(output) ?? [];
  expect((await read(key)).json()).toMatchObject({ figures: { questions: 1 } });
  expect((await read(key, '/api/insights/conversations?of=outcome&key=answered')).json()).toMatchObject({
    conversations: [{ conversationId: customer.conversationId }],
  });
  expect((await read(key, '/api/insights/export?rows=questions')).text).toContain('"What is KRACK?"');
  expect((await keys('list')).output).toContain(`${id}  BI tool`);
  await server.withStore(async ({ engine }) => {
    const rows = await engine.db.selectFrom('api_keys').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(key.slice(4));
  });

  for (const wrong of ['', 'esb_made-up', `${key}x`]) expect((await read(wrong)).status).toBe(401);
  expect((await send(`${server.url}/api/insights`, {})).status).toBe(401);
  await keys('revoke', '--id', id);
  expect((await read(key)).status).toBe(401);
  expect((await keys('revoke', '--id', id)).exitCode).toBe(2);
  const nameless = await runCommand('api-keys', ['create'], { environment });
  expect(nameless.errors).toContain('--name: say what the key is for, in at most 80 characters');
  expect((await keys('create', '--name', 'x'.repeat(81))).errors).toContain('in at most 80 characters');
});
