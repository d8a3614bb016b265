using KeyReaper.Tests.Deployment;

namespace KeyReaper.Tests.Organization;

/// <summary>Examples of the JSON that the state machine and the functions exchange.</summary>
internal static class Contract
{
    /// <param name="name">Such as <c>digest-answer</c>.</param>
    public static string Text(string name) => Repository.Read($"test/KeyReaper.Tests/Organization/Contracts/{name}.json");
}
