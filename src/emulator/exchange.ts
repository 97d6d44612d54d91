/** An HTTP request as far as the emulator looks at it. */
export interface EmulatorRequest {
  readonly method: string;
  /** Path and query, with the base path: `/client/v4/accounts/…?page=1`. */
  readonly path: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

interface EmulatorResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers a request at once: adapters for servers and mocks are thin, and tests can wrap it to inject faults. */
export type Handler = (request: EmulatorRequest) => EmulatorResponse;
