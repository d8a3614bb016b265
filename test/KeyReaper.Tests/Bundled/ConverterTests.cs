using Amazon.IdentityManagement;
using Amazon.Lambda.Serialization.SystemTextJson;

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
            (Time(kind, json), Time(kind, json).Kind).ShouldBe((moment, DateTimeKind.Utc), json);
        }

        foreach (var json in (string[])["true", "{}", "\"yesterday\"", "1e999"])
        {
            Should.Throw<JsonSerializerException>(() => Time(kind, json), json);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_whole_number_counts_as_milliseconds_from_157753180801_on(Type kind)
    {
        Time(kind, "157753180800").ShouldBe(new DateTime(6968, 12, 31, 0, 0, 0, DateTimeKind.Utc));
        Time(kind, "157753180801").ShouldBe(new DateTime(1974, 12, 31, 20, 19, 40, 801, DateTimeKind.Utc));
        Time(kind, "157753180800.5").ShouldBe(new DateTime(6968, 12, 31, 0, 0, 0, 500, DateTimeKind.Utc));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Bytes_are_read_from_base64_and_from_numbers(Type kind)
    {
        foreach (var json in (string[])["\"AQL/\"", "[1,2,255]"])
        {
            SerializerTests.Read<Values>(SerializerTests.Of(kind), $$"""{"Bytes":{{json}}}""").Bytes.ShouldBe([1, 2, 255]);
        }

        SerializerTests.Read<Values>(SerializerTests.Of(kind), """{"Bytes":["1",2,true,null,3]}""").Bytes.ShouldBe([2, 3], "what is no number is passed over");
        SerializerTests.Read<Values>(SerializerTests.Of(kind), """{"Bytes":["1"]}""").Bytes.ShouldBe([]);

        foreach (var json in (string[])["{}", "true", "[256]", "[1.5]", "[[1],2]", "\"%\"", "[1"])
        {
            Should.Throw<JsonSerializerException>(() => SerializerTests.Read<Values>(SerializerTests.Of(kind), $$"""{"Bytes":{{json}}}"""));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Streams_and_the_constants_of_three_events_are_text(Type kind)
    {
        var values = SerializerTests.Read<Values>(
            SerializerTests.Of(kind), """{"Stream":"AQL/","Event":"ObjectCreated:Put","Operation":"INSERT","View":"KEYS_ONLY"}""");

        values.Stream!.ToArray().ShouldBe([1, 2, 255]);
        (values.Event!.Value, values.Operation!.Value, values.View!.Value).ShouldBe(("ObjectCreated:Put", "INSERT", "KEYS_ONLY"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Any_other_constant_is_an_object_and_cannot_be_read_from_text(Type kind)
    {
        SerializerTests.Read<Values>(SerializerTests.Of(kind), """{"Status":{"Value":"Inactive"}}""").Status.ShouldBe(StatusType.Inactive);

        Should.Throw<JsonSerializerException>(() => SerializerTests.Read<Values>(SerializerTests.Of(kind), """{"Status":"Inactive"}"""));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Null_is_null_for_every_kind_of_value(Type kind)
    {
        var values = SerializerTests.Read<Values>(SerializerTests.Of(kind), """{"Time":null,"Bytes":null,"Stream":null,"Status":null,"Event":null}""");

        (values.Time, values.Bytes, values.Stream, values.Status, values.Event).ShouldBe((null, null, null, null, null));
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
            Event = new("ObjectCreated:Put"),
            Operation = new("INSERT"),
            View = new("KEYS_ONLY"),
        }).ShouldBe("""{"Time":"2026-11-22T06:00:00Z","Bytes":[1,2,255],"Stream":"AQL/","Status":{"Value":"Active"},"Event":"ObjectCreated:Put","Operation":"INSERT","View":"KEYS_ONLY"}""");
    }

    private static DateTime Time(Type kind, string json) => SerializerTests.Read<Values>(SerializerTests.Of(kind), $$"""{"Time":{{json}}}""").Time!.Value;
}

internal sealed class Values
{
    public DateTime? Time { get; init; }

    public byte[]? Bytes { get; init; }

    public MemoryStream? Stream { get; init; }

    public StatusType? Status { get; init; }

    public Amazon.S3.EventType? Event { get; init; }

    public Amazon.DynamoDBv2.OperationType? Operation { get; init; }

    public Amazon.DynamoDBv2.StreamViewType? View { get; init; }
}
