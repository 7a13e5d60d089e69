import type { ReviewItem } from '#review/wire.ts';
import { MaskedText } from './masked-text.tsx';
import { reviewWords as words } from './words.ts';

/** The wordings of a cluster; the selected ones are decided about together. */
export function Wordings({
  items,
  chosen,
  onChange,
}: {
  items: readonly ReviewItem[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}) {
  const toggle = (key: string): void => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    onChange(next);
  };
  const isAll = chosen.size === items.length;
  return (
    <fieldset class="review-wordings">
      <legend class="soft">{words.chosen(chosen.size, items.length)}</legend>
      <label class="check">
        <input
          type="checkbox"
          checked={isAll}
          onChange={() => onChange(new Set(isAll ? [] : items.map(({ key }) => key)))}
        />
        {words.chooseAll}
      </label>
      <ul>
        {items.map(({ key, parts, count, reasons }) => (
          <li key={key}>
            <label class="check review-wording">
              <input type="checkbox" checked={chosen.has(key)} onChange={() => toggle(key)} />
              <span>
                <MaskedText parts={parts} />{' '}
                <span class="soft">
                  {reasons[0] !== undefined && words.reasons[reasons[0]]}
                  {count > 1 && ` · ${words.times(count)}`}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
