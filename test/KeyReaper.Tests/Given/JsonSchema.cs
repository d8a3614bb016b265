using KeyReaper.Tests.Deployment;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Schema;

namespace KeyReaper.Tests.Given;

/// <summary>A schema of the repository. The validator does 1,000 validations an hour: one for each kind of report, never one for each key.</summary>
internal sealed class JsonSchema(string file)
{
    private readonly JSchema schema = JSchema.Parse(Repository.Read(file));

    public IEnumerable<string> Problems(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None }; // formats are the schema's to check
        JToken.Load(reader).IsValid(schema, out IList<ValidationError> errors);
        return errors.SelectMany(Flat).Select(error => $"{error.Path}: {error.Message}");

        static IEnumerable<ValidationError> Flat(ValidationError error) => error.ChildErrors.SelectMany(Flat).Prepend(error);
    }
}
