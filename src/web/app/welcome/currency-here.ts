/** The currency of the more likely zones: a guess to begin with, which anybody may change. */
const BY_PLACE: readonly (readonly [RegExp, string])[] = [
  [/^Europe\/Oslo$/, 'NOK'], [/^Europe\/Stockholm$/, 'SEK'], [/^Europe\/Copenhagen$/, 'DKK'], [/^Europe\/London$/, 'GBP'], [/^Europe\/Zurich$/, 'CHF'],
  [/^Europe\/Warsaw$/, 'PLN'], [/^Europe\/Prague$/, 'CZK'], [/^Europe\/Budapest$/, 'HUF'], [/^Europe\/Bucharest$/, 'RON'], [/^Atlantic\/Reykjavik$/, 'ISK'],
  [/^Asia\/Tokyo$/, 'JPY'], [/^Asia\/(Shanghai|Urumqi|Chongqing)$/, 'CNY'], [/^Asia\/Hong_Kong$/, 'HKD'], [/^Asia\/Taipei$/, 'TWD'], [/^Asia\/Seoul$/, 'KRW'],
  [/^Asia\/Singapore$/, 'SGD'], [/^Australia\//, 'AUD'], [/^Pacific\/Auckland$/, 'NZD'],
  [/^America\/(Toronto|Vancouver|Edmonton|Winnipeg|Halifax|St_Johns)$/, 'CAD'], [/^America\/(New_York|Chicago|Denver|Los_Angeles|Phoenix|Detroit|Anchorage)$/, 'USD'],
  [/^Europe\/(Tallinn|Riga|Vilnius|Helsinki|Berlin|Paris|Madrid|Rome|Vienna|Amsterdam|Brussels|Dublin|Lisbon|Athens|Luxembourg|Ljubljana|Zagreb|Bratislava)$/, 'EUR'],
]

/** What is most likely paid with in a zone; null where that is anybody's guess. */
export const currencyHere = (zone: string): string | null => BY_PLACE.find(([place]) => place.test(zone))?.[1] ?? null
