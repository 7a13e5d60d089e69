import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

/** The bot and its dialogs a second time, on the Bot Framework's successor: `npm run test:agents-sdk`. */
export default defineConfig({
  ssr: { resolve: { conditions: ['agents-sdk', ...defaultServerConditions] } },
  plugins: [
    {
      name: 'no-bot-framework',
      enforce: 'pre',
      // Without this the run would pass on the old SDK if ever the condition stopped to apply.
      resolveId(id) {
        if (/^botbuilder|^botframework-/.test(id)) throw new Error(`${id} is not the successor.`);
      },
    },
  ],
  test: {
    include: ['tests/{bot,dialogs}/**/*.test.ts'],
    globalSetup: ['tests/support/train-once.ts'],
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
