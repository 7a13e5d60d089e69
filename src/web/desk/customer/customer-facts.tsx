import { useEffect, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { DIRECT_LINE } from '#channel-ids.ts';
import type { DeskCustomer } from '#desk/customer/wire.ts';
import { api } from '../api.ts';
import { StarsPill } from '../closed/outcome.tsx';
import { hrefOf } from '../shell/router.ts';
import { listTime, shortTime } from '../times.ts';
import { customerWords as words, closedWords } from '../words.ts';
import { hostOf, languageName, pathOf } from './readable.ts';

/** How often the facts are reloaded: customers come and go, and change pages. */
const INTERVAL_MS = 10_000;

export interface CustomerFactsProps {
  /** One of the customer's conversations, or one of its chats. */
  which: { id: string } | { chat: string };
  /** Whether to show devices and tags, because nothing else in the column does. */
  isAlone?: boolean;
}

/** Where a customer is, and their other conversations: for the column next to their conversation. */
export function CustomerFacts({ which, isAlone = false }: CustomerFactsProps) {
  const { customer, problem } = useCustomer(which);
  const trouble = problem !== '' && <p class="problem">{problem}</p>;
  if (customer === undefined) return trouble || <div class="skeleton customer-loading" aria-hidden="true" />;
  const own = 'chat' in which ? which.chat : undefined;
  return (
    <>
      {trouble}
      <Presence {...customer} />
      <Whereabouts {...customer} />
      {isAlone && <Devices {...customer} />}
      {isAlone && <Tags {...customer} />}
      <EarlierChats chats={customer.chats.filter(({ reference }) => reference !== own)} />
      <Messages tickets={customer.tickets} />
      <Conversations
        conversations={customer.conversations.filter(({ id }) => id !== customer.conversationId)}
      />
    </>
  );
}

function useCustomer(which: CustomerFactsProps['which']) {
  const [customer, setCustomer] = useState<DeskCustomer>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    let isOver = false;
    const read = async (): Promise<void> => {
      const answer = await api.customer({ ...which });
      if (isOver) return;
      if (answer.ok) setCustomer(answer.body);
      setProblem(answer.ok ? '' : answer.problem);
    };
    void read();
    const timer = setInterval(() => void read(), INTERVAL_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, []);
  return { customer, problem };
}

/** Whether the customer is on the page; nothing if unknown. */
const Presence = ({ isPresent }: DeskCustomer) =>
  isPresent === null ? null : (
    <p class="customer-presence" role="status">
      <span class={`dot ${isPresent ? 'available' : ''}`} aria-hidden="true" />
      {isPresent ? words.here : words.away}
    </p>
  );

/** A term and its value. */
export const Fact = ({ term, children }: { term: string; children: ComponentChildren }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

const PageLink = ({ address, children }: { address: string; children: string }) => (
  <a href={address} target="_blank" rel="noopener noreferrer" title={address} translate={false}>
    {children}
  </a>
);

function Whereabouts({ page, referrer, language, browser, timeZone, channel }: DeskCustomer) {
  return (
    <dl class="customer-facts">
      {page !== null && (
        <Fact term={words.page}>
          <PageLink address={page}>{pathOf(page)}</PageLink>
        </Fact>
      )}
      {referrer !== null && (
        <Fact term={words.referrer}>
          <PageLink address={referrer}>{hostOf(referrer)}</PageLink>
        </Fact>
      )}
      {browser !== null && <Fact term={words.browser}>{browser}</Fact>}
      {language !== null && <Fact term={words.language}>{languageName(language)}</Fact>}
      {timeZone !== null && <Fact term={words.timeZone}>{timeZone.replaceAll('_', ' ')}</Fact>}
      <Fact term={words.channel}>{channel === DIRECT_LINE ? words.webChat : channel}</Fact>
    </dl>
  );
}

const Devices = ({ devices }: DeskCustomer) =>
  devices.length === 0 ? null : (
    <section aria-label={words.devices}>
      <h3>{words.devices}</h3>
      <dl class="devices">
        {devices.map(({ model, status }) => (
          <div key={model}>
            <dt>{model}</dt>
            <dd>{status}</dd>
          </div>
        ))}
      </dl>
    </section>
  );

const Tags = ({ tags }: DeskCustomer) =>
  tags.length === 0 ? null : (
    <section aria-label={words.tags}>
      <h3>{words.tags}</h3>
      <ul class="tags">
        {tags.map((tag) => (
          <li key={tag} class="pill">
            {tag}
          </li>
        ))}
      </ul>
    </section>
  );

/** A list under a heading; nothing if it is empty. */
const Section = ({ title, children }: { title: string; children: ComponentChildren[] }) =>
  children.length === 0 ? null : (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul class="customer-list">{children}</ul>
    </section>
  );

const EarlierChats = ({ chats }: Pick<DeskCustomer, 'chats'>) => (
  <Section title={words.chats}>
    {chats.map(({ reference, state, requestedAt, agent, topic, outcome, stars, comment }) => (
      <li key={reference}>
        <a href={hrefOf(state === 'closed' ? 'closed' : 'open', reference)}>{listTime(requestedAt)}</a>{' '}
        <span class="soft">
          {[topic, agent, outcome === null ? null : closedWords.outcomes[outcome]]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>{' '}
        <StarsPill stars={stars} />
        {comment !== null && (
          <blockquote class="plain" dir="auto">
            {comment}
          </blockquote>
        )}
      </li>
    ))}
  </Section>
);

const Messages = ({ tickets }: Pick<DeskCustomer, 'tickets'>) => (
  <Section title={words.tickets}>
    {tickets.map(({ reference, createdAt, state, text }) => (
      <li key={reference}>
        <a href={hrefOf('messages', reference)}>{listTime(createdAt)}</a>{' '}
        <span class={`pill ${state}`}>{words.ticketStates[state]}</span>
        <p class="soft clamped" dir="auto">
          {text}
        </p>
      </li>
    ))}
  </Section>
);

const Conversations = ({ conversations }: Pick<DeskCustomer, 'conversations'>) => (
  <Section title={words.conversations}>
    {conversations.map(({ id, startedAt }) => (
      <li key={id}>
        <a href={hrefOf('search', id)}>{shortTime(startedAt)}</a>
      </li>
    ))}
  </Section>
);
