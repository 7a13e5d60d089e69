/** `npm run erase -- --user ID`: removes all that is kept of a person, and says what it was. */
import { parseArgs } from 'node:util';
import { runStoreCommand, withStore } from './with-store.ts';

const { user } = parseArgs({ options: { user: { type: 'string' } } }).values;

if (user === undefined || user.trim() === '') {
  console.error('Usage: npm run erase -- --user ID');
  process.exitCode = 2;
} else {
  await runStoreCommand((place) =>
    withStore(place, async (store) => {
      const { conversations, activities, uploads, state } = await store.eraseUser(user);
      console.log(
        `Removed of ${user}: ${conversations} conversations with ${activities} activities ` +
          `and ${uploads} uploads, and ${state} items of bot state.`,
      );
    }),
  );
}
