// Evaluates JSONata: a line {"expression", "bindings"} in, a line {"value"}, {} for nothing, or {"error"} out.
const jsonata = require("jsonata");
const known = new Map();

require("readline").createInterface({ input: process.stdin }).on("line", async (line) => {
  const { expression, bindings } = JSON.parse(line);
  let answer;
  try {
    if (!known.has(expression)) known.set(expression, jsonata(expression));
    answer = { value: await known.get(expression).evaluate(undefined, bindings) };
  } catch (error) {
    answer = { error: error.message };
  }
  console.log(JSON.stringify(answer));
});
