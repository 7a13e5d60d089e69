import { useState } from 'preact/hooks';
import { isTooLong, Room } from '#web/widget/panel/parts/room.tsx';
import * as strings from '#web/widget/strings/en.ts';
import { api } from '../api.ts';
import { aboutChat } from '../inbox/chat-summary.ts';
import type { OpenProps } from '../shell/view.ts';
import { shortTime } from '../times.ts';
import { useDraft } from './draft.ts';

const LONGEST_TAG = 40;

/** The column beside a chat: the customer's devices, tags, notes, and who else is viewing it. */
export function ChatFacts({ client, reference }: OpenProps) {
  const detail = client.detail.value.value;
  const [note, setNote] = useDraft(client.drafts, `note ${reference}`);
  const [tag, setTag] = useState('');
  if (detail === undefined) return null;
  const { devices, notes, tags, requestedAt } = detail;
  const lookers = (client.state.value?.agents ?? []).filter(
    ({ id, viewing }) => viewing === reference && id !== client.me.id,
  );
  const settle = async (answering: ReturnType<typeof api.tag>): Promise<void> => {
    const answer = await answering;
    client.tell(answer.ok ? '' : answer.problem);
    if (answer.ok) await client.detail.refresh();
  };
  return (
    <aside class="facts" aria-label="About this chat">
      <p class="soft">{aboutChat(detail)}</p>
      <p class="soft">
        {reference} · asked {shortTime(requestedAt)}
      </p>
      {lookers.length > 0 && (
        <p role="status">
          {lookers.map(({ name }) => name).join(', ')} {lookers.length === 1 ? 'is' : 'are'} also viewing this
          chat
        </p>
      )}
      <h3>Devices</h3>
      {devices.length === 0 ? (
        <p class="soft">None mentioned.</p>
      ) : (
        <dl class="devices">
          {devices.map(({ model, status }) => (
            <div key={model}>
              <dt>{model}</dt>
              <dd>{status}</dd>
            </div>
          ))}
        </dl>
      )}
      <h3>Tags</h3>
      <ul class="tags">
        {tags.map((each) => (
          <li key={each}>
            {each}{' '}
            <button
              type="button"
              class="quiet"
              aria-label={`Remove tag ${each}`}
              onClick={() =>
                void settle(
                  api.tag(
                    reference,
                    tags.filter((other) => other !== each),
                  ),
                )
              }
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (tag.trim() === '') return;
          if (isTooLong(tag, LONGEST_TAG)) {
            client.tell(`A tag can have up to ${LONGEST_TAG} characters.`);
            return;
          }
          void settle(api.tag(reference, [...new Set([...tags, tag.trim()])]));
          setTag('');
        }}
      >
        <input
          aria-label="New tag"
          placeholder="New tag"
          value={tag}
          onInput={({ currentTarget }) => setTag(currentTarget.value)}
        />
      </form>
      <h3>Notes</h3>
      <p class="soft">Customers never see notes.</p>
      <ul class="notes">
        {notes.map(({ id, agentName, text, at }) => (
          <li key={id}>
            <p class="soft">
              {agentName} · {shortTime(at)}
            </p>
            <p class="plain">{text}</p>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (note.trim() === '' || isTooLong(note)) return;
          const clientId = crypto.getRandomValues(new Uint32Array(4)).join('-');
          void settle(api.note(reference, { text: note.trim(), clientId }));
          setNote('');
        }}
      >
        <textarea
          aria-label="New note"
          data-key="n"
          placeholder="New note"
          rows={2}
          value={note}
          onInput={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <Room text={note} strings={strings} />
        <button type="submit" class="quiet" aria-disabled={isTooLong(note)}>
          Add note
        </button>
      </form>
    </aside>
  );
}
