/** Topics, channels and the like are keys of other systems, as `late_delivery`; people write them with spaces. What already is a sentence stays as it is. */
export const plain = (key: string): string => (/\s/.test(key) ? key : key.replaceAll('_', ' '))
