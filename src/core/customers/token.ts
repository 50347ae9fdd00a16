/**
 * What stands for an erased customer where other people's rows named them: it leads nowhere, is the same wherever they were named, and two
 * who were erased have two, so that counts stay as they were.
 * @param number the customer's number, of which nobody can make their key
 */
export const tokenOf = (number: string): string => `erased-${number}`
