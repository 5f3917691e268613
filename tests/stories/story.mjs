// A story has a name and a teller. Files of stories are read for what they register here.

export const stories = [];

/**
 * `shop` is how the bridge is started; null for a story that starts its own.
 * The teller gets the merchant, the gateway's own view, and the shop they belong to.
 */
export function story(name, shop, teller) {
  stories.push({ name, shop, teller });
}
