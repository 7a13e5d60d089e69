import { useLayoutEffect, useRef } from 'preact/hooks';
import type { InsightConversation, InsightSelection } from '#insights/wire.ts';
import { api } from '../api.ts';
import { usePages } from '../closed/use-pages.ts';
import { channelName } from '../messages/channel-name.ts';
import { PagedList } from '../parts/paged-list.tsx';
import { Icon } from '../shell/icon.tsx';
import { hrefOf } from '../shell/router.ts';
import { shortTime } from '../times.ts';
import { dayRange } from './format.ts';
import { languageName } from './language-name.ts';
import { plotsOf } from './places.ts';
import type { InsightQuery } from './query.ts';
import { periodOf } from './use-insights.ts';
import { drillWords as words, insightWords, measureWords } from './words.ts';

/** The title of what is shown: “Resolution: Unresolved”. */
function titleOf({ key, label = words.keys[key ?? ''] ?? key }: InsightQuery, of: InsightSelection): string {
  const kind = words.titles[of];
  return label === undefined ? kind : `${kind}: ${label}`;
}

/** The conversations of a bar or dot. */
export function DrillDown({ query, of }: { query: InsightQuery; of: InsightSelection }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const asked = { ...periodOf(query), of, ...(query.key === undefined ? {} : { key: query.key }) };
  const { items, hasMore, problem, readMore } = usePages(JSON.stringify(asked), async (after) => {
    const answer = await api.insightConversations({ ...asked, ...(after === undefined ? {} : { after }) });
    return answer.ok
      ? { ok: true, body: { items: answer.body.conversations, next: answer.body.next } }
      : answer;
  });
  return (
    <div class="page-body drill">
      <div class="page-head">
        <a class="quiet" href={plotsOf(query)}>
          <Icon name="back" /> {words.back}
        </a>
      </div>
      <div>
        <h2 ref={heading} tabIndex={-1}>
          {titleOf(query, of)}
        </h2>
        <p class="soft">
          {dayRange(query.from, query.to)}
          {query.channel !== undefined && `, ${channelName(query.channel)}`}
          {query.locale !== undefined && `, ${languageName(query.locale)}`}
        </p>
      </div>
      <p class="soft" role="status">
        {problem ||
          (items === undefined ? insightWords.loading : items.length === 0 && !hasMore ? words.none : '')}
      </p>
      <PagedList label={titleOf(query, of)} more={words.more} {...{ hasMore, readMore }}>
        {items?.map((each) => (
          <ConversationRow key={each.conversationId} conversation={each} />
        ))}
      </PagedList>
    </div>
  );
}

const ConversationRow = ({
  conversation: {
    conversationId,
    startedAt,
    channel,
    locale,
    questions,
    question,
    resolution,
    isPersonAsked,
    isReturned,
  },
}: {
  conversation: InsightConversation;
}) => (
  <li class="drill-row">
    <a href={hrefOf('search', conversationId)} dir="auto" translate={false}>
      {question || conversationId}
    </a>
    <span class="row-pills">
      <span class="soft">
        {shortTime(startedAt)} · {channelName(channel)} · {languageName(locale ?? '')} ·{' '}
        {words.questions(questions)}
      </span>
      {resolution !== null && (
        <span
          class={`pill ${resolution === 'unresolved' ? 'danger' : resolution === 'abandoned' ? '' : 'good'}`}
        >
          {measureWords[resolution]}
        </span>
      )}
      {isPersonAsked && <span class="pill">{words.personAsked}</span>}
      {isReturned && <span class="pill">{words.returned}</span>}
    </span>
  </li>
);
