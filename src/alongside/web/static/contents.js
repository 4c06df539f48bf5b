// The contents of a unit stand open beside the text on a large screen, and closed above it on a small one.
const details = document.querySelector(".contents details");
const large = window.matchMedia("(min-width: 75rem)");
const follow = () => { details.open = large.matches; };
large.addEventListener("change", follow);
follow();
