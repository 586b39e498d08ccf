const FOR = [0, 114, 178];
const AGAINST = [230, 159, 0];
const CLEAREST = 0.85;
const LEAST_LOSS = 0.02; // of probability: what loses less decides nothing
const REGIONS = [
  ["upper left", "top", "upper right"],
  ["left", "middle", "right"],
  ["lower left", "bottom", "lower right"],
];

function judge(picture) {
  attempt(async (signal) => {
    if (picture.type && !picture.type.startsWith("image/")) throw new Problem("That is not a picture.");
    const type = picture.type || "image/*";
    const answer = await ask("predict", picture, type, signal);
    const explanation = await ask("explain", picture, type, signal);
    URL.revokeObjectURL(part("given").src);
    part("given").src = URL.createObjectURL(picture);
    part("given").parentElement.hidden = false;
    part("seen").src = explanation.seen;
    part("seen").alt = `The picture as the network sees it, taken for ${answer.predictions.reduce((a, b) => (a.probability >= b.probability ? a : b)).class}`;
    draw(explanation.decided);
    show(answer);
    part("answer").scrollIntoView({ block: "nearest" });
  });
}

// Blue where the answer would lose without the pixel, orange where it would gain.
function draw({ width, height, values }) {
  const map = part("map");
  map.width = width;
  map.height = height;
  const pixels = new ImageData(width, height);
  const rows = values.flat();
  const most = rows.reduce((least, value) => Math.max(least, Math.abs(value)), LEAST_LOSS);
  rows.forEach((value, i) => {
    pixels.data.set([...(value > 0 ? FOR : AGAINST), 255 * CLEAREST * Math.abs(value / most)], 4 * i);
  });
  map.getContext("2d").putImageData(pixels, 0, 0);
  const best = rows.indexOf(Math.max(...rows));
  const region = REGIONS[Math.floor((3 * Math.floor(best / width)) / height)][Math.floor((3 * (best % width)) / width)];
  part("map-text").textContent =
    rows[best] < LEAST_LOSS
      ? "No part of the picture decided alone."
      : `The answer rests most on the ${region}. Blue speaks for it, orange against it.`;
}

const pictureIn = (transfer) => [...transfer.files].find((file) => file.type.startsWith("image/")) ?? transfer.files[0];

function take(transfer) {
  const picture = pictureIn(transfer);
  if (picture) return judge(picture);
  attempt(async () => {
    throw new Problem("There was no picture in it. One from another page has to be saved first.");
  });
}

for (const id of ["choose", "photograph"]) {
  part(id).addEventListener("change", () => {
    const picture = part(id).files[0];
    if (picture) judge(picture);
    part(id).value = ""; // so that the same one can be chosen again
  });
}
document.addEventListener("paste", (event) => take(event.clipboardData));
for (const type of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(type, (event) => {
    event.preventDefault();
    part("drop").classList.toggle("over", type === "dragenter" || type === "dragover");
    if (type === "drop") take(event.dataTransfer);
  });
}
for (const example of document.querySelectorAll(".examples button")) {
  example.addEventListener("click", () => {
    const bytes = atob(example.querySelector("img").src.split(",")[1]);
    judge(new Blob([Uint8Array.from(bytes, (c) => c.charCodeAt(0))], { type: "image/png" }));
  });
}
part("show-map").addEventListener("change", ({ target }) => {
  part("frame").classList.toggle("with-map", target.checked);
  part("map-text").hidden = !target.checked;
});
// What the network can read, a browser may not be able to show.
part("given").addEventListener("error", () => (part("given").parentElement.hidden = true));
