import type { Message } from 'botframework-directlinejs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { onEngines } from '#tests/store/engines.ts';
import { createMigratedDataDir } from '#tests/support/data-dir.ts';
import { startApp } from '#tests/support/running-app.ts';
import { call } from './harness.ts';
import { connectClient } from './real-client.ts';

const SHOP = 'https://shop.example';

/** The text that a click on the choice with this label sends. */
const saysOf = ({ suggestedActions }: Message, label: string): string =>
  String(suggestedActions?.actions.find((action) => 'title' in action && action.title === label)?.value);

onEngines('the whole app with the real bot', (engine) => {
  describe.each([
    ['a WebSocket', true],
    ['polling', false],
  ])('for botframework-directlinejs by %s', (_, webSocket) => {
    /** A database for this test, and the app on it, which can be started several times. */
    const setUp = async () => {
      const { databaseUrl } = await engine.freshConfig();
      const environment = {
        DATA_DIR: createMigratedDataDir(),
        ALLOWED_ORIGINS: SHOP,
        ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      };
      return async () => {
        const { app, url } = await startApp(environment);
        onTestFinished(() => app.stop());
        /** A page of the shop, either new or with a stored credential. */
        const visit = async (credential?: string) => {
          const { body } = await call(url, 'POST', '/visitor-session', {
            body: { credential },
            headers: { origin: SHOP },
          });
          const visitor = connectClient({ url, token: body.token, webSocket });
          return { visitor, credential: body.credential as string };
        };
        return { app, visit };
      };
    };

    test('holds a conversation: a clarifying question, an answer, a request for feedback, and no more', async () => {
      const start = await setUp();
      const { visitor } = await (await start()).visit();
      await visitor.until('Hello! I can help');
      await visitor.say('is my EnStation patched?');
      const askedBack = await visitor.until('Several listed models');
      await visitor.say(saysOf(askedBack, 'EnStation5-AC'));
      await visitor.until('**EnStation5-AC: In Progress.**');
      await visitor.say(saysOf(await visitor.until('Did this help?'), 'Yes'));
      await visitor.until('Good to hear');
      await visitor.say('why is the guest network SSID greyed out on my ESR900?');
      await visitor.until('Which band');
      await visitor.say('cancel');
      await visitor.until('leave that');
      const ids = visitor.messages.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(visitor.texts).toEqual([
        expect.stringContaining('Hello! I can help'),
        'is my EnStation patched?',
        expect.stringContaining('Several listed models'),
        'EnStation5-AC',
        expect.stringContaining('EnStation5-AC: In Progress'),
        'Did this help?',
        'Yes',
        expect.stringContaining('Good to hear'),
        'why is the guest network SSID greyed out on my ESR900?',
        expect.stringContaining('at least two SSIDs'),
        expect.stringContaining('Which band'),
        'cancel',
        expect.stringContaining('leave that'),
      ]);
    });

    test('gets an answer after a restart to a question that was open when the app stopped', async () => {
      const start = await setUp();
      const first = await start();
      const before = await first.visit();
      await before.visitor.until('Hello! I can help');
      await before.visitor.say('is my EnStation patched?');
      await before.visitor.until('Several listed models');
      before.visitor.client.end();
      await first.app.stop();

      const next = await start();
      const { visitor } = await next.visit(before.credential);
      await visitor.until('Several listed models');
      expect(visitor.texts).toEqual(before.visitor.texts);
      await visitor.say('EnStation2');
      await visitor.until('**EnStation2: Available Now.**');
      await visitor.until('Did this help?');
      expect(visitor.texts).toEqual([
        ...before.visitor.texts,
        'EnStation2',
        expect.stringContaining('EnStation2: Available Now'),
        'Did this help?',
      ]);
    });
  });
});
