/** Fingerprints of one account: under the current key version, and under every version still valid. */
export interface Fingerprints {
  readonly current: string;
  readonly all: readonly string[];
}

/** HMAC of head office and number, so that no key of the store names an account. */
export interface Fingerprinter {
  of(headOffice: string, number: string): Promise<Fingerprints>;
}
