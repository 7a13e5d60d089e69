import type {
  InsightAgent,
  InsightAnswer,
  InsightGroup,
  Insights,
  InsightSelection,
} from '#insights/wire.ts';
import { channelName } from '../messages/channel-name.ts';
import { shareOf } from './buckets.ts';
import { BarList, WidthBar } from './charts/bar-list.tsx';
import { HeatMap } from './charts/heat-map.tsx';
import { count, decimal, duration, share } from './format.ts';
import { languageName } from './language-name.ts';
import { Report } from './report.tsx';
import type { To } from './places.ts';
import { ScrollingTable } from './scrolling-table.tsx';
import { drillWords, insightWords as words, measureWords as names, reportWords } from './words.ts';

const kinds = drillWords.titles;

interface Column<Item> {
  name: string;
  value: (item: Item) => string;
}

/** A table whose rows link to their conversations. */
function Rows<Item>({
  label,
  head,
  items,
  columns,
  nameOf,
  hrefTo,
  bar,
}: {
  label: string;
  /** The column heading of the rows' names. */
  head: string;
  items: readonly Item[];
  columns: readonly Column<Item>[];
  nameOf: (item: Item) => string;
  hrefTo: (item: Item) => string;
  /** From 0 to 1. */
  bar?: (item: Item) => number;
}) {
  if (items.length === 0) return <p class="soft">{words.none}</p>;
  return (
    <ScrollingTable label={label}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {columns.map(({ name }) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={hrefTo(item)}>
              <th scope="row">
                <a href={hrefTo(item)}>{nameOf(item)}</a>
                {bar !== undefined && <WidthBar share={bar(item)} />}
              </th>
              {columns.map(({ name, value }) => (
                <td key={name} class="number">
                  {value(item)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollingTable>
  );
}

const answerColumns: readonly Column<InsightAnswer>[] = [
  { name: names.given, value: ({ given }) => count(given) },
  { name: names.thumbsUp, value: ({ thumbsUp }) => count(thumbsUp) },
  { name: names.thumbsDown, value: ({ thumbsDown }) => count(thumbsDown) },
  { name: names.askedAgain, value: ({ askedAgain }) => count(askedAgain) },
];

function Answers({
  id,
  answers,
  select,
  to,
}: {
  id: 'topAnswers' | 'worstAnswers';
  answers: readonly InsightAnswer[];
  select: InsightSelection;
  to: To;
}) {
  const highest = Math.max(1, ...answers.map(({ given }) => given));
  return (
    <Report id={id} {...reportWords[id]}>
      <Rows
        label={reportWords[id].title}
        head={kinds.answer}
        items={answers.slice(0, 10)}
        columns={answerColumns}
        nameOf={({ title }) => title}
        hrefTo={(answer) => to(select, { key: answer.id, label: answer.title })}
        {...(id === 'topAnswers' ? { bar: ({ given }: InsightAnswer) => given / highest } : {})}
      />
    </Report>
  );
}

const agentColumns: readonly Column<InsightAgent>[] = [
  { name: names.chats, value: ({ chats }) => count(chats) },
  { name: names.solved, value: ({ solved }) => count(solved) },
  { name: names.followUp, value: ({ followUp }) => count(followUp) },
  { name: names.unsolved, value: ({ unsolved }) => count(unsolved) },
  { name: names.stars, value: ({ stars }) => decimal(stars) },
  { name: names.handlingP50, value: ({ handlingP50 }) => duration(handlingP50) },
  { name: names.handlingP90, value: ({ handlingP90 }) => duration(handlingP90) },
];

const resolvedOf = ({ resolutions }: InsightGroup): number =>
  Object.values(resolutions).reduce((sum, each) => sum + each, 0);

const groupColumns: readonly Column<InsightGroup>[] = [
  { name: names.conversations, value: ({ conversations }) => count(conversations) },
  { name: names.questions, value: ({ questions }) => count(questions) },
  { name: names.unknownRate, value: ({ unknown, questions }) => share(shareOf(unknown, questions)) },
  { name: names.confirmed, value: (group) => share(shareOf(group.resolutions.confirmed, resolvedOf(group))) },
  { name: names.assumed, value: (group) => share(shareOf(group.resolutions.assumed, resolvedOf(group))) },
];

const twoDigits = (hour: number): string => String(hour).padStart(2, '0');

/** The hours of the week, the answers, and the other lists. */
export function Lists({ insights, to }: { insights: Insights; to: To }) {
  const named = (select: 'model' | 'app', items: Insights['models']) =>
    items.slice(0, 10).map(({ name, count: value }) => ({
      id: name,
      name,
      value,
      href: to(select, { key: name, label: name }),
    }));
  return (
    <>
      <Report id="hours" {...reportWords.hours} isWide>
        <HeatMap
          label={reportWords.hours.title}
          hours={insights.hours}
          openHours={insights.openHours}
          href={(weekday, hour) =>
            to('hour', {
              key: `${weekday + 1}-${twoDigits(hour)}`,
              label: `${words.longWeekdays[weekday]}, ${hour}–${hour + 1}`,
            })
          }
        />
        {insights.openHours !== null && <p class="soft">{words.openHours}</p>}
      </Report>
      <Answers id="topAnswers" answers={insights.topAnswers} select="answer" to={to} />
      <Answers id="worstAnswers" answers={insights.worstAnswers} select="worst-answer" to={to} />
      <Report id="models" {...reportWords.models}>
        <BarList
          label={reportWords.models.title}
          head={kinds.model}
          unit={names.questions}
          items={named('model', insights.models)}
        />
      </Report>
      <Report id="apps" {...reportWords.apps}>
        <BarList
          label={reportWords.apps.title}
          head={kinds.app}
          unit={names.questions}
          items={named('app', insights.apps)}
        />
      </Report>
      <Report id="agents" {...reportWords.agents} isWide>
        <Rows
          label={reportWords.agents.title}
          head={kinds.agent}
          items={insights.agents}
          columns={agentColumns}
          nameOf={({ name }) => name}
          hrefTo={({ id, name }) => to('agent', { key: id, label: name })}
        />
      </Report>
      <Report id="channels" {...reportWords.channels} isWide>
        <Rows
          label={reportWords.channels.title}
          head={words.channel}
          items={insights.channels}
          columns={groupColumns}
          nameOf={({ key }) => channelName(key)}
          hrefTo={({ key }) => to('all', { channel: key })}
        />
      </Report>
      <Report id="locales" {...reportWords.locales} isWide>
        <Rows
          label={reportWords.locales.title}
          head={words.language}
          items={insights.locales}
          columns={groupColumns}
          nameOf={({ key }) => languageName(key)}
          hrefTo={({ key }) => to('all', { locale: key })}
        />
      </Report>
    </>
  );
}
