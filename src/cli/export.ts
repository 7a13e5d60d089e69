/** `npm run export -- --conversation ID`: a conversation with its transcript, as JSON on standard output. */
import { parseArgs } from 'node:util';
import { runStoreCommand, withStore } from './with-store.ts';

const { conversation } = parseArgs({ options: { conversation: { type: 'string' } } }).values;

if (conversation === undefined || conversation.trim() === '') {
  console.error('Usage: npm run export -- --conversation ID');
  process.exitCode = 2;
} else {
  await runStoreCommand((place) =>
    withStore(place, async (store) => {
      const exported = await store.exportConversation(conversation);
      if (exported === undefined) {
        console.error(`There is no conversation ${conversation}.`);
        process.exitCode = 1;
        return;
      }
      console.log(JSON.stringify(exported, null, 2));
    }),
  );
}
