/** Written at build time from the analyzers' own schemas; see dev/build/input-schemas.ts. */
declare module 'unstuck:inputs' {
  export const inputs: Record<import('./fields.ts').FormKind, import('./fields.ts').ObjectSchema>;
}
