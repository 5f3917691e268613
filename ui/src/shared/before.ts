/**
 * A text that something follows on the same line. Full-width punctuation brings its own gap; everything else
 * needs a space.
 */
export function before(text: string): string {
  return /[。，、：；！？）】”]$/.test(text) ? text : `${text} `;
}
