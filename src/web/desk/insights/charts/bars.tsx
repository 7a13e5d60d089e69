import { stack } from 'd3-shape';
import type { Bucket } from '../buckets.ts';
import { bucketName, Frame } from './frame.tsx';
import type { PlotProps, Series } from './series.ts';

/** Stacked bars, one per day. */
export function Bars({ label, buckets, series, format, unit, onPoint }: PlotProps) {
  const byId = new Map(series.map((each) => [each.id, each]));
  const layers = stack<Bucket, string>()
    .keys([...byId.keys()])
    .value((bucket, id) => byId.get(id)?.value(bucket) ?? 0)(buckets);
  const highest = Math.max(0, ...layers.flatMap((layer) => layer.map(([, top]) => top)));
  return (
    <Frame {...{ label, buckets, highest, format, unit, onPoint }}>
      {({ step, x, y }) =>
        layers.map((layer, row) =>
          layer.map(([low, high], at) => {
            const own = series[row];
            const bucket = buckets[at];
            if (own === undefined || bucket === undefined || high === low) return null;
            const width = Math.max(1, Math.min(48, step - (step > 4 ? 2 : 0.5)));
            return (
              <Mark key={`${own.id} ${bucket.from}`} {...{ own, bucket, at, row, format, onPoint }}>
                <rect
                  class={`mark tone-${own.tone}`}
                  x={x(at) - width / 2}
                  width={width}
                  y={y(high)}
                  height={Math.max(1, y(low) - y(high) - 0.5)}
                />
              </Mark>
            );
          }),
        )
      }
    </Frame>
  );
}

interface MarkProps {
  own: Series;
  bucket: Bucket;
  at: number;
  row: number;
  format: PlotProps['format'];
  onPoint: PlotProps['onPoint'];
  children: preact.ComponentChildren;
}

/** A bar or dot that links to its conversations. */
export const Mark = ({ own, bucket, at, row, format, onPoint, children }: MarkProps) => (
  <a
    href={own.href(bucket)}
    aria-label={`${bucketName(bucket)}, ${own.label}: ${format(own.value(bucket) ?? 0)}`}
    tabIndex={-1}
    data-column={at}
    data-row={row}
    onFocus={() => onPoint(at)}
    onBlur={() => onPoint(undefined)}
  >
    {children}
  </a>
);
