using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace KeyReaper.Tests.Bundled;

public class SerializerTests
{
    public static TheoryData<Type> AllKinds =>
        [typeof(DefaultLambdaJsonSerializer), typeof(CamelCaseLambdaJsonSerializer), typeof(SourceGeneratorLambdaJsonSerializer<SampleContext>)];

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Names_are_read_in_any_case(Type kind)
    {
        var read = Read<Sample>(Of(kind), """{"dryrun":true,"ACCOUNTID":"1","x-amz-id-2":"two","x-amz-request-id":"r","unknown":[1]}""");

        read.ShouldBe(new Sample { DryRun = true, AccountId = "1", XAmzId2 = "two", XAmzRequestId = "r" });
    }

    [Theory]
    [InlineData(typeof(DefaultLambdaJsonSerializer), """{"DryRun":true,"x-amz-id-2":"<ü>&'"}""")]
    [InlineData(typeof(CamelCaseLambdaJsonSerializer), """{"dryRun":true,"x-amz-id-2":"<ü>&'"}""")]
    [InlineData(typeof(SourceGeneratorLambdaJsonSerializer<SampleContext>), """{"DryRun":true,"x-amz-id-2":"<ü>&'"}""")]
    public void Null_members_are_left_out_and_text_is_not_escaped_more_than_needed(Type kind, string json) =>
        Written(Of(kind), new Sample { DryRun = true, XAmzId2 = "<ü>&'" }).ShouldBe(json);

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void What_cannot_be_read_is_one_exception_that_names_the_type(Type kind)
    {
        foreach (var json in (string[])["", "{", "[]", """{"DryRun":"maybe"}"""])
        {
            var problem = Should.Throw<JsonSerializerException>(() => Read<Sample>(Of(kind), json));

            problem.Message.ShouldContain(typeof(Sample).FullName!);
            problem.InnerException.ShouldNotBeNull();
        }
    }

    [Theory]
    [InlineData(typeof(DefaultLambdaJsonSerializer))]
    [InlineData(typeof(CamelCaseLambdaJsonSerializer))]
    public void What_cannot_be_written_is_one_exception_that_names_the_type(Type kind)
    {
        using var stream = new MemoryStream();

        Should.Throw<JsonSerializerException>(() => Of(kind).Serialize(new Unwritable(), stream)).Message.ShouldContain(typeof(Unwritable).FullName!);
    }

    [Fact]
    public void A_type_that_the_generated_context_does_not_know_is_named()
    {
        var serializer = Of(typeof(SourceGeneratorLambdaJsonSerializer<SampleContext>));
        using var stream = new MemoryStream();

        Should.Throw<JsonSerializerException>(() => serializer.Serialize(TimeSpan.Zero, stream)).Message.ShouldContain("System.TimeSpan");
        Should.Throw<JsonSerializerException>(() => Read<TimeSpan>(serializer, "{}")).Message.ShouldContain("System.TimeSpan");
    }

    [Fact]
    public void A_context_that_no_generator_completed_is_refused() =>
        Should.Throw<ApplicationException>(() => new SourceGeneratorLambdaJsonSerializer<HandmadeContext>());

    [Fact]
    public void A_customizer_changes_how_values_are_written()
    {
        Written(new DefaultLambdaJsonSerializer(options => options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault), new Sample())
            .ShouldBe("{}");
        Written(new SourceGeneratorLambdaJsonSerializer<SampleContext>(options => options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower), new Sample())
            .ShouldBe("""{"dry_run":false}""");
        JsonWriterOptions? shown = null;
        Written(new DefaultLambdaJsonSerializer(_ => { }, options => shown = options), new Sample()).ShouldBe("""{"DryRun":false}""");
        shown.ShouldNotBeNull().Encoder.ShouldBe(System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
    }

    [Fact]
    public void The_stream_stays_open_and_is_read_to_its_end()
    {
        var serializer = new DefaultLambdaJsonSerializer();
        using var stream = new MemoryStream();

        serializer.Serialize("text", stream);
        stream.Position = 0;

        serializer.Deserialize<string>(stream).ShouldBe("text");
        stream.CanRead.ShouldBeTrue();
    }

    internal static ILambdaSerializer Of(Type kind) => (ILambdaSerializer)Activator.CreateInstance(kind)!;

    internal static T Read<T>(ILambdaSerializer serializer, string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return serializer.Deserialize<T>(stream);
    }

    internal static string Written<T>(ILambdaSerializer serializer, T value)
    {
        using var stream = new MemoryStream();
        serializer.Serialize(value, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed class Unwritable
    {
        public string Before { get; } = "written already";

        public string After => throw new InvalidOperationException(Before);
    }

    [SuppressMessage("Performance", "CA1812", Justification = "A type argument only: it cannot be made.")]
    private sealed class HandmadeContext() : JsonSerializerContext(null)
    {
        protected override JsonSerializerOptions? GeneratedSerializerOptions => null;

        public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null;
    }
}

internal sealed record Sample
{
    public bool DryRun { get; init; }

    public string? AccountId { get; init; }

    public string? XAmzId2 { get; init; }

    public string? XAmzRequestId { get; init; }
}

[JsonSerializable(typeof(Sample))]
[JsonSerializable(typeof(Values))]
internal sealed partial class SampleContext : JsonSerializerContext;
