/*
 * What Langium's core uses of vscode-languageserver-protocol. The package itself is a third of the bundle
 * and only a language server needs it.
 */

export const LSPErrorCodes = { RequestCancelled: -32800, ServerCancelled: -32802, ContentModified: -32801, RequestFailed: -32803 } as const;

export class ResponseError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

export const CancellationToken = {
  None: { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) },
};

export class CancellationTokenSource {
  readonly token = CancellationToken.None;
  cancel(): void {
    // Batch work is never cancelled.
  }
  dispose(): void {
    // Nothing is held.
  }
}

export class Emitter<T> {
  private readonly listeners = new Set<(event: T) => void>();
  readonly event = (listener: (event: T) => void): { dispose: () => void } => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };
  fire(event: T): void {
    for (const listener of this.listeners) listener(event);
  }
  dispose(): void {
    this.listeners.clear();
  }
}
