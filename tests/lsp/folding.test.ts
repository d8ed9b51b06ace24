import { expect, test } from 'vitest';
import type { FoldingRange } from 'vscode-languageserver-protocol';
import { start } from './support.js';

const TEXT = `// 第一行
// 第二行

/**
 * 粉丝
 */
audience fans { from "tag:fans" }

message hi for sms {
  text """
    你好
    再见
  """
}

campaign 春季 {
  timing {
    wave a via push to fans {
      at 2027-03-01 10:00
    }
  }
`;

test('blocks, comments and long texts; an open brace folds nothing', async () => {
  const server = await start({ 'a.crm': TEXT });
  const found = await server.request<FoldingRange[]>('textDocument/foldingRange', { textDocument: { uri: server.uri('a.crm') } });
  expect(found.map(({ startLine, endLine, kind }) => [startLine, endLine, kind])).toEqual([
    [0, 1, 'comment'],
    [3, 5, 'comment'],
    [8, 12, undefined],
    [9, 12, undefined],
    [16, 19, undefined],
    [17, 18, undefined],
  ]);
});
