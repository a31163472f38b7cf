// @ts-check
// The first letters of how Chinese text is read, so that typing "lw" finds 论文. The browser knows the order of all characters by
// their reading (collation "pinyin"); here stands, for every letter, the first character that is read so.

const first_characters = "阿八嚓哒妸发旮哈讥咔垃妈拿噢妑七呥扨它穵夕丫帀";
const letters = "abcdefghjklmnopqrstwxyz";

/** @type {Intl.Collator | undefined} */
let collator;
/** @type {Map<string, string>} */
const known = new Map();

/** @param {string} character */
function initial(character) {
  if (!/\p{Script=Han}/u.test(character)) return character.toLowerCase();
  collator ??= new Intl.Collator("zh-Hans-CN-u-co-pinyin");
  let letter = character;
  for (let i = 0; i < letters.length && collator.compare(first_characters[i], character) <= 0; ++i) letter = letters[i];
  return letter;
}

/** @param {string} text @returns {string} */
export function initials(text) {
  const found = known.get(text) ?? Array.from(text, initial).join("");
  known.set(text, found); // labels of the catalogue: few, and asked for again with every key
  return found;
}
