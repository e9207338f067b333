/** A file written by hand in a way that its form allows and programs seldom choose, and what it says. */
export interface HandMade {
  name: string;
  make: () => Uint8Array | Promise<Uint8Array>;
  told: string[];
  /** By key, each note's paragraphs. */
  notes?: Record<string, string[]>;
}
