using System.Reflection;
using Amazon.IdentityManagement;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.TestUtilities;
using Amazon.SimpleNotificationService;
using KeyReaper.Tests.Deployment;

namespace KeyReaper.Tests.Bundled;

/// <summary>The five AWS packages, official or bundled: whichever these tests were built with.</summary>
internal static class AwsPackages
{
    /// <summary>The key that AWS signs its assemblies with. The bundled ones are not signed.</summary>
    private const string OfficialKey = "885c28607f98e604";

    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        typeof(ILambdaContext).Assembly, typeof(DefaultLambdaJsonSerializer).Assembly, typeof(TestLambdaContext).Assembly,
        typeof(AmazonIdentityManagementServiceClient).Assembly, typeof(AmazonSimpleNotificationServiceClient).Assembly,
    ];

    public static bool AreOfficial => Assemblies.All(assembly => Convert.ToHexStringLower(assembly.GetName().GetPublicKeyToken() ?? []) == OfficialKey);

    /// <summary>The public types of the official assembly of that name, and which of them the bundled one has in C#. Of the others it only has the names.</summary>
    public static IEnumerable<(string Name, bool Written)> NamesOf(Assembly assembly) =>
        from line in File.ReadLines(Repository.PathOf($"src/Bundled/names/{assembly.GetName().Name}.txt"))
        let parts = line.Split(' ')
        select (parts[0], parts is [_, "*"]);
}
