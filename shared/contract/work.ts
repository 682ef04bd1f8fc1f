/** A page of instruction ids, and where the next begins. */
export interface IdPage {
  readonly ids: readonly string[];
  readonly next?: string;
}

export interface PageWish {
  readonly limit: number;
  /** Where a page before said the next begins. A foreign one is Fault invalid/fields. */
  readonly cursor?: string | undefined;
}

/** Lists over the ledger's indexes, newest first; eventually consistent, so no rule rests on them. */
export interface Work {
  /** What is open of a bank. */
  openOfBank(bank: string, wish: PageWish): Promise<IdPage>;
  openOfUnit(unit: string, wish: PageWish): Promise<IdPage>;
  /** Everything of a bank, unit or case. */
  ofBank(bank: string, wish: PageWish): Promise<IdPage>;
  ofUnit(unit: string, wish: PageWish): Promise<IdPage>;
  ofCase(caseId: string, wish: PageWish): Promise<IdPage>;
}
