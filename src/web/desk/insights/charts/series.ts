import type { Bucket } from '../buckets.ts';

/** One series of a plot over time. */
export interface Series {
  id: string;
  label: string;
  /** Its colour: the token `--chart-1` … `--chart-6`. */
  tone: 1 | 2 | 3 | 4 | 5 | 6;
  /** Null if there is nothing to measure. */
  value: (bucket: Bucket) => number | null;
  /** The total for the whole period, for the legend. */
  total: string;
  /** The address of a bar's or dot's conversations. */
  href: (bucket: Bucket) => string;
}

/** The props of every plot over time. */
export interface PlotProps {
  label: string;
  buckets: readonly Bucket[];
  series: readonly Series[];
  format: (value: number) => string;
  /** How the axis writes its values, if different. */
  tick?: ((value: number) => string) | undefined;
  /** The unit of the axis: 60 for minutes if the values are seconds. */
  unit?: number | undefined;
  /** Called with the bucket that is pointed at or focused. */
  onPoint: (at: number | undefined) => void;
}
