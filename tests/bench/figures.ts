/** Figures by their key, `suite.figure`. */
export type Figures = Record<string, number>;

export interface Size {
  /** Fewer passes: says whether the bench runs and roughly where it stands. */
  readonly short: boolean;
}

export type Suite = (size: Size) => Promise<Figures>;
