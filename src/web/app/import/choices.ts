import type { Words } from '#core/words/words.ts'

/** The words in which a choice of a closed list is said to people. @param place as `rating.question` */
export const choiceName = (words: Words, place: string, choice: string): string =>
  words.say(place === 'rating.question' ? `question.${choice}` : place === 'felt.feelings' ? `feeling.${choice}` : `bring.choice.${choice}`)
