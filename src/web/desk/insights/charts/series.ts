import type { Bucket } from '../buckets.ts';

/** One thing that a plot shows over time. */
export interface Series {
  id: string;
  label: string;
  /** Which of the tokens `--chart-1` … `--chart-6` it has. */
  tone: 1 | 2 | 3 | 4 | 5 | 6;
  /** Null where there is nothing to measure. */
  value: (bucket: Bucket) => number | null;
  /** Of the whole period, for the legend. */
  total: string;
  /** Where the conversations behind a bar or dot are. */
  href: (bucket: Bucket) => string;
}

/** What every plot over time gets. */
export interface PlotProps {
  label: string;
  buckets: readonly Bucket[];
  series: readonly Series[];
  format: (value: number) => string;
  /** How the axis writes its values, if not like that. */
  tick?: ((value: number) => string) | undefined;
  /** What the axis counts in: 60 for minutes where values are seconds. */
  unit?: number | undefined;
  /** The bucket that is pointed at or has the focus. */
  onPoint: (at: number | undefined) => void;
}
