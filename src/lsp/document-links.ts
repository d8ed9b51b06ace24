import { DocumentLinkRequest, type DocumentLink } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import { answer, type Feature, type Here } from './feature.js';
import { rangeOf, uriOf } from './places.js';

const ADDRESS = /^https?:\/\//;

/** The files that bodies of messages stand in: paths are relative to the file that names them. */
function links({ project, path }: Here): DocumentLink[] {
  const folder = Utils.dirname(URI.parse(uriOf(project, path)));
  return project.fileModel(path).declarations.flatMap((declaration) => {
    const file = declaration.kind === 'message' ? declaration.bodyFile : undefined;
    if (!file || file.value === '') return [];
    const target = ADDRESS.test(file.value) ? file.value : Utils.resolvePath(folder, file.value).toString();
    return [{ range: rangeOf(project, file.span), target }];
  });
}

export const documentLinkFeature: Feature = {
  name: { en: 'links to files', zh: '文件链接' },
  capabilities: { documentLinkProvider: {} },
  answers: [answer(DocumentLinkRequest.type, links)],
};
