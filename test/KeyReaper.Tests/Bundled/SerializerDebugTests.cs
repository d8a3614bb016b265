using Amazon.Lambda.Serialization.SystemTextJson;

namespace KeyReaper.Tests.Bundled;

[Collection(ProcessWide.Name)]
public class SerializerDebugTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData(null, false)]
    public void The_JSON_is_printed_when_the_environment_asks_for_it(string? value, bool printed)
    {
        var console = Console.Out;
        using var written = new StringWriter();
        using var variables = new Variables { ["LAMBDA_NET_SERIALIZER_DEBUG"] = value };
        Console.SetOut(written);

        var serializer = new DefaultLambdaJsonSerializer();
        SerializerTests.Read<Sample>(serializer, """{"AccountId":"of the event"}""");
        SerializerTests.Written(serializer, new Sample { AccountId = "of the response" });
        Console.SetOut(console);

        written.ToString().Contains("of the event", StringComparison.Ordinal).ShouldBe(printed);
        written.ToString().Contains("of the response", StringComparison.Ordinal).ShouldBe(printed);
    }
}
