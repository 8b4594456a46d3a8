/** The value below which this share of the values lies; of sorted values the nearest above. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export interface Range {
  median: number;
  min: number;
  max: number;
}

export function rangeOf(values: readonly number[]): Range {
  return { median: percentile(values, 0.5), min: Math.min(...values), max: Math.max(...values) };
}

/** Three figures that matter; the rest is noise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
