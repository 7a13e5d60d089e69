import { useState } from 'preact/hooks';
import type { ClosedChat } from '#desk/closed/wire.ts';
import { api } from '../api.ts';
import { customerOf } from '../inbox/chat-summary.ts';
import { PagedList } from '../parts/paged-list.tsx';
import { Row } from '../parts/row.tsx';
import { hrefOf } from '../shell/router.ts';
import type { ViewProps } from '../shell/view.ts';
import { listTime } from '../times.ts';
import { closedWords as words, viewWords } from '../words.ts';
import { ClosedFilters, type Filter, queryOf } from './closed-filters.tsx';
import { OutcomePill, StarsPill } from './outcome.tsx';
import { usePages } from './use-pages.ts';

/** The closed chats, most recently closed first. */
export function ClosedList({ view, reference }: ViewProps) {
  const [filter, setFilter] = useState<Filter>({});
  const query = queryOf(filter);
  const { items, hasMore, problem, readMore } = usePages(JSON.stringify(query), async (after) => {
    const answer = await api.closedChats({ ...query, ...(after === undefined ? {} : { after }) });
    return answer.ok ? { ok: true, body: { items: answer.body.chats, next: answer.body.next } } : answer;
  });
  const isFiltered = Object.keys(query).length > 0;
  return (
    <>
      <div class="list-head">
        <h2>{viewWords.closed}</h2>
      </div>
      <ClosedFilters filter={filter} onChange={setFilter} />
      <p class="list-summary soft" role="status">
        {problem !== '' && <span class="problem">{problem}</span>}
        {problem === '' && items === undefined && words.loading}
        {items?.length === 0 && (isFiltered ? words.noneMatch : words.none)}
      </p>
      <PagedList label={viewWords.closed} more={words.more} {...{ hasMore, readMore }}>
        {items?.map((chat) => (
          <ClosedRow key={chat.reference} chat={chat} view={view} isCurrent={chat.reference === reference} />
        ))}
      </PagedList>
    </>
  );
}

const ClosedRow = ({ chat, view, isCurrent }: { chat: ClosedChat; view: string; isCurrent: boolean }) => (
  <Row
    href={hrefOf(view, chat.reference)}
    isCurrent={isCurrent}
    name={customerOf(chat)}
    avatarId={chat.userId}
    end={<span class="soft">{chat.closedAt === null ? '' : listTime(chat.closedAt)}</span>}
    words={chat.lastWords ?? ''}
  >
    <OutcomePill outcome={chat.outcome} end={chat.end} />
    <StarsPill stars={chat.stars} />
    {chat.tags.map((tag) => (
      <span key={tag} class="pill">
        {tag}
      </span>
    ))}
    {chat.agent !== null && <bdi class="soft">{words.with(chat.agent.name)}</bdi>}
  </Row>
);
