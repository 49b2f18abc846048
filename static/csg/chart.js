// Draws a page's charts with plotly.js in place of their still pictures, and reads them out month by month.
// Nothing leaves the page: no tool bar, no logo, no sending of charts to anybody's cloud.
const SETTINGS = {
  displayModeBar: false,
  displaylogo: false,
  doubleClick: false,
  responsive: true,
  scrollZoom: false,
  showEditInChartStudio: false,
  showLink: false,
  showSendToCloud: false,
};
const NARROW = 640;

function fitted(layout, width) {
  // On a narrow screen fewer months are named, and words are a little smaller.
  if (width >= NARROW || !layout.xaxis.tickvals) return layout;
  const kept = (all) => all && all.filter((_, place) => place % 3 === 0);
  const xaxis = { ...layout.xaxis, tickvals: kept(layout.xaxis.tickvals), ticktext: kept(layout.xaxis.ticktext) };
  return { ...layout, xaxis, font: { ...layout.font, size: 12 } };
}

function read(figure, live, spec) {
  const reader = figure.querySelector(".csg-chart__reader");
  if (!reader) return;
  const slider = reader.querySelector("input");
  const said = reader.querySelector("output");
  const curve = spec.data.findIndex((trace) => trace.meta === "read");
  const show = () => {
    const place = Number(slider.value) - 1;
    said.textContent = spec.readings[place];
    slider.setAttribute("aria-valuetext", spec.readings[place]);
    Plotly.Fx.hover(live, [{ curveNumber: curve, pointNumber: place }]);
  };
  slider.addEventListener("input", show);
  slider.addEventListener("blur", () => Plotly.Fx.unhover(live));
  said.textContent = spec.readings[slider.value - 1];
  slider.setAttribute("aria-valuetext", said.textContent);
  reader.hidden = false;
}

async function draw(figure) {
  const spec = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
  const live = figure.querySelector(".csg-chart__live");
  const still = figure.querySelector(".csg-chart__still");
  const width = still.clientWidth;
  live.hidden = false;
  if (spec.layout.height) live.style.height = `${spec.layout.height}px`;
  await Plotly.newPlot(live, spec.data, fitted(spec.layout, width), SETTINGS);
  figure.classList.add("csg-chart--live");
  read(figure, live, spec);
}

if (window.Plotly) for (const figure of document.querySelectorAll("[data-chart]")) await draw(figure);
