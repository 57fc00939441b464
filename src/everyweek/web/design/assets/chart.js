// Draws a chart that a person can question, over the picture the server has already put on the page.
// Only the parts of vega that our own specifications use are bundled; expressions are interpreted, never compiled,
// so the Content-Security-Policy needs no unsafe-eval.
import { transforms } from "vega-dataflow";
import * as encode from "vega-encode";
import { parse } from "vega-parser";
import * as data from "vega-transforms";
import { View } from "vega-view";
import * as marks from "vega-view-transforms";
import { expressionInterpreter } from "vega-interpreter";
import { showPoint, tooltipFor } from "./tooltip.js";

Object.assign(transforms, data, marks, encode);

const widthOf = (element) => Math.max(260, Math.floor(element.clientWidth));

async function draw(figure) {
  const live = figure.querySelector("[data-chart-live]");
  const narrow = window.matchMedia("(max-width: 640px)").matches;
  const response = await fetch(narrow ? figure.dataset.chartNarrow : figure.dataset.chart);
  if (!response.ok) return;
  const specification = await response.json();
  live.hidden = false;
  const drawing = live.appendChild(document.createElement("div")); // vega empties what it draws in
  const tooltip = tooltipFor(live);
  const view = new View(parse(specification, null, { ast: true }), {
    expr: expressionInterpreter,
    renderer: "svg",
    container: drawing,
    hover: true,
    tooltip: (handler, event, item, value) => tooltip.show(event, value),
  });
  view.width(widthOf(live));
  await view.runAsync();
  for (const picture of figure.querySelectorAll("[data-chart-picture]")) picture.remove();
  live.querySelector("svg")?.setAttribute("aria-hidden", "true");
  figure.dataset.chartDrawn = "true";
  new ResizeObserver(() => view.width(widthOf(live)).runAsync()).observe(live);
  showPoint(live, tooltip, view);
}

for (const figure of document.querySelectorAll("[data-chart]")) draw(figure);
