import type { Outbox } from '../client/outbox.ts';
import { outgoingWords as words } from '../words.ts';

/** The agent's messages that have not reached the server yet. */
export function Outgoing({ outbox, reference }: { outbox: Outbox; reference: string }) {
  const entries = outbox.entries.value.filter((each) => each.reference === reference);
  if (entries.length === 0) return null;
  return (
    <div class="run agent">
      {entries.map(({ clientId, text, files, problem }) => (
        <div key={clientId} class="sending">
          <div class="bubble" dir="auto">
            <p class="plain">{[text, ...files.map(({ name }) => name)].filter(Boolean).join('\n')}</p>
          </div>
          {problem === '' ? (
            <p class="caption">{words.sending}</p>
          ) : (
            <p class="caption problem">
              {words.notSent(problem)}{' '}
              <button type="button" class="link" onClick={() => outbox.retry(clientId)}>
                {words.again}
              </button>{' '}
              <button type="button" class="link" onClick={() => outbox.discard(clientId)}>
                {words.discard}
              </button>
            </p>
          )}
        </div>
      ))}
    </div>
  );
}
