/** The little of the ustar format that a data directory needs: plain files and folders with names below 100 bytes. */
export interface TarEntry {
  readonly path: string;
  readonly size: number;
  readonly folder: boolean;
}

const blockBytes = 512;
export const tarEnd: Buffer = Buffer.alloc(2 * blockBytes);
export const tarPadding = (size: number): Buffer => Buffer.alloc((blockBytes - (size % blockBytes)) % blockBytes);

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;

export const tarHeader = ({ path, size, folder }: TarEntry): Buffer => {
  const name = Buffer.from(path);
  if (name.length >= 100) throw new RangeError(`path too long for a backup: ${path}`);
  const block = Buffer.alloc(blockBytes);
  name.copy(block, 0);
  block.write(octal(folder ? 0o700 : 0o600, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136);
  block.write(' '.repeat(8), 148);
  block.write(folder ? '5' : '0', 156);
  block.write('ustar\x0000', 257);
  block.write(`${octal(checksum(block), 6)} `, 148);
  return block;
};

/** Reads a header block; null for the zero block that ends an archive. Throws RangeError when the block is no header. */
export const readTarHeader = (block: Buffer): TarEntry | null => {
  if (block.every((byte) => byte === 0)) return null;
  const stored = parseInt(text(block, 148, 8), 8);
  const blank = Buffer.from(block);
  blank.fill(' ', 148, 156);
  if (checksum(blank) !== stored) throw new RangeError('not a tar header');
  return { path: text(block, 0, 100), size: parseInt(text(block, 124, 12), 8), folder: block[156] === 0x35 };
};

const checksum = (block: Buffer): number => block.reduce((sum, byte) => sum + byte, 0);
const text = (block: Buffer, from: number, length: number): string =>
  block.toString('utf8', from, from + length).split('\0', 1)[0] ?? '';
