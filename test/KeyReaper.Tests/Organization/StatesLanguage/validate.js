// Reads a definition in the Amazon States Language, and prints a line for each complaint of AWS's language service.
const { getLanguageService, TextDocument } = require("amazon-states-language-service");
const text = require("fs").readFileSync(0, "utf8");

const service = getLanguageService({});
const document = TextDocument.create("definition.asl.json", "asl", 1, text);
service.doValidation(document, service.parseJSONDocument(document)).then((complaints) => {
  for (const { message, range } of complaints) console.log(`${text.split("\n")[range.start.line].trim()}: ${message}`);
});
