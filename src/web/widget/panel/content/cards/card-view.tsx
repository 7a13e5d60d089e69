import type { CardAction } from '#web/widget/client/activity.ts';
import type { Strings } from '#web/widget/strings/strings.ts';
import { ExternalLink } from '../external-link.tsx';
import { Markdown } from '../markdown-view.tsx';
import { Picture } from '../picture.tsx';
import { safeUrl } from '../safe-url.ts';
import type { Card } from './read-card.ts';

export interface CardViewProps {
  card: Card;
  strings: Strings;
  trusted: readonly string[];
  press: (action: CardAction) => void;
}

/** A card: pictures, text, facts, a table, and buttons that send or link. */
export const CardView = ({ card, strings, trusted, press }: CardViewProps) => (
  <div class="card">
    {card.images.map(({ url, alt }) => (
      <Picture key={url} url={url} name={alt || strings.picture} strings={strings} trusted={trusted} />
    ))}
    {card.title !== undefined && <p class="card-title">{card.title}</p>}
    {card.subtitle !== undefined && <p class="card-subtitle">{card.subtitle}</p>}
    {card.text !== undefined && <Markdown text={card.text} newTab={strings.newTab} />}
    {card.facts.length > 0 && (
      <dl class="facts">
        {card.facts.map(({ title, value }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    )}
    {card.table !== undefined && <TableView rows={card.table} />}
    {card.actions.length > 0 && (
      <div class="card-actions">
        {card.actions.map((action) => (
          <CardButton key={action.title} action={action} press={press} newTab={strings.newTab} />
        ))}
      </div>
    )}
  </div>
);

const TableView = ({ rows: [head = [], ...rows] }: { rows: readonly (readonly string[])[] }) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolling areas must be reachable by keyboard
  <div class="wide" tabIndex={0}>
    <table>
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={cell}>{cell}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join()}>
            {row.map((cell) => (
              <td key={cell}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const SAID = new Set(['imBack', 'postBack', 'messageBack']);

function CardButton({
  action,
  press,
  newTab,
}: {
  action: CardAction;
  press: (action: CardAction) => void;
  newTab: string;
}) {
  const label = action.title ?? String(action.value);
  if (SAID.has(action.type))
    return (
      <button type="button" class="chip" onClick={() => press(action)}>
        {label}
      </button>
    );
  const address = action.type === 'openUrl' ? safeUrl(action.value) : undefined;
  if (address === undefined) return null;
  return (
    <ExternalLink class="chip" href={address} newTab={newTab}>
      {label}
    </ExternalLink>
  );
}
