import type { Locale } from '../diagnostics/diagnostic.js';
import { plain, type Paint } from '../diagnostics/pretty.js';
import { textOption, type Options } from './options.js';

/** The only place that touches the process: what is printed, in which language, in which colours. */
export interface Terminal {
  readonly locale: Locale;
  readonly paint: Paint;
  out(text: string): void;
  err(text: string): void;
  /** Says what is going on, on a terminal, when it takes longer than a second. Call the result when done. */
  progress(text: string): () => void;
}

const CODES = { red: [31, 39], yellow: [33, 39], green: [32, 39], blue: [34, 39], cyan: [36, 39], bold: [1, 22], dim: [2, 22] } as const;

const colour: Paint = (style, text) => `\u001B[${CODES[style][0]}m${text}\u001B[${CODES[style][1]}m`;

function wantsColour(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream.isTTY && env.TERM !== 'dumb';
}

/** `--locale`, else the project's, else that of the environment, else English. */
export function chooseLocale(option: string | undefined, project: string | undefined, env: NodeJS.ProcessEnv): Locale {
  // An empty variable is one that is not set.
  const wanted = option ?? project ?? [env.LC_ALL, env.LANG].find(Boolean) ?? 'en';
  return wanted.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/** Whoever reads may stop early, as `head` does: what is left is dropped, and the exit code stays what it is. */
function write(stream: NodeJS.WriteStream, text: string): void {
  if (stream.listenerCount('error') === 0)
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  stream.write(text);
}

/** The terminal of a call, in the language of its options or of the project it is about. */
export function createTerminal(options: Options, project?: Locale): Terminal {
  const locale = chooseLocale(textOption(options, 'locale'), project, process.env);
  return {
    locale,
    paint: wantsColour(process.stdout, process.env) ? colour : plain,
    out: (text) => {
      write(process.stdout, text);
    },
    err: (text) => {
      write(process.stderr, text);
    },
    progress: (text) => {
      if (!process.stderr.isTTY) return () => undefined;
      let shown = false;
      const timer = setTimeout(() => {
        shown = true;
        process.stderr.write(`${text} …`);
      }, 1000);
      return () => {
        clearTimeout(timer);
        if (shown) process.stderr.write('\r\u001B[K');
      };
    },
  };
}
