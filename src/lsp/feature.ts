import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
  type RequestType,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { localize, type Locale, type Localized } from '../diagnostics/diagnostic.js';
import type { Day } from '../model/literals.js';
import type { Project } from './project.js';

/** What the editor said of itself and of its user when it started. */
export interface Session {
  readonly locale: Locale;
  /** Whether lines of policy clauses say where the clause binds. */
  readonly policyHints: boolean;
  readonly client: ClientCapabilities;
  /** Missing where the process has no clock. */
  readonly today?: Day;
}

/** What a request is about: a file of a project. */
export interface Here {
  readonly project: Project;
  /** From the project's root, with forward slashes; `crm:…` in the built-in library. */
  readonly path: string;
  readonly session: Session;
}

/** What features stand on. */
export interface Host {
  readonly connection: Connection;
  readonly session: () => Session;
  readonly here: (uri: string) => Promise<Here>;
  /** Shows what is wrong with a project, though none of its files may be open. */
  readonly show: (project: Project) => void;
  /** All that are open. */
  readonly projects: () => Promise<readonly Project[]>;
  /** A defect is told once in the name of the feature, answered with null, and everything else goes on. */
  readonly guarded: <T>(name: Localized, run: () => Promise<T | undefined> | T | undefined) => Promise<T | null>;
}

/** One thing an editor may ask for. */
export interface Feature {
  /** What it is called where it fails. */
  readonly name: Localized;
  readonly capabilities: ServerCapabilities;
  readonly answers: readonly Answer[];
  /** What a question would have to wait for, in small steps: done when all of a project has been looked at and nobody types. */
  readonly prepare?: (project: Project, session: Session) => Iterable<void>;
}

/** Listens for one kind of request, in the name of a feature. */
export type Answer = (host: Host, name: Localized) => void;

interface AboutFile {
  readonly textDocument: { readonly uri: string };
}

/** Answers requests that say in some way which file they are about; those about none get what `otherwise` says. */
export function answerAbout<P, R>(
  type: RequestType<P, R, unknown>,
  uriOf: (params: P) => string | undefined,
  reply: (here: Here, params: P) => R | undefined,
  otherwise: (params: P) => R | undefined = () => undefined,
): Answer {
  return ({ connection, here, guarded }, name) => {
    connection.onRequest(type.method, (params: P, token: CancellationToken): Promise<unknown> =>
      guarded(name, async () => {
        const uri = uriOf(params);
        const found = uri === undefined ? undefined : await here(uri);
        refuseIfCancelled(token);
        return found ? reply(found, params) : otherwise(params);
      }),
    );
  };
}

/** Who has cancelled a request before its work began gets no answer. */
function refuseIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}

/** Answers requests about a file. */
export function answer<P extends AboutFile, R>(type: RequestType<P, R, unknown>, reply: (here: Here, params: P) => R | undefined): Answer {
  return answerAbout(type, ({ textDocument }) => textDocument.uri, reply);
}

/** The same of requests whose user wants to see what is wrong with the project. */
export function answerShown<P extends AboutFile, R>(
  type: RequestType<P, R, unknown>,
  reply: (here: Here, params: P) => R | undefined,
): Answer {
  return (host, name) => {
    const shown = (here: Here, params: P): R | undefined => {
      host.show(here.project);
      return reply(here, params);
    };
    answer(type, shown)(host, name);
  };
}

/** Answers requests about everything that is open. */
export function answerAll<P, R>(
  type: RequestType<P, R, unknown>,
  reply: (projects: readonly Project[], params: P, session: Session) => R | undefined,
): Answer {
  return ({ connection, projects, session, guarded }, name) => {
    connection.onRequest(type.method, (params: P, token: CancellationToken): Promise<unknown> =>
      guarded(name, async () => {
        const open = await projects();
        refuseIfCancelled(token);
        return reply(open, params, session());
      }),
    );
  };
}

/** What cannot be done is told to the user who asked for it. */
export function refuse(reason: Localized, { locale }: Session): never {
  throw new ResponseError(LSPErrorCodes.RequestFailed, localize(reason, locale));
}
