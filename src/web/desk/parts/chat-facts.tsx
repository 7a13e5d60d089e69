import { useMemo, useState } from 'preact/hooks';
import { isTooLong } from '#web/widget/panel/parts/room.tsx';
import { api } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { TagChanges } from '../client/tag-changes.ts';
import { CustomerFacts, Fact } from '../customer/customer-facts.tsx';
import { factsAbout } from '../inbox/chat-summary.ts';
import type { OpenProps } from '../shell/view.ts';
import { shortTime } from '../times.ts';

const LONGEST_TAG = 40;

const tagChangesOf = (client: DeskClient, reference: string): TagChanges =>
  new TagChanges({
    loaded: () => client.detail.value.peek()?.tags ?? [],
    async replace(tags) {
      const answer = await api.tag(reference, tags);
      client.tell(answer.ok ? '' : answer.problem);
      if (answer.ok) await client.detail.refresh();
      return answer.ok;
    },
  });

/** The column next to a chat: the customer's devices, tags, notes, and who else is viewing it. */
export function ChatFacts({ client, reference }: OpenProps) {
  const detail = client.detail.value.value;
  const [tag, setTag] = useState('');
  const changes = useMemo(() => tagChangesOf(client, reference), [client, reference]);
  if (detail === undefined) return null;
  const { devices, tags, requestedAt } = detail;
  const facts = factsAbout(detail).join(' · ');
  const add = async (): Promise<void> => {
    const added = tag.trim();
    if (added === '') return;
    if (isTooLong(added, LONGEST_TAG)) {
      client.tell(`A tag can have up to ${LONGEST_TAG} characters.`);
      return;
    }
    setTag('');
    // Put back, unless the next one has been started.
    if (!(await changes.add(added))) setTag((next) => (next === '' ? added : next));
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
            <button type="button" aria-label={`Remove tag ${each}`} onClick={() => void changes.remove(each)}>
              ✕
            </button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add();
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
