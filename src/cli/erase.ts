/** `npm run erase -- --user ID`: removes everything stored about a customer, and reports what it removed. */
import { type Terminal, thisProcess } from './terminal.ts';
import { readOption, runStoreCommand, withStore } from './with-store.ts';

/** Erases a customer. */
export async function runErase(terminal: Terminal): Promise<void> {
  const user = readOption({ command: 'erase', option: 'user', value: 'ID' }, terminal);
  if (user === undefined) return;
  await runStoreCommand(
    (place) =>
      withStore(place, async (store) => {
        const { conversations, activities, uploads, tickets, chats, state } = await store.eraseUser(user);
        terminal.print(
          `Removed for ${user}: ${conversations} conversations with ${activities} activities ` +
            `and ${uploads} uploads, ${tickets} tickets, ${chats} chats with people, and ${state} items of bot state.`,
        );
      }),
    terminal,
  );
}

if (import.meta.main) await runErase(thisProcess);
