import type { Figures } from './figures.ts';

/** A figure and its target. */
export interface Aim {
  name: string;
  /** 0..1. */
  value: number;
  bound: 'at least' | 'at most';
  limit: number;
  met: boolean;
}

const atLeast = (name: string, value: number, limit: number): Aim => ({
  name,
  value,
  bound: 'at least',
  limit,
  met: value >= limit,
});

const atMost = (name: string, value: number, limit: number): Aim => ({
  name,
  value,
  bound: 'at most',
  limit,
  met: value <= limit,
});

/** Compares the figures with their targets. */
export const aimsOf = (figures: Figures): Aim[] => [
  atLeast('Correct or clarified', figures.correctOrClarified, 0.97),
  atLeast('Straight, of these', figures.straightOfThese, 0.88),
  atMost('Wrong in scope', figures.wrong, 0.015),
  atMost('False answers out of scope', figures.falseAnswers, 0.04),
];
