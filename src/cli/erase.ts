/** `npm run erase -- --user ID`: removes everything stored about a customer, and reports what it removed. */
import { readOption, runStoreCommand, withStore } from './with-store.ts';

const user = readOption('erase', 'user', 'ID');

if (user !== undefined) {
  await runStoreCommand((place) =>
    withStore(place, async (store) => {
      const { conversations, activities, uploads, tickets, chats, state } = await store.eraseUser(user);
      console.log(
        `Removed for ${user}: ${conversations} conversations with ${activities} activities ` +
          `and ${uploads} uploads, ${tickets} tickets, ${chats} chats with people, and ${state} items of bot state.`,
      );
    }),
  );
}
