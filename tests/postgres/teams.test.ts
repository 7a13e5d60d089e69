import { expect, it, onTestFinished } from 'vitest';
import { onPostgres } from '#tests/store/engines.ts';
import { messageActivity } from '#tests/support/activities.ts';
import { startConnector } from '#tests/support/connector.ts';
import { post } from '#tests/support/http.ts';
import { startApp } from '#tests/support/running-app.ts';
import { untilReplied } from '#tests/support/until-said.ts';

onPostgres('two servers on one database', (engine) => {
  it('answer an activity once, even if it is delivered to both of them five times at once', async () => {
    const { databaseUrl = '' } = await engine.freshConfig();
    const connector = await startConnector();
    onTestFinished(() => connector.close());
    const servers = await Promise.all([1, 2].map(() => startApp({ DATABASE_URL: databaseUrl })));
    for (const { app } of servers) onTestFinished(() => app.stop());
    const says = (text: string) => {
      const { deliveryMode: _, ...activity } = messageActivity(text, {
        channelId: 'msteams',
        serviceUrl: connector.serviceUrl,
        conversation: { id: 'a:sam', isGroup: false, conversationType: 'personal', name: 'Chat' },
      });
      return activity;
    };
    const asked = says('is the EAP600 patched?');
    const answers = await Promise.all([0, 1, 0, 1, 0].map((at) => post(servers[at]?.messages ?? '', asked)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await post(servers[1]?.messages ?? '', says('hello'));
    await untilReplied(connector, 'Hello!');
    const replies = connector.received.filter((activity) => JSON.stringify(activity).includes('EAP600'));
    expect(replies).toHaveLength(1);
  });
});
