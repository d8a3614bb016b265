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
    /// <param name="bindings">Each a JSON text without line breaks, and where it is: a variable, or a part of one.</param>
    public JsonNode? Evaluate(string expression, IReadOnlyList<(string[] Path, string Json)> bindings)
    {
        if (kept.Count > MostKept) Forget();
        string[] given = [.. bindings.Select(one => $$"""{"path":{{JsonSerializer.Serialize(one.Path)}},{{(one.Json.Length > Large ? $"\"kept\":{Keep(one.Json)}" : $"\"value\":{one.Json}")}}}""")];
        node.StandardInput.WriteLine($$"""{"expression":{{JsonSerializer.Serialize(expression)}},"bindings":[{{string.Join(',', given)}}]}""");
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

    private int Keep(string json)
    {
        if (kept.TryGetValue(json, out var number)) return number;

        number = kept.Count + 1;
        node.StandardInput.WriteLine($$"""{"keep":{{number}},"value":{{json}}}""");
        kept.Add(json, number);
        return number;
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
