import { useState } from 'preact/hooks';
import { isTooLong } from '#web/widget/panel/parts/room.tsx';
import { api } from '../api.ts';
import { CustomerFacts, Fact } from '../customer/customer-facts.tsx';
import { factsAbout } from '../inbox/chat-summary.ts';
import type { OpenProps } from '../shell/view.ts';
import { shortTime } from '../times.ts';

const LONGEST_TAG = 40;

/** The column next to a chat: the customer's devices, tags, notes, and who else is viewing it. */
export function ChatFacts({ client, reference }: OpenProps) {
  const detail = client.detail.value.value;
  const [tag, setTag] = useState('');
  if (detail === undefined) return null;
  const { devices, tags, requestedAt } = detail;
  const facts = factsAbout(detail).join(' · ');
  const settle = async (answering: ReturnType<typeof api.tag>): Promise<void> => {
    const answer = await answering;
    client.tell(answer.ok ? '' : answer.problem);
    if (answer.ok) await client.detail.refresh();
  };
  return (
    <aside class="facts" aria-label="About this chat">
      <dl class="customer-facts">
        {detail.topic !== null && <Fact term="About">{detail.topic}</Fact>}
        <Fact term="Reference">
          <span translate={false}>{reference}</span>
        </Fact>
        <Fact term="Asked">{shortTime(requestedAt)}</Fact>
      </dl>
      {facts !== '' && <p class="soft">{facts}</p>}
      <CustomerFacts which={{ chat: reference }} />
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
          <li key={each} class="pill tag">
            <bdi>{each}</bdi>
            <button
              type="button"
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
    </aside>
  );
}
