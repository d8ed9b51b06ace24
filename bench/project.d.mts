/** The files of a project of about `count` files of 200 lines. */
export declare function benchProject(count: number): { readonly path: string; readonly text: string }[];
