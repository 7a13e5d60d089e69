import { line } from 'd3-shape';
import type { Bucket } from '../buckets.ts';
import { Mark } from './bars.tsx';
import { Frame } from './frame.tsx';
import type { PlotProps } from './series.ts';

/** A line for each series, with a dot for each day. */
export function Lines({ label, buckets, series, format, tick = format, unit, onPoint }: PlotProps) {
  const highest = Math.max(0, ...series.flatMap(({ value }) => buckets.map((bucket) => value(bucket) ?? 0)));
  return (
    <Frame {...{ label, buckets, highest, unit, onPoint }} format={tick}>
      {({ step, x, y, bottom }) =>
        series.map((own, row) => {
          const path = line<Bucket>()
            .defined((bucket) => own.value(bucket) !== null)
            .x((_, at) => x(at))
            .y((bucket) => y(own.value(bucket) ?? 0));
          return (
            <g key={own.id}>
              <path
                class={`line-mark tone-${own.tone} row-${row}`}
                d={path(buckets) ?? ''}
                aria-hidden="true"
              />
              {buckets.map((bucket, at) => {
                const value = own.value(bucket);
                if (value === null) return null;
                return (
                  <Mark key={bucket.from} {...{ own, bucket, at, row, format, onPoint }}>
                    {/* The target is larger than the dot. */}
                    {row === 0 && (
                      <rect class="reach" x={x(at) - step / 2} width={step} y={0} height={bottom} />
                    )}
                    <circle class="reach" cx={x(at)} cy={y(value)} r={Math.max(6, step / 2)} />
                    <circle
                      class={`dot-mark tone-${own.tone}`}
                      cx={x(at)}
                      cy={y(value)}
                      r={step > 8 ? 3 : 2}
                    />
                  </Mark>
                );
              })}
            </g>
          );
        })
      }
    </Frame>
  );
}
