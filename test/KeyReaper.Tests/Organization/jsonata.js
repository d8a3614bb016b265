// Evaluates JSONata. In: a line {"keep": <number>, "value"} for a value that later lines only name; {"forget": true} for all of them; or {"expression", "bindings"}, each binding
// {"path": ["states", "input"], "value"} or, with a value kept before, {"path", "kept": <number>}. Out, for each expression: a line {"value"}, {} for nothing, or {"error"}.
const jsonata = require("jsonata");
const [known, kept] = [new Map(), new Map()];

function variables(bindings) {
  const all = {};
  for (const { path, value, kept: number } of bindings) {
    const within = path.slice(0, -1).reduce((parent, part) => (parent[part] ??= {}), all);
    within[path.at(-1)] = number ? kept.get(number) : value;
  }
  return all;
}

require("readline").createInterface({ input: process.stdin }).on("line", async (line) => {
  const request = JSON.parse(line);
  if (request.forget) return kept.clear();
  if (request.keep) return kept.set(request.keep, request.value);

  const { expression, bindings } = request;
  let answer;
  try {
    if (!known.has(expression)) known.set(expression, jsonata(expression));
    answer = { value: await known.get(expression).evaluate(undefined, variables(bindings)) };
  } catch (error) {
    answer = { error: error.message };
  }
  console.log(JSON.stringify(answer));
});
