/** What the document says of an operation beyond its route. Both languages stand in one line, as both read it. */
export interface OperationText {
  readonly summary: string;
  readonly description?: string;
  /** Codes of the problems that this operation alone may answer, by status. */
  readonly faults?: Readonly<Partial<Record<400 | 403 | 404 | 409, readonly string[]>>>;
  /** A body, of invented people. */
  readonly example?: Readonly<Record<string, unknown>>;
}
