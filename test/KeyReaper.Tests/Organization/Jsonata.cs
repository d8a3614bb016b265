using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using KeyReaper.Tests.Deployment;

namespace KeyReaper.Tests.Organization;

/// <summary>The JSONata that Step Functions uses, in a separate process, which serves one test after the other and ends with this one. Needs <c>[InstalledFact("node jsonata")]</c>.</summary>
internal sealed class Jsonata : IDisposable
{
    // From here on it takes longer to write and read a value than to ask whether the process has it.
    private const int Large = 1000;
    private const int MostKept = 500;

    private static readonly ConcurrentBag<Process> Idle = [];

    private readonly Dictionary<string, int> kept = new(ReferenceEqualityComparer.Instance);

    [SuppressMessage("Usage", "CA2213:Disposable fields should be disposed", Justification = "It goes on to serve the next test.")]
    private readonly Process node = Idle.TryTake(out var idle) ? idle : Process.Start(new ProcessStartInfo("node", [Repository.PathOf("test/KeyReaper.Tests/Organization/jsonata.js")])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    /// <returns>The value; as in Step Functions it is an error if there is none.</returns>
    /// <exception cref="StatesException">States.QueryEvaluationError.</exception>
    /// <param name="bindings">The variables, each a JSON text without line breaks or, one level down, several by name.</param>
    public JsonNode? Evaluate(string expression, IReadOnlyList<(string[] Path, string Json)> bindings)
    {
        if (kept.Count > MostKept) Forget();
        var large = bindings.Where(one => one.Json.Length > Large).Select(one => (one.Path, Number: Keep(one.Json))).ToArray();
        var small = bindings.Where(one => one.Json.Length <= Large).ToLookup(one => one.Path.Length);
        var within = bindings.Where(one => one.Path.Length > 1).Select(one => one.Path[0]).Distinct()
            .Select(name => $"{JsonSerializer.Serialize(name)}:{{{Members(small[2].Where(one => one.Path[0] == name))}}}");

        node.StandardInput.WriteLine($$"""{"expression":{{JsonSerializer.Serialize(expression)}},"bindings":{{{string.Join(',', [.. within, .. small[1].Select(Member)])}}},"kept":{{JsonSerializer.Serialize(large.Select(one => new object[] { one.Path, one.Number }))}}}""");
        var answer = JsonNode.Parse(node.StandardOutput.ReadLine() ?? throw new InvalidOperationException("node ended"))!.AsObject();
        var isThere = answer.TryGetPropertyValue("value", out var value);
        answer.Remove("value"); // it belongs to nobody then
        return isThere
            ? value
            : throw new StatesException("States.QueryEvaluationError", $"{expression}: {answer["error"]?.ToString() ?? "no value"}");
    }

    public void Dispose()
    {
        if (node.HasExited) return;
        Forget();
        Idle.Add(node);
    }

    private static string Members(IEnumerable<(string[] Path, string Json)> bindings) => string.Join(',', bindings.Select(Member));

    private static string Member((string[] Path, string Json) binding) => $"{JsonSerializer.Serialize(binding.Path[^1])}:{binding.Json}";

    private int Keep(string json)
    {
        if (kept.TryGetValue(json, out var number)) return number;

        node.StandardInput.WriteLine($$"""{"keep":{{kept[json] = kept.Count + 1}},"value":{{json}}}""");
        return kept[json];
    }

    private void Forget()
    {
        node.StandardInput.WriteLine("""{"forget":true}""");
        kept.Clear();
    }
}

/// <summary>An error that a state machine can retry and catch.</summary>
internal sealed class StatesException(string error, string cause) : Exception($"{error}: {cause}")
{
    public string Error => error;

    public string Cause => cause;
}
