import { lowerFile } from '../model/from-syntax/file.js';
import { freezeModels } from '../model/frozen.js';
import { parseFile } from '../syntax/parse.js';
import type { Source } from '../text/source.js';

/** The built-in library as frozen models: nobody should wait for it to be parsed. Throws where it has a mistake. */
export function freezeLibrary(sources: readonly Source[]): string {
  const models = sources.map(({ path, text }) => {
    const parsed = parseFile(text, path);
    const { model, problems } = lowerFile(path, text, parsed);
    const [first] = [...parsed.problems, ...problems];
    if (first) throw new Error(`${path}: ${first.message.en}`);
    return model;
  });
  return freezeModels(models);
}
