/** What one run measured: numbers by name. */
export type Figures = Record<string, number>;

export interface RunResult {
  /** The claim: ours over the peer's, measured in the same run. */
  ratio: number;
  figures: Figures;
}

/** One claim and how it is measured: a file under bench/ each. */
export interface Bench {
  /** What the ratio is, and what is aimed at. */
  claim: string;
  /** One measurement, under five minutes; tells its progress in lines for people. */
  run(say: (line: string) => void): Promise<RunResult>;
}
