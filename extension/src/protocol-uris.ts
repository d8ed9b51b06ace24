import type { Uri } from 'vscode';

/**
 * The server knows files by their path alone. Files of other schemes than `file:` travel under a path that holds
 * scheme and authority: `vscode-vfs://github/shop/plan.crm` is `file:///@vscode-vfs/github/shop/plan.crm`.
 * An unsaved document travels as a file beside the one it will be, `~new.crm`, so that it belongs to the project it is meant for,
 * and is another document than the file when it is saved.
 */

const VIRTUAL = /^\/@([^/]+)\/([^/]+)(\/.*)$/;
const NO_AUTHORITY = '-';
/** Where unsaved documents lie while no folder is open: on no disk, so that nothing is read beside them. */
const NOWHERE = 'crm-unsaved:/';

/** What people call a file that the server names: an unsaved plan travels under another name than its own. */
export function shownName(name: string, { scheme, path }: Uri): string {
  return scheme === 'untitled' ? name.replace(/[^/]*$/, path.replace(/^.*\//, '')) : name;
}

/** Read-only texts that the server itself provides. */
export const LIBRARY_SCHEME = 'crm-library';

/** What a conversion needs to know of the editor. */
export interface UriHost {
  parse(text: string): Uri;
  /** A folder for documents that have no path yet. */
  readonly folder: Uri | undefined;
}

export class ProtocolUris {
  /** What unsaved documents travel as. */
  private readonly unsaved = new Map<string, string>();

  constructor(private readonly host: UriHost) {}

  toProtocol(uri: Uri): string {
    if (uri.scheme === 'untitled') {
      const protocol = this.toProtocol(this.placeOf(uri));
      this.unsaved.set(protocol, uri.toString());
      return protocol;
    }
    if (uri.scheme === 'file' || uri.scheme === LIBRARY_SCHEME) return uri.toString();
    const path = `/@${uri.scheme}/${encodeURIComponent(uri.authority) || NO_AUTHORITY}${uri.path}`;
    return uri.with({ scheme: 'file', authority: '', path }).toString();
  }

  fromProtocol(protocol: string): Uri {
    const unsaved = this.unsaved.get(protocol);
    if (unsaved !== undefined) return this.host.parse(unsaved);
    const uri = this.host.parse(protocol);
    const [, scheme, authority = NO_AUTHORITY, path] = (uri.scheme === 'file' && VIRTUAL.exec(uri.path)) || [];
    if (scheme === undefined) return uri;
    return uri.with({ scheme, authority: authority === NO_AUTHORITY ? '' : decodeURIComponent(authority), path: path ?? '/' });
  }

  /** Beside where an unsaved document will probably be saved. */
  private placeOf(uri: Uri): Uri {
    const hasPath = uri.path.startsWith('/');
    const folder = this.host.folder ?? this.host.parse(hasPath ? 'file:///' : NOWHERE);
    const path = hasPath ? uri.path : `${folder.path.replace(/\/$/, '')}/${uri.path}.crm`;
    return folder.with({ path: path.replace(/[^/]*$/, '~$&') });
  }
}
