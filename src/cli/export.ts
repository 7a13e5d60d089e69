/** `npm run export -- --conversation ID`: prints a conversation with its transcript as JSON. */
import { printableJson } from './printable.ts';
import { type Terminal, thisProcess } from './terminal.ts';
import { readOption, runStoreCommand, withStore } from './with-store.ts';

/** Exports a conversation. */
export async function runExport(terminal: Terminal): Promise<void> {
  const conversation = readOption({ command: 'export', option: 'conversation', value: 'ID' }, terminal);
  if (conversation === undefined) return;
  await runStoreCommand(
    (place) =>
      withStore(place, async (store) => {
        const exported = await store.exportConversation(conversation);
        if (exported === undefined) {
          terminal.printError(`There is no conversation ${conversation}.`);
          terminal.fail(1);
          return;
        }
        terminal.print(printableJson(JSON.stringify(exported, null, 2)));
      }),
    terminal,
  );
}

if (import.meta.main) await runExport(thisProcess);
