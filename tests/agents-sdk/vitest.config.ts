import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

/** Runs the tests of the bot and its dialogs on Bot Framework's successor: `npm run test:agents-sdk`. */
export default defineConfig({
  ssr: { resolve: { conditions: ['agents-sdk', ...defaultServerConditions] } },
  plugins: [
    {
      name: 'no-bot-framework',
      enforce: 'pre',
      // If the condition ever stopped applying, the tests would otherwise pass on the old SDK unnoticed.
      resolveId(id) {
        if (/^botbuilder|^botframework-/.test(id)) throw new Error(`${id} belongs to the old SDK.`);
      },
    },
  ],
  test: {
    include: ['tests/{bot,dialogs}/**/*.test.ts'],
    globalSetup: ['tests/support/train-once.ts'],
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
