/** `npm run export -- --conversation ID`: prints a conversation with its transcript as JSON. */
import { printableJson } from './printable.ts';
import { readOption, runStoreCommand, withStore } from './with-store.ts';

const conversation = readOption('export', 'conversation', 'ID');

if (conversation !== undefined) {
  await runStoreCommand((place) =>
    withStore(place, async (store) => {
      const exported = await store.exportConversation(conversation);
      if (exported === undefined) {
        console.error(`There is no conversation ${conversation}.`);
        process.exitCode = 1;
        return;
      }
      console.log(printableJson(JSON.stringify(exported, null, 2)));
    }),
  );
}
