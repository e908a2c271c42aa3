import type { Session } from './session.ts';

/** Another key for the tokens of installed apps; everything sealed so far is sealed with it. */
export async function rotateKeys({ product, terminal, sentences }: Session): Promise<void> {
  terminal.print(sentences.cli.sentence('keysRotated', { count: await product.rotateKeys() }));
}
