"use strict";
const part = (id) => document.getElementById(id);
const model = document.querySelector("main").dataset;
const MOST_BARS = 10;
const PATIENCE = 400; // milliseconds before a person is told to wait
const percent = (probability) => `${(100 * probability).toFixed(1)}%`;

// What went wrong, in words for the person.
class Problem extends Error {}

let newest = new AbortController();

// Sends something to the server. What was overtaken by a newer attempt throws, and nobody hears of it.
async function ask(action, body, type, signal) {
  const headers = { "Content-Type": type };
  const response = await fetch(model.base + action, { method: "POST", headers, body, signal }).catch(() => {
    throw new Problem("The server does not answer. Is it still running?");
  });
  const answer = await response.json().catch(() => ({}));
  signal.throwIfAborted();
  if (response.ok) return answer;
  throw new Problem(said(response.status, answer.error));
}

function said(status, error) {
  if (status === 503 || status === 429) return "The server is busy. Try again in a moment.";
  return typeof error === "string" ? error : `The server cannot do this (it says ${status}).`;
}

// Does some work in place of what was begun before.
async function attempt(work) {
  newest.abort();
  const mine = (newest = new AbortController());
  part("answer").setAttribute("aria-busy", "true");
  const slow = setTimeout(() => (part("waiting").textContent = "Waiting for the network…"), PATIENCE);
  try {
    await work(mine.signal);
    if (!mine.signal.aborted) part("problem").textContent = "";
  } catch (problem) {
    if (mine.signal.aborted) return;
    part("answer").hidden = true;
    part("problem").textContent = problem instanceof Problem ? problem.message : "This page has failed. Load it again.";
    if (!(problem instanceof Problem)) throw problem;
  } finally {
    clearTimeout(slow);
    if (mine === newest) {
      part("answer").removeAttribute("aria-busy");
      part("waiting").textContent = "";
    }
  }
}

const element = (name, className, text) => {
  const made = document.createElement(name);
  made.className = className;
  if (text) made.textContent = text;
  return made;
};

function bar(prediction) {
  const row = document.createElement("li");
  const filled = document.createElement("span");
  filled.style.width = percent(prediction.probability);
  const whole = element("span", "bar");
  whole.append(filled);
  row.append(element("span", "name", prediction.class), whole, element("span", "number", percent(prediction.probability)));
  return row;
}

// The class, whether it can be trusted, and the probabilities.
function show(answer) {
  const sorted = [...answer.predictions].sort((a, b) => b.probability - a.probability);
  const best = sorted[0];
  part("answer").hidden = false;
  part("verdict").textContent = `${best.class}, ${percent(best.probability)}`;
  part("unlike").textContent =
    answer.familiar === false
      ? "This is unlike what the network was trained on: it is less sure than of nearly all its right answers in the test. Do not rely on it."
      : "";
  if (part("balance")) return balance(answer.predictions);
  part("bars").replaceChildren(...sorted.slice(0, MOST_BARS).map(bar));
  const more = sorted.length - MOST_BARS;
  part("more").textContent = more > 0 ? `and ${more} more classes, all less probable` : "";
}

// Two classes: one bar, as long as the text is read as the one or the other.
function balance(predictions) {
  const sides = [model.against, model.for].map((name) => predictions.find((p) => p.class === name));
  const texts = sides.map((side) => `${side.class} ${percent(side.probability)}`);
  part("balance").firstElementChild.style.width = percent(sides[0].probability);
  part("balance").setAttribute("aria-label", texts.join(", "));
  [...part("sides").children].forEach((side, i) => (side.textContent = texts[i]));
}

part("tools").hidden = false;
