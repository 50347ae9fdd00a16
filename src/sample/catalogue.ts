import type { Minor } from '#core/units/money.ts'

/** What the chain sells: stock-keeping unit and list price. */
export interface Good {
  readonly sku: string
  readonly price: Minor
}

const goods = (text: string): Good[] =>
  text.trim().split(/\s+/).map((entry) => {
    const [sku = '', price = '0'] = entry.split('=')
    return { sku, price: Number(price) * 100 - 10 }
  })

/** Half the range costs under 25 euros: small things carry a home-goods shop. */
export const CATALOGUE: readonly Good[] = goods(`
  beeswax-candle=9 linen-napkins-4=24 dish-brush-ash=8 tea-towel-herring=12 mug-driftwood=14 mug-harbour=14 bowl-oat=18 plate-rye=19
  wool-socks=16 soap-juniper=9 soap-sea-buckthorn=9 hand-cream-hay=13 match-jar=11 butter-knife-juniper=10 chopping-board=32
  apron-striped=34 oven-mitt=15 enamel-pot=59 coffee-dripper=27 teapot-black=44 storm-lantern=49 throw-lambswool=89 throw-cotton=45
  cushion-eider=39 cushion-cover-moss=25 duvet-linen-set=129 pillowcase-linen=29 bath-towel-waffle=28 hand-towel-waffle=15 rug-rag-small=55
  rug-rag-large=119 basket-willow=36 wall-hook-oak=12 mirror-round=79 stool-birch=95 lamp-paper=69 vase-smoke=31 vase-bud=15 print-lighthouse=22
  wrapping-paper=6 greeting-card=4 christmas-star=26 advent-candlestick=38 picnic-blanket=42 hammock=85 garden-twine=7 seed-tin=13 watering-can=37
`)
