using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using KeyReaper.Tests.Deployment;

namespace KeyReaper.Tests.Organization;

/// <summary>The JSONata that Step Functions uses, in a separate process. Needs <c>[InstalledFact("node jsonata")]</c>.</summary>
internal sealed class Jsonata : IDisposable
{
    private readonly Process node = Process.Start(new ProcessStartInfo("node", [Repository.PathOf("test/KeyReaper.Tests/Organization/jsonata.js")])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    /// <returns>The value; as in Step Functions it is an error if there is none.</returns>
    /// <exception cref="StatesException">States.QueryEvaluationError.</exception>
    /// <param name="bindings">A JSON object, without line breaks.</param>
    public JsonNode? Evaluate(string expression, string bindings)
    {
        node.StandardInput.Write($$"""{"expression":{{JsonSerializer.Serialize(expression)}},"bindings":""");
        node.StandardInput.Write(bindings);
        node.StandardInput.WriteLine('}');
        var answer = JsonNode.Parse(node.StandardOutput.ReadLine() ?? throw new InvalidOperationException("node ended"))!.AsObject();
        var isThere = answer.TryGetPropertyValue("value", out var value);
        answer.Remove("value"); // it belongs to nobody then
        return isThere
            ? value
            : throw new StatesException("States.QueryEvaluationError", $"{expression}: {answer["error"]?.ToString() ?? "no value"}");
    }

    public void Dispose()
    {
        node.StandardInput.Close();
        node.WaitForExit();
        node.Dispose();
    }
}

/// <summary>An error that a state machine can retry and catch.</summary>
internal sealed class StatesException(string error, string cause) : Exception($"{error}: {cause}")
{
    public string Error => error;

    public string Cause => cause;
}
