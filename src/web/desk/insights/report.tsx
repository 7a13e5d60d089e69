import type { ComponentChildren } from 'preact';
import { type Definition, definitions } from './definitions.ts';
import { insightWords as words } from './words.ts';

interface ReportProps {
  id: string;
  title: string;
  /** The definitions that explain it. */
  defines: readonly Definition[];
  /** The switch between plot and table, if there are both. */
  table?: { isOn: boolean; onToggle: () => void };
  /** Whether it takes the whole width. */
  isWide?: boolean;
  children: ComponentChildren;
}

/** One part of the insights: its title, definitions, and plot or table. */
export const Report = ({ id, title, defines, table, isWide = false, children }: ReportProps) => (
  <section class={`report ${isWide ? 'wide' : ''}`} aria-labelledby={`report-${id}`}>
    <div class="report-head">
      <h3 id={`report-${id}`}>{title}</h3>
      {table !== undefined && (
        <button
          type="button"
          class="quiet"
          aria-pressed={table.isOn}
          aria-label={`${words.table}: ${title}`}
          onClick={table.onToggle}
        >
          {words.table}
        </button>
      )}
    </div>
    {defines.length > 0 && (
      <details class="meaning">
        <summary aria-label={`${words.meaning}: ${title}`}>{words.meaning}</summary>
        <dl>
          {defines.map((name) => (
            <div key={name}>
              <dt>{definitions[name][0]}</dt>
              <dd>{definitions[name][1]}</dd>
            </div>
          ))}
        </dl>
      </details>
    )}
    {children}
  </section>
);
