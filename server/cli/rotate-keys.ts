import type { Session } from './session.ts';

/** Another key for the tokens of installed apps; everything sealed so far is sealed with it. */
export async function rotateKeys({ product, terminal, sentences }: Session): Promise<void> {
  const count = await product.rotateKeys();
  await product.stored.stores.audit.append({ subject: 'product', action: 'keys_rotated', object: 'token keys' });
  terminal.print(sentences.cli.sentence('keysRotated', { count }));
}
