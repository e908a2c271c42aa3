import type { BenchLine } from './bench-result.ts';

/** One line a row: name, value, gate, and whether it holds; a gate that does not hold begins with FAILS. */
export function printTable(title: string, lines: readonly BenchLine[]): void {
  const width = Math.max(0, ...lines.map(({ what }) => what.length));
  console.log(`\n${title}`);
  for (const { what, value, gate } of lines) {
    const held = gate === undefined ? '' : `   ${gate.holds ? 'ok' : 'FAILS'}: ${gate.says}`;
    console.log(`  ${what.padEnd(width)}  ${value}${held}`.trimEnd());
  }
}
