using Amazon.IdentityManagement;
using Amazon.Lambda.Serialization.SystemTextJson;
using Shouldly;
using Xunit;

namespace KeyReaper.Tests.Bundled;

public class ConverterTests
{
    public static TheoryData<Type> Kinds => [typeof(DefaultLambdaJsonSerializer), typeof(SourceGeneratorLambdaJsonSerializer<SampleContext>)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Times_are_read_from_text_and_from_unix_seconds_and_milliseconds(Type kind)
    {
        var moment = new DateTime(2026, 11, 22, 6, 0, 0, DateTimeKind.Utc);

        foreach (var json in (string[])["\"2026-11-22T06:00:00Z\"", "1795327200", "1795327200000", "1.7953272e9"])
        {
            var time = SerializerTests.Read<Values>(SerializerTests.Of(kind), $$"""{"Time":{{json}}}""").Time!.Value;

            (time, time.Kind).ShouldBe((moment, DateTimeKind.Utc), json);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Bytes_are_read_from_base64_and_from_numbers(Type kind)
    {
        foreach (var json in (string[])["\"AQL/\"", "[1,2,255]"])
        {
            SerializerTests.Read<Values>(SerializerTests.Of(kind), $$"""{"Bytes":{{json}}}""").Bytes.ShouldBe([1, 2, 255]);
        }

        foreach (var json in (string[])["{}", "true", "[256]", "[\"1\"]", "\"%\"", "[1"])
        {
            Should.Throw<JsonSerializerException>(() => SerializerTests.Read<Values>(SerializerTests.Of(kind), $$"""{"Bytes":{{json}}}"""));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Streams_and_constants_are_text(Type kind)
    {
        var values = SerializerTests.Read<Values>(SerializerTests.Of(kind), """{"Stream":"AQL/","Status":"Inactive"}""");

        values.Stream!.ToArray().ShouldBe([1, 2, 255]);
        values.Status.ShouldBe(StatusType.Inactive);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Null_is_null_for_every_kind_of_value(Type kind)
    {
        var values = SerializerTests.Read<Values>(SerializerTests.Of(kind), """{"Time":null,"Bytes":null,"Stream":null,"Status":null}""");

        (values.Time, values.Bytes, values.Stream, values.Status).ShouldBe((null, null, null, null));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Values_are_written_in_the_forms_that_AWS_uses(Type kind)
    {
        using var stream = new MemoryStream([1, 2, 255]);

        SerializerTests.Written(SerializerTests.Of(kind), new Values
        {
            Time = new DateTime(2026, 11, 22, 6, 0, 0, DateTimeKind.Utc),
            Bytes = [1, 2, 255],
            Stream = stream,
            Status = StatusType.Active,
        }).ShouldBe("""{"Time":"2026-11-22T06:00:00Z","Bytes":[1,2,255],"Stream":"AQL/","Status":"Active"}""");
    }
}

internal sealed class Values
{
    public DateTime? Time { get; init; }

    public byte[]? Bytes { get; init; }

    public MemoryStream? Stream { get; init; }

    public StatusType? Status { get; init; }
}
