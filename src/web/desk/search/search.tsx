import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { FoundConversation } from '#desk/search/wire.ts';
import { api } from '../api.ts';
import { ConversationView } from '../closed/conversation-view.tsx';
import { usePages } from '../closed/use-pages.ts';
import { CustomerPane } from '../customer/customer-pane.tsx';
import { customerOf } from '../inbox/chat-summary.ts';
import { PagedList } from '../parts/paged-list.tsx';
import { Row } from '../parts/row.tsx';
import { Icon } from '../shell/icon.tsx';
import { hrefOf } from '../shell/router.ts';
import { type DeskView, everybody, type OpenProps, type ViewProps } from '../shell/view.ts';
import { listTime } from '../times.ts';
import { pastWords, searchWords as words, viewWords } from '../words.ts';

/** While the agent types, the search runs after a pause this long. */
const PAUSE_MS = 250;

/** The search text. It is kept while the agent visits other views. */
const query = signal('');
const asked = signal('');
/** The time of the matching message, by conversation. */
const matchedAt = new Map<string, string>();

/** The search over all conversations. */
function SearchList({ view, reference }: ViewProps) {
  const { items, hasMore, problem, readMore } = useResults();
  return (
    <>
      <SearchBox isAlone={reference === undefined} />
      <p class="list-summary soft" role="status">
        {problem === '' ? summaryOf(items, hasMore) : <span class="problem">{problem}</span>}
      </p>
      <PagedList label={viewWords.search} more={words.more} {...{ hasMore, readMore }}>
        {items?.map((found) => (
          <FoundRow key={found.id} found={found} view={view} isCurrent={found.id === reference} />
        ))}
      </PagedList>
    </>
  );
}

function summaryOf(items: readonly FoundConversation[] | undefined, hasMore: boolean): string {
  if (asked.value === '') return words.idle;
  if (items === undefined) return words.searching;
  return items.length === 0 ? words.none(asked.value) : words.found(items.length, hasMore);
}

/** The conversations found, each once. */
function useResults() {
  const q = asked.value;
  const pages = usePages<FoundConversation>(q === '' ? undefined : q, async (before) => {
    const answer = await api.search({ q, ...(before === undefined ? {} : { before }) });
    if (!answer.ok) return answer;
    const { results, next } = answer.body;
    return { ok: true, body: { items: results, next } };
  });
  const items = pages.items && [...new Map(pages.items.toReversed().map((each) => [each.id, each])).values()];
  for (const { id, at } of items ?? []) matchedAt.set(id, at);
  return { ...pages, items: items?.toReversed() };
}

function SearchBox({ isAlone }: { isAlone: boolean }) {
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (isAlone) box.current?.focus();
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => (asked.value = query.value.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [query.value]);
  return (
    <div class="search-box" role="search">
      <label class="unseen" for="search">
        {words.label}
      </label>
      <Icon name="search" />
      <input
        id="search"
        ref={box}
        type="search"
        class="field"
        data-key="/"
        maxLength={300}
        autocomplete="off"
        placeholder={words.hint}
        value={query.value}
        onInput={({ currentTarget }) => (query.value = currentTarget.value)}
      />
    </div>
  );
}

function FoundRow({
  found,
  view,
  isCurrent,
}: {
  found: FoundConversation;
  view: string;
  isCurrent: boolean;
}) {
  const { id, userId, chat, at, speaker, agent, snippet } = found;
  const customer = customerOf(found);
  const by = { customer: words.customer, bot: words.bot, agent: agent ?? '' }[speaker];
  return (
    <Row
      href={hrefOf(view, id)}
      isCurrent={isCurrent}
      name={customer}
      avatarId={userId}
      end={<span class="soft">{listTime(at)}</span>}
      words={
        <>
          <span class="soft">
            <bdi>{by}</bdi>:{' '}
          </span>
          <bdi>
            {snippet.map(({ text, isMatch }, place) => (isMatch ? <mark key={place}>{text}</mark> : text))}
          </bdi>
        </>
      }
    >
      <span class="soft">{chat?.reference ?? pastWords.onlyBot}</span>
    </Row>
  );
}

const Found = ({ reference, ...props }: OpenProps) => (
  <ConversationView {...props} which={{ id: reference }} showsAt={matchedAt.get(reference)} />
);

export const searchView: DeskView = {
  id: 'search',
  label: viewWords.search,
  Icon: () => <Icon name="search" />,
  roles: everybody,
  shortcut: '/',
  List: SearchList,
  Detail: Found,
  Aside: ({ reference }: OpenProps) => <CustomerPane which={{ id: reference }} />,
};
