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
const wide = matchMedia("(min-width: 40em)");

function fit(live, { tickvals, ticktext }) {
  // On a narrow screen every third month is named of those that are on a wide one.
  const kept = (all) => (all && !wide.matches ? all.filter((_, place) => place % 3 === 0) : all);
  const named = { "xaxis.tickvals": kept(tickvals), "font.size": wide.matches ? 14 : 12 };
  if (ticktext) named["xaxis.ticktext"] = kept(ticktext);
  return Plotly.relayout(live, named);
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
  live.hidden = false;
  if (spec.layout.height) live.style.height = `${spec.layout.height}px`;
  const { tickvals, ticktext } = spec.layout.xaxis;
  await Plotly.newPlot(live, spec.data, spec.layout, SETTINGS);
  if (!wide.matches) await fit(live, { tickvals, ticktext });
  wide.addEventListener("change", () => fit(live, { tickvals, ticktext }));
  figure.classList.add("csg-chart--live");
  read(figure, live, spec);
}

if (window.Plotly) for (const figure of document.querySelectorAll("[data-chart]")) await draw(figure);
