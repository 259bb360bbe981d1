// The report stands in the page at its full height, so that there is one thing to scroll.
function fit(frame) {
  const parts = [...(frame.contentDocument?.body?.children ?? [])];
  const bottom = Math.max(0, ...parts.map((part) => part.getBoundingClientRect().bottom));
  if (!bottom) return;
  frame.height = Math.ceil(bottom);
  frame.classList.add("whole");
}

function watch(root) {
  for (const frame of root.querySelectorAll("iframe.report")) {
    frame.addEventListener("load", () => fit(frame));
    if (frame.contentDocument?.readyState === "complete") fit(frame);
    new ResizeObserver(() => fit(frame)).observe(frame.parentElement);
  }
}

watch(document);
new MutationObserver(() => watch(document)).observe(document.getElementById("content"), { childList: true });
