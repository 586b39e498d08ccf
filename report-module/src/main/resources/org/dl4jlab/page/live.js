"use strict";
const part = (id) => document.getElementById(id);
const events = new EventSource("events");

// A table that was opened stays open when its figures are replaced.
const replace = (id, html) => {
  const open = part(id).querySelector("details")?.open;
  part(id).innerHTML = html;
  const details = part(id).querySelector("details");
  if (open && details) details.open = true;
};
const say = (text) => {
  if (part("state").textContent !== text) part("state").textContent = text;
};

events.addEventListener("progress", (event) => {
  say("Training");
  replace("progress", event.data);
});
events.addEventListener("epochs", (event) => replace("epochs", event.data));
events.addEventListener("over", (event) => {
  events.close();
  say(event.data);
});
// Not tried again: what answers later is another training, and this page would not fit it.
events.onerror = () => {
  events.close();
  say("The training no longer responds");
};
