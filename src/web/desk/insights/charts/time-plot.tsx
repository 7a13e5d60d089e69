import { useState } from 'preact/hooks';
import { insightWords as words } from '../words.ts';
import type { Definition } from '../definitions.ts';
import { Report } from '../report.tsx';
import { ScrollingTable } from '../scrolling-table.tsx';
import { Bars } from './bars.tsx';
import { bucketName } from './frame.tsx';
import { Lines } from './lines.tsx';
import type { PlotProps, Series } from './series.ts';

interface TimePlotProps extends Omit<PlotProps, 'label' | 'onPoint'> {
  id: string;
  title: string;
  defines: readonly Definition[];
  kind: 'bars' | 'lines';
  children?: preact.ComponentChildren;
}

/** A report with a plot over time, its legend, and the same data as a table. */
export function TimePlot({
  id,
  title,
  defines,
  kind,
  buckets,
  series,
  format,
  tick,
  unit,
  children,
}: TimePlotProps) {
  const [at, setAt] = useState<number>();
  const [isTable, setTable] = useState(false);
  const Plot = kind === 'bars' ? Bars : Lines;
  const pointed = at === undefined ? undefined : buckets[at];
  const valueOf = (own: Series): string => {
    if (pointed === undefined) return own.total;
    const value = own.value(pointed);
    return value === null ? words.nothingToMeasure : format(value);
  };
  return (
    <Report {...{ id, title, defines }} table={{ isOn: isTable, onToggle: () => setTable(!isTable) }}>
      {isTable ? (
        <TimeTable {...{ title, buckets, series, format }} />
      ) : (
        <>
          <p class="legend-head soft">{pointed === undefined ? words.total : bucketName(pointed)}</p>
          <ul class="legend">
            {series.map((own, row) => (
              <li key={own.id}>
                <span class={`swatch tone-${own.tone} ${kind} row-${row}`} aria-hidden="true" />
                {own.label} <strong>{valueOf(own)}</strong>
              </li>
            ))}
          </ul>
          <Plot label={title} {...{ buckets, series, format, tick, unit }} onPoint={setAt} />
        </>
      )}
      {children}
    </Report>
  );
}

type TableProps = Pick<TimePlotProps, 'title' | 'buckets' | 'series' | 'format'>;

/** The figures of a plot, newest first; each links to its conversations. */
const TimeTable = ({ title, buckets, series, format }: TableProps) => (
  <ScrollingTable label={title} isLow>
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{buckets[0]?.days.length === 1 ? words.day : words.week}</th>
          {series.map(({ id, label }) => (
            <th key={id} scope="col" class="number">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {buckets.toReversed().map((bucket) => (
          <tr key={bucket.from}>
            <th scope="row">{bucketName(bucket)}</th>
            {series.map(({ id, value, href }) => {
              const figure = value(bucket);
              return (
                <td key={id} class="number">
                  {figure === null || figure === 0 ? (
                    figure === null ? (
                      words.nothingToMeasure
                    ) : (
                      format(0)
                    )
                  ) : (
                    <a href={href(bucket)}>{format(figure)}</a>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollingTable>
);
