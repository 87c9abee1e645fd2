const api = "http://127.0.0.1:8000/api/v1";

const answer = await fetch(`${api}/articles/how-ketamine-works/sections/introduction?level=plain`);
const section = await answer.json();
if (!answer.ok) {
  // A problem: it says what went wrong, and what there is instead.
  throw new Error(`${section.detail} ${section.available ?? ""}`);
}

// Show all four, wherever you show the text.
console.log(section.title);
console.log(section.html);
console.log(section.disclaimer.text, section.disclaimer.url);
console.log(section.source.attribution, section.links.page);
