"use strict";
const part = (id) => document.getElementById(id);
const events = new EventSource("/events");
let over = false;

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
  over = true;
  events.close();
  say(event.data);
});
events.onerror = () => {
  if (!over) say("The training does not answer: it has ended, or its machine is out of reach");
};
