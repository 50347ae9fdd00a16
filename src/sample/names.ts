/** Names by culture. A name is written as its bearer writes it; `|` parts it from its Latin form where they differ. */
export type Culture = 'et' | 'fi' | 'sv' | 'nb' | 'en' | 'ja' | 'zh'

interface Names {
  readonly given: readonly string[]
  readonly family: readonly string[]
}

const words = (text: string): string[] => text.split(' ')

const NAMES: Readonly<Record<Culture, Names>> = {
  et: {
    given: words('Mari Kadri Liis Anneli Tiina Piret Kristiina Maarja Ülle Katrin Helena Triin Jaan Toomas Rein Andres Margus Kaarel Priit Siim Urmas Martin Taavi Õie'),
    family: words('Tamm Saar Sepp Mägi Kask Kukk Rebane Ilves Pärn Koppel Luik Oja Raudsepp Kuusk Vaher Põder Kivi Lepik Mets Kallas Jõgi Õunapuu'),
  },
  fi: {
    given: words('Aino Kaisa Liisa Päivi Sanna Johanna Outi Riikka Anu Mikko Juha Antti Jukka Timo Ville Eero Olli Kari'),
    family: words('Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen Lehtonen Saarinen Salminen Lindqvist Nyman'),
  },
  sv: {
    given: words('Anna Eva Karin Lena Åsa Ingrid Elin Maja Sofia Birgitta Linnea Ebba Erik Lars Anders Johan Per Nils Gustav Oskar Axel Björn Håkan'),
    family: words('Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Lindberg Bergström Sjöberg Lundgren Holm Åkesson Öberg Ek Wallin'),
  },
  nb: {
    given: words('Ingrid Anne Kari Marit Silje Astrid Hanne Solveig Tonje Ragnhild Liv Åse Ola Lars Knut Bjørn Øyvind Håvard Eirik Sindre Magnus Torbjørn Geir'),
    family: words('Hansen Johansen Olsen Larsen Andersen Nilsen Berg Haugen Hagen Solberg Bakken Lie Strand Moen Dahl Iversen Ødegård Bråthen Nygård Sæther'),
  },
  en: {
    given: words('Emma Sarah Claire Hannah Olivia Grace Fiona Priya Megan Alice Rachel James Tom Daniel Oliver Adam George Ben Callum Rory Samuel'),
    family: words('Smith Taylor Brown Wilson Walker Clarke Hughes Murphy Campbell Patel Bennett Fraser Reid Hall Morgan Ellis Byrne Novak Costa'),
  },
  ja: {
    given: words('美咲|Misaki 陽子|Yoko 由美|Yumi 恵子|Keiko 直美|Naomi さくら|Sakura 彩|Aya 真由|Mayu 健太|Kenta 大輔|Daisuke 誠|Makoto 翔太|Shota 浩|Hiroshi 拓也|Takuya'),
    family: words('佐藤|Sato 鈴木|Suzuki 高橋|Takahashi 田中|Tanaka 伊藤|Ito 渡辺|Watanabe 山本|Yamamoto 中村|Nakamura 小林|Kobayashi 加藤|Kato 吉田|Yoshida 松本|Matsumoto 森|Mori'),
  },
  zh: {
    given: words('芳|Fang 娜|Na 敏|Min 静|Jing 丽华|Lihua 秀英|Xiuying 晓燕|Xiaoyan 雨桐|Yutong 伟|Wei 强|Qiang 磊|Lei 志明|Zhiming 建国|Jianguo 浩然|Haoran'),
    family: words('王|Wang 李|Li 张|Zhang 刘|Liu 陈|Chen 杨|Yang 黄|Huang 赵|Zhao 吴|Wu 周|Zhou 徐|Xu 孙|Sun 林|Lin'),
  },
}

/** A name and its Latin form, from two numbers in [0, 1). Japanese and Chinese names have the family name first. */
export function nameOf(culture: Culture, u: number, v: number): { readonly name: string; readonly latin: string } {
  const { given, family } = NAMES[culture]
  const [first = '', firstLatin = first] = (given[Math.floor(u * given.length)] as string).split('|')
  const [last = '', lastLatin = last] = (family[Math.floor(v * family.length)] as string).split('|')
  const name = culture === 'zh' ? last + first : culture === 'ja' ? `${last} ${first}` : `${first} ${last}`
  return { name, latin: `${firstLatin}.${lastLatin}` }
}

const PLAIN: Readonly<Record<string, string>> = { ä: 'a', å: 'a', æ: 'ae', ö: 'o', õ: 'o', ø: 'o', ü: 'u' }

/** An address that reaches nobody (RFC 2606). */
export const emailOf = (latin: string, n: number): string => `${latin.toLowerCase().replace(/[^a-z.]/g, (c) => PLAIN[c] ?? '')}.${n}@example.org`
