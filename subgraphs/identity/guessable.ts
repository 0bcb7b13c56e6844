// What is tried first: passwords made of little more than common passwords, words near their owner, repetitions, sequences.

/** What is left of a password that is made of such pieces: fewer than so many characters are tried through. */
const enough = 8;
/** What one piece adds: a word of a list of thousands is worth about as much as two characters drawn by chance. */
const piece = 2;
const shortestPiece = 3;
const longestPiece = 40;
/** As much of a password as is looked at: what is strong so far does not become weak. */
const looked = 100;

/** Of this house and its trade, in both of its languages. */
const ours = [
  "andamento astrea aurum acesso cliente portal processo processos advogado advogada advocacia advogados escritorio",
  "justica direito minha nossa senha senhas secreta segura forte nova entrar access client lawyer password secret",
].flatMap((words) => words.split(" "));

const rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "qazwsxedcrfvtgbyhnujm"];

let common: Promise<ReadonlySet<string>> | undefined;

/** Whether a password would be among the first that are tried. */
export async function isGuessable(password: string, near: readonly string[]): Promise<boolean> {
  // Some 50,000 words: read when somebody first sets a password, and not at the start.
  common ??= import("@zxcvbn-ts/language-common").then(
    ({ dictionary }) => new Set<string>(dictionary["passwords-common"] as Iterable<string>),
  );
  const words = new Set([...ours, ...near.flatMap(wordsIn)]);
  const known = await common;
  const isKnown = (word: string) => words.has(word) || known.has(word) || /^(19|20)\d\d$/.test(word);
  const plain = folded(password);
  const spellings = [plain, withoutSigns(plain), plain.replace(/[\s\p{P}]+(?=.)/gu, "")];
  return spellings.some((spelling) => worth(spelling, isKnown) < enough);
}

/** Without capitals and accents. */
const folded = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const signs: Readonly<Record<string, string>> = { "@": "a", "4": "a", "3": "e", "0": "o", $: "s", "!": "i" };

/** With letters where digits and signs stand for them, beside other letters. */
const withoutSigns = (text: string): string =>
  text.replace(/(?<=\p{L})[@430$!]|[@430$!](?=\p{L})/gu, (sign) => signs[sign] ?? sign);

function wordsIn(text: string): string[] {
  const words = folded(text).split(/[^\p{L}\p{N}]+/u);
  return [...words, words.join("")].filter((word) => word.length >= shortestPiece);
}

/** The fewest characters that a password comes down to, whichever way it is cut into pieces. */
function worth(text: string, isKnown: (word: string) => boolean): number {
  const letters = [...text].slice(0, looked);
  const least = [0];
  for (let end = 1; end <= letters.length; end += 1) {
    const separates = /[\s\p{P}]/u.test(letters[end - 1] as string);
    let best = (least[end - 1] as number) + (separates ? 0.5 : 1);
    for (let start = end - shortestPiece; start >= Math.max(0, end - longestPiece); start -= 1) {
      const before = least[start] as number;
      if (before + 1 >= best) continue;
      const part = letters.slice(start, end);
      if (text.indexOf(part.join("")) < letters.slice(0, start).join("").length) best = Math.min(best, before + 1);
      else if (before + piece < best && (isKnown(part.join("")) || runs(part))) best = before + piece;
    }
    least[end] = best;
  }
  return least[letters.length] as number;
}

/** One character again and again, or characters that follow each other: in the alphabet, among the digits, on the keyboard. */
function runs(letters: readonly string[]): boolean {
  const text = letters.join("");
  if (rows.some((row) => row.includes(text) || [...row].reverse().join("").includes(text))) return true;
  const steps = letters.slice(1).map((letter, at) => (letter.codePointAt(0) ?? 0) - (letters[at]?.codePointAt(0) ?? 0));
  // After 9 comes 0.
  return [0, 1, -1].some((step) => steps.every((one) => one === step || (step !== 0 && one === -9 * step)));
}
