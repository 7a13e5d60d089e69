import type { Insights } from '#insights/wire.ts';
import { StarsPill } from '../closed/outcome.tsx';
import { hrefOf } from '../shell/router.ts';
import { shortTime } from '../times.ts';
import { BarList } from './charts/bar-list.tsx';
import { count } from './format.ts';
import { Report } from './report.tsx';
import type { To } from './places.ts';
import { insightWords as words, measureWords as names, reportWords } from './words.ts';

/** The number of comments shown here; the others are reached through the stars. */
const MAX_COMMENTS = 5;

/** The stars, the thumbs, and customers' comments. */
export function Ratings({ insights: { figures, comments }, to }: { insights: Insights; to: To }) {
  const { stars, thumbsUp, thumbsDown, helped, notHelped } = figures.ratings;
  const thumbs = [
    [names.thumbsUp, thumbsUp, to('thumb', { key: 'up' })],
    [names.thumbsDown, thumbsDown, to('thumb', { key: 'down' })],
    [names.helped, helped, to('helped', { key: 'yes' })],
    [names.notHelped, notHelped, to('helped', { key: 'no' })],
  ] as const;
  return (
    <Report id="ratings" {...reportWords.ratings}>
      <BarList
        label={names.stars}
        head={names.stars}
        unit={names.chats}
        items={stars
          .map((value, at) => ({
            id: String(at + 1),
            name: words.starsOf(at + 1),
            value,
            href: to('stars', { key: String(at + 1), label: words.starsOf(at + 1) }),
          }))
          .toReversed()}
      />
      <dl class="pairs">
        {thumbs.map(([name, value, href]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <a href={href}>{count(value)}</a>
            </dd>
          </div>
        ))}
      </dl>
      <ul class="comments">
        {comments.slice(0, MAX_COMMENTS).map(({ conversationId, at, stars: given, comment, agentName }) => (
          <li key={conversationId}>
            <StarsPill stars={given} />{' '}
            <a href={hrefOf('search', conversationId)} dir="auto" translate={false}>
              {comment}
            </a>{' '}
            <span class="soft">
              {agentName === null ? '' : `${agentName}, `}
              {shortTime(at)}
            </span>
          </li>
        ))}
      </ul>
    </Report>
  );
}
