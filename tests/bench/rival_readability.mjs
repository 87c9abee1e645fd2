// Run alone, with the folder of text-readability: texts on standard input, seconds on standard output.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: readability } = await import(
  pathToFileURL(`${process.argv[2]}/node_modules/text-readability/main.js`).href
);
const names = [
  "fleschReadingEase", "fleschKincaidGrade", "smogIndex", "colemanLiauIndex", "automatedReadabilityIndex",
  "gunningFog", "daleChallReadabilityScore", "linsearWriteFormula", "lix", "rix",
];
const judge = (text) => names.map((name) => readability[name](text));
const told = {};
for (const [length, texts] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  judge(texts[0]);
  const rounds = [0, 1, 2].map(() => {
    const began = performance.now();
    texts.forEach(judge);
    return (performance.now() - began) / 1000;
  });
  told[length] = rounds.sort((a, b) => a - b)[1];
}
console.log(JSON.stringify(told));
