// Evaluates JSONata. In: a line {"keep": <number>, "value"} for a value that later lines only name; {"forget": true} for all of them; or {"expression", "bindings", "kept"}, where "kept" says
// which of those values go where: [["states", "input"], <number>]. Out, for each expression: a line {"value"}, {} for nothing, or {"error"}.
const jsonata = require("jsonata");
const [known, kept] = [new Map(), new Map()];

require("readline").createInterface({ input: process.stdin }).on("line", async (line) => {
  const request = JSON.parse(line);
  if (request.forget) return kept.clear();
  if (request.keep) return kept.set(request.keep, request.value);

  const { expression, bindings } = request;
  for (const [path, number] of request.kept) {
    const name = path.pop();
    path.reduce((within, part) => within[part], bindings)[name] = kept.get(number);
  }

  let answer;
  try {
    if (!known.has(expression)) known.set(expression, jsonata(expression));
    answer = { value: await known.get(expression).evaluate(undefined, bindings) };
  } catch (error) {
    answer = { error: error.message };
  }
  console.log(JSON.stringify(answer));
});
