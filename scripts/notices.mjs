import fs from 'node:fs';
import path from 'node:path';

/** The licenses of all packages that are in bundles, as esbuild's results tell them. */
export function noticesOf(root, results) {
  const folders = results.flatMap(({ metafile }) => Object.keys(metafile.inputs).flatMap((file) => packageOf(file) ?? []));
  const notices = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(fs.readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const file = fs.readdirSync(path.join(root, folder)).find((each) => /^licen[cs]e/i.test(each));
    const text = file ? fs.readFileSync(path.join(root, folder, file), 'utf8').trim() : 'No text of the license stands in the package.';
    return `${name} ${version} (${license})\n\n${text}`;
  });
  return notices.join(`\n\n${'-'.repeat(80)}\n\n`);
}

/** The folder of the package that a bundled file is from. */
function packageOf(file) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}
