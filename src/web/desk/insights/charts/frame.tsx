import { scaleLinear } from 'd3-scale';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Bucket } from '../buckets.ts';
import { namedDay, shortDay } from '../format.ts';
import { useRovingFocus } from './roving-focus.ts';

const HEIGHT = 190;
const EDGE = { top: 8, right: 8, bottom: 22, left: 44 };
/** Room for a date below the plot. */
const LABEL_WIDTH = 64;
const TICKS = 4;

/** The geometry of a plot, in pixels. */
interface Geometry {
  /** The width of one bucket. */
  step: number;
  /** The middle of a bucket. */
  x: (at: number) => number;
  y: (value: number) => number;
  bottom: number;
}

/** A bucket's name. */
export const bucketName = ({ from, to }: Bucket): string =>
  from === to ? namedDay(from) : `${shortDay(from)} – ${shortDay(to)}`;

/** The current width of an element. */
function useWidth<Element extends HTMLElement>() {
  const place = useRef<Element>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (place.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return { place, width };
}

interface FrameProps {
  label: string;
  buckets: readonly Bucket[];
  /** The highest value. */
  highest: number;
  format: (value: number) => string;
  unit?: number | undefined;
  onPoint: (at: number | undefined) => void;
  /** The bars or lines. */
  children: (geometry: Geometry) => ComponentChildren;
}

/** The axes of a plot over time. It is a single Tab stop; arrow keys move between its bars and dots. */
export function Frame({ label, buckets, highest, format, unit = 1, onPoint, children }: FrameProps) {
  const { place, width } = useWidth<HTMLDivElement>();
  const roving = useRovingFocus();
  const inner = Math.max(0, width - EDGE.left - EDGE.right);
  const bottom = HEIGHT - EDGE.bottom;
  const scale = scaleLinear()
    .domain([0, highest === 0 ? 1 : highest / unit])
    .nice(TICKS)
    .range([bottom, EDGE.top]);
  const step = inner / Math.max(1, buckets.length);
  const geometry: Geometry = {
    step,
    x: (at) => EDGE.left + (at + 0.5) * step,
    y: (value) => scale(value / unit),
    bottom,
  };
  const every = Math.max(1, Math.ceil(buckets.length / Math.max(1, Math.floor(inner / LABEL_WIDTH))));
  const pointAt = ({ offsetX }: MouseEvent): void => {
    const at = Math.floor((offsetX - EDGE.left) / step);
    onPoint(at >= 0 && at < buckets.length ? at : undefined);
  };
  return (
    <div ref={place} class="plot">
      {width > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its links handle the keys
        <svg
          width={width}
          height={HEIGHT}
          role="group"
          aria-label={label}
          onMouseMove={pointAt}
          onMouseLeave={() => onPoint(undefined)}
          {...roving}
        >
          <g class="axis" aria-hidden="true">
            {scale.ticks(TICKS).map((tick) => (
              <g key={tick}>
                <line x1={EDGE.left} x2={width - EDGE.right} y1={scale(tick)} y2={scale(tick)} />
                <text x={EDGE.left - 6} y={scale(tick) + 4} text-anchor="end">
                  {format(tick * unit)}
                </text>
              </g>
            ))}
            {buckets.map(({ from }, at) =>
              at % every === 0 ? (
                <text key={from} x={geometry.x(at)} y={HEIGHT - 6} text-anchor="middle">
                  {shortDay(from)}
                </text>
              ) : null,
            )}
          </g>
          {children(geometry)}
        </svg>
      )}
    </div>
  );
}
