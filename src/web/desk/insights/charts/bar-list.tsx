import { count } from '../format.ts';
import { insightWords as words } from '../words.ts';

/** A named figure. */
export interface BarListItem {
  id: string;
  name: string;
  value: number;
  href: string;
}

/** A bar, with its width as a share of the longest one. */
export const WidthBar = ({ share, tone = 1 }: { share: number; tone?: number }) => (
  <svg class="width-bar" aria-hidden="true">
    <rect class={`mark tone-${tone}`} width={`${Math.max(share > 0 ? 1 : 0, share * 100)}%`} height="100%" />
  </svg>
);

/** Named figures as a table with a bar next to each; it needs no separate table. */
export function BarList({
  label,
  head,
  unit,
  items,
}: {
  label: string;
  /** The column heading of the names. */
  head: string;
  unit: string;
  items: readonly BarListItem[];
}) {
  if (items.length === 0) return <p class="soft">{words.none}</p>;
  const highest = Math.max(1, ...items.map(({ value }) => value));
  return (
    <table class="table bars-table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" class="number">
            {unit}
          </th>
          <th scope="col">
            <span class="unseen">{words.share}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, name, value, href }) => (
          <tr key={id}>
            <th scope="row">
              <a href={href}>{name}</a>
            </th>
            <td class="number">{count(value)}</td>
            <td class="bar-cell">
              <WidthBar share={value / highest} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
