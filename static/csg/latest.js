// A table too wide for the screen opens at its latest month, which stands at its end.
for (const frame of document.querySelectorAll(".csg-scroll--latest")) frame.scrollLeft = frame.scrollWidth;
