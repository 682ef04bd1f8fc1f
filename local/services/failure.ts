/** An error answer of a service, by the name its SDK client knows. */
export class ServiceFailure extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

export type Operations = Readonly<Record<string, (input: unknown) => unknown>>;
