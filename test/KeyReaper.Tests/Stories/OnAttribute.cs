using System.Reflection;
using KeyReaper.Tests.Given;
using Xunit.Sdk;

namespace KeyReaper.Tests.Stories;

/// <summary>The theory's row for one ground; skipped, with a message, if the ground needs a command that is not installed.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnAttribute(string ground) : DataAttribute
{
    public string Ground => ground;

    public override string? Skip => ground == Grounds.Moto ? new InstalledFactAttribute(Grounds.Moto).Skip : null;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[ground]];
}
