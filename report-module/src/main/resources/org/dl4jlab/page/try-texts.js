const PAUSE = 250; // milliseconds without a key
const LEVELS = 4;
const MOST_WORDS = 8;
const text = part("text");
let words = [];
let marked = ""; // the text that the words are in
let waiting;

function style(weight, strongest) {
  const level = Math.round((LEVELS * Math.abs(weight)) / strongest);
  return level === 0 ? "" : (weight > 0 ? "for" : "against") + level;
}

function paint() {
  const strongest = Math.max(...words.map((word) => Math.abs(word.weight)));
  const pieces = [];
  let at = 0;
  for (const word of words) {
    pieces.push(marked.slice(at, word.start), element("mark", style(word.weight, strongest), marked.slice(word.start, word.end)));
    at = word.end;
  }
  part("marks").replaceChildren(...pieces, marked.slice(at), "\n\u200b");
}

// Marks stay on their words while one types before or behind them.
function follow() {
  const now = text.value;
  const shorter = Math.min(now.length, marked.length);
  let same = 0;
  while (same < shorter && now[same] === marked[same]) same++;
  let tail = 0;
  while (tail < shorter - same && now.at(-1 - tail) === marked.at(-1 - tail)) tail++;
  const moved = now.length - marked.length;
  words = words.flatMap((word) => {
    if (word.end <= same) return [word];
    if (word.start < marked.length - tail) return [];
    return [{ ...word, start: word.start + moved, end: word.end + moved }];
  });
  marked = now;
  paint();
}

function told(word) {
  const side = word.weight > 0 ? "for" : "against";
  return `${word.word} (${model[side] ?? side + " it"})`;
}

function judge() {
  const asked = text.value;
  attempt(async (signal) => {
    const answer = asked.trim() ? await ask("predict", asked, "text/plain; charset=utf-8", signal) : null;
    words = (answer?.words ?? []).sort((a, b) => a.start - b.start);
    marked = asked;
    paint();
    const strongest = [...words].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, MOST_WORDS);
    part("decided").textContent = words.length ? `Decided by: ${strongest.map(told).join(", ")}` : "";
    if (answer) show(answer);
    else part("answer").hidden = true;
  });
}

text.addEventListener("input", () => {
  follow();
  clearTimeout(waiting);
  waiting = setTimeout(judge, PAUSE);
});
for (const example of document.querySelectorAll(".examples button")) {
  example.addEventListener("click", () => {
    text.value = example.textContent;
    follow();
    judge();
  });
}
if (text.value) judge(); // what the browser has kept
