import { describe, expect, it } from 'vitest';
import { calibrate, fitCalibrator } from '#understanding/classifier/calibrator.ts';

const observe = (value: number, right: number, wrong: number) => [
  ...Array.from({ length: right }, () => ({ measures: [value], right: true, weight: 1 })),
  ...Array.from({ length: wrong }, () => ({ measures: [value], right: false, weight: 1 })),
];

describe('the calibrator', () => {
  it('returns how often similar predictions were right', () => {
    const calibrator = fitCalibrator([...observe(0, 20, 80), ...observe(1, 90, 10)]);
    expect(calibrate(calibrator, [0])).toBeCloseTo(0.2, 2);
    expect(calibrate(calibrator, [1])).toBeCloseTo(0.9, 2);
  });

  it('counts an observation by its weight', () => {
    const heavy = observe(0, 10, 10).map((one) => ({ ...one, weight: one.right ? 3 : 1 }));
    expect(calibrate(fitCalibrator(heavy), [0])).toBeCloseTo(0.75, 2);
  });

  it('stays finite when every prediction was right', () => {
    const probability = calibrate(fitCalibrator(observe(1, 50, 0)), [1]);
    expect(probability).toBeGreaterThan(0.9);
    expect(probability).toBeLessThan(1);
  });
});
