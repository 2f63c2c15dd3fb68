// Only comfort: without it every <details> still opens by hand.
for (const button of document.querySelectorAll("[data-expand]")) {
	button.hidden = false;
	button.addEventListener("click", () => {
		for (const unit of document.querySelectorAll(".units details")) unit.open = button.dataset.expand === "yes";
	});
}
