import { DIRECT_LINE } from '#channel-ids.ts';
import type { DeskChat } from '#desk/wire.ts';
import { plainName } from '#text/plain-name.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { minutes, secondsSince } from '../times.ts';

/** Waits are coloured from this many seconds; satisfaction falls sharply after three minutes. */
const SOON_S = 60;
const LATE_S = 120;

export const customerOf = ({ name, reference }: Pick<DeskChat, 'name' | 'reference'>): string =>
  plainName(name ?? '') || `Customer ${reference}`;

const languages = new Intl.DisplayNames(undefined, { type: 'language' });

function languageOf(locale: string | null): string | undefined {
  try {
    return locale === null ? undefined : languages.of(locale);
  } catch {
    return undefined;
  }
}

/** A one-line summary of a chat. */
export const aboutChat = ({
  channel,
  locale,
  topic,
  models,
  mood,
  reason,
  preferredAgent,
}: DeskChat): string =>
  [
    topic,
    models.join(', '),
    mood === 'upset' ? 'upset' : undefined,
    reason === 'offered' ? 'the bot could not help' : undefined,
    preferredAgent === null ? undefined : `asked for ${preferredAgent} again`,
    channel === DIRECT_LINE ? 'web chat' : channel,
    languageOf(locale),
  ]
    .filter((part) => part !== undefined && part !== null && part !== '')
    .join(' · ');

function Wait({ requestedAt, isOverdue }: Pick<DeskChat, 'requestedAt' | 'isOverdue'>) {
  const seconds = secondsSince(requestedAt);
  const level = isOverdue || seconds >= LATE_S ? 'late' : seconds >= SOON_S ? 'soon' : 'fresh';
  return (
    <span class={`wait ${level}`} translate={false}>
      {level === 'late' && <span aria-hidden="true">! </span>}
      <span class="unseen">waiting </span>
      {minutes(seconds)}
    </span>
  );
}

/** @param count undefined until the server sends it */
function howMany(count: number | undefined): string {
  if (count === undefined) return 'Loading…';
  if (count === 0) return 'Nobody is waiting.';
  return count === 1 ? '1 customer waiting' : `${count} customers waiting`;
}

/** The chats that are waiting, the next one first. */
export function Queue({ client }: { client: DeskClient }) {
  const { waiting } = client.state.value ?? {};
  return (
    <section aria-labelledby="queue-title">
      <div class="list-head">
        <h2 id="queue-title">Queue</h2>
        {client.alerts.unseen.value > 0 && (
          <button type="button" class="quiet" onClick={() => client.alerts.acknowledge()}>
            Mark as seen
          </button>
        )}
      </div>
      <p class="soft" role="status" translate={false}>
        {howMany(waiting?.length)}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari forgets that an unmarked list is one */}
      <ul aria-label="Queue" role="list">
        {waiting?.map((chat) => (
          <li key={chat.reference} class="request">
            <button
              type="button"
              class="item"
              aria-current={
                client.chosen.value?.kind === 'chat' && client.chosen.value.reference === chat.reference
              }
              onClick={() => client.choose({ kind: 'chat', reference: chat.reference })}
            >
              <span class="item-head">
                <strong id={`waits-${chat.reference}`} dir="auto" translate={false}>
                  {customerOf(chat)}
                </strong>
                <Wait {...chat} />
              </span>
              <span class="soft">{aboutChat(chat)}</span>
            </button>
            <button
              type="button"
              class="button small"
              aria-describedby={`waits-${chat.reference}`}
              onClick={() => void client.claim(chat.reference)}
            >
              Claim
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
