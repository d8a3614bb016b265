using System.Reflection;
using System.Runtime.CompilerServices;
using Amazon.Lambda.Core;

namespace KeyReaper.Tests.Bundled;

[Collection(ProcessWide.Name)]
public class LambdaCoreTests
{
    private static readonly Exception Problem = new InvalidOperationException("broken");

    public static TheoryData<LogLevel> Levels => [.. Enum.GetValues<LogLevel>()];

    [Theory]
    [MemberData(nameof(Levels))]
    public void Each_level_has_its_methods_and_they_end_in_the_three_a_logger_must_have(LogLevel level)
    {
        var recorder = new Recorder();
        ILambdaLogger logger = recorder;

        Plain(logger, level)("text {0}");
        logger.Log(level, "text {0}");
        Structured(logger, level)("text {0}", ["a"]);
        logger.Log(level, "text {0}", "a");
        WithException(logger, level)(Problem, "text {0}", ["a"]);
        logger.Log(level, Problem, "text {0}", "a");

        recorder.Lines.ShouldBe(
        [
            $"{level}: text {{0}}", $"{level}: text {{0}}",
            $"{level}: text {{0}} [a]", $"{level}: text {{0}} [a]",
            $"{level}: text {{0}} [a] broken", $"{level}: text {{0}} [a] broken",
        ]);
    }

    /// <summary>
    /// The methods that Amazon.Lambda.RuntimeSupport 2.1.2 calls on types that it finds here. It tolerates a missing type, but not a missing method: without
    /// it no function starts, or every invocation fails.
    /// </summary>
    [Theory]
    [InlineData("LambdaLogger", "SetConfigureStructuredLoggingAction", typeof(Action<StructuredLoggingOptions>))]
    [InlineData("LambdaTraceProvider", "SetCurrentTraceId", typeof(string))]
    [InlineData("SnapshotRestore", "CopyBeforeSnapshotCallbacksToRegistry", typeof(Action<Func<ValueTask>>))]
    [InlineData("SnapshotRestore", "CopyAfterRestoreCallbacksToRegistry", typeof(Action<Func<ValueTask>>))]
    [InlineData("ResponseStreaming.LambdaResponseStreamFactory", "SetLambdaResponseStream", null)]
    public void The_runtimes_client_finds_the_methods_of_each_type_that_it_finds(string type, string name, Type? parameter)
    {
        var core = typeof(LambdaLogger).Assembly;
        parameter ??= typeof(Func<,>).MakeGenericType(typeof(byte[]), core.GetType("Amazon.Lambda.Core.ResponseStreaming.ILambdaResponseStream", throwOnError: true)!);

        core.GetType($"Amazon.Lambda.Core.{type}", throwOnError: true)!.GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic, [parameter]).ShouldNotBeNull().ReturnType.ShouldBe(typeof(void));
        core.GetCustomAttributes<InternalsVisibleToAttribute>().ShouldContain(friend => friend.AssemblyName.Split(',')[0] == "Amazon.Lambda.RuntimeSupport");
    }

    [Fact]
    public void A_logger_of_two_methods_writes_unstructured_lines_without_their_level()
    {
        var bare = new Bare();
        ILambdaLogger logger = bare;

        logger.LogWarning("one");
        logger.Log(LogLevel.Error, "two");
        logger.Log("Debug", "three");

        bare.Lines.ShouldBe(["one", "two", "three"]);
    }

    [Fact]
    public void An_exception_is_logged_as_a_second_line_by_a_logger_that_only_has_templates()
    {
        var recorder = new TemplatesOnly();

        ((ILambdaLogger)recorder).LogError(Problem, "text {0}", "a");

        recorder.Lines.ShouldBe(["Error: text {0} [a]", $"Error: {Problem} [a]"]);
    }

    [Fact]
    public void A_context_has_empty_names_and_no_serializer_unless_it_says_otherwise()
    {
        ILambdaContext context = new BareContext();

        (context.TenantId, context.TraceId, context.Serializer).ShouldBe(("", "", null));
    }

    [Fact]
    public void A_serializer_attribute_names_a_type() =>
        new LambdaSerializerAttribute(typeof(string)) { SerializerType = typeof(int) }.SerializerType.ShouldBe(typeof(int));

    [Fact]
    public void The_static_logger_writes_through_the_fields_that_the_runtime_replaces()
    {
        var lines = new List<string>();
        using var plain = Replaced<Action<string>>("_loggingAction", lines.Add);
        using var leveled = Replaced<Action<string, string, object[]>>("_loggingWithLevelAction", (level, message, args) =>
            lines.Add($"{level}: {message} [{string.Join(',', args)}]"));
        using var failed = Replaced<Action<string, Exception, string, object[]>>("_loggingWithLevelAndExceptionAction", (level, problem, message, args) =>
            lines.Add($"{level}: {message} [{string.Join(',', args)}] {problem.Message}"));

        LambdaLogger.Log("plain");
        LambdaLogger.Log("Debug", "text {0}", 1);
        LambdaLogger.Log(LogLevel.Warning, "text {0}", 2);
        LambdaLogger.Log("Error", Problem, "text {0}", 3);
        LambdaLogger.Log(LogLevel.Critical, Problem, "text {0}", 4);

        lines.ShouldBe(["plain", "Debug: text {0} [1]", "Warning: text {0} [2]", "Error: text {0} [3] broken", "Critical: text {0} [4] broken"]);
    }

    [Fact]
    public void The_static_logger_writes_to_the_console_outside_Lambda()
    {
        var console = Console.Out;
        using var written = new StringWriter();
        Console.SetOut(written);

        LambdaLogger.Log("plain");
        LambdaLogger.Log(LogLevel.Error, Problem, "text {0}", 3);
        Console.SetOut(console);

        foreach (var part in (string[])["plain", "Error", "text {0}", "3", "broken"])
        {
            written.ToString().ShouldContain(part);
        }
    }

    private static Action<string> Plain(ILambdaLogger logger, LogLevel level) => level switch
    {
        LogLevel.Trace => logger.LogTrace,
        LogLevel.Debug => logger.LogDebug,
        LogLevel.Information => logger.LogInformation,
        LogLevel.Warning => logger.LogWarning,
        LogLevel.Error => logger.LogError,
        _ => logger.LogCritical,
    };

    private static Action<string, object[]> Structured(ILambdaLogger logger, LogLevel level) => level switch
    {
        LogLevel.Trace => logger.LogTrace,
        LogLevel.Debug => logger.LogDebug,
        LogLevel.Information => logger.LogInformation,
        LogLevel.Warning => logger.LogWarning,
        LogLevel.Error => logger.LogError,
        _ => logger.LogCritical,
    };

    private static Action<Exception, string, object[]> WithException(ILambdaLogger logger, LogLevel level) => level switch
    {
        LogLevel.Trace => logger.LogTrace,
        LogLevel.Debug => logger.LogDebug,
        LogLevel.Information => logger.LogInformation,
        LogLevel.Warning => logger.LogWarning,
        LogLevel.Error => logger.LogError,
        _ => logger.LogCritical,
    };

    private static Restored Replaced<T>(string field, T action)
        where T : Delegate
    {
        var target = typeof(LambdaLogger).GetField(field, BindingFlags.Static | BindingFlags.NonPublic).ShouldNotBeNull(field);
        target.IsInitOnly.ShouldBeFalse(field);
        var before = target.GetValue(null);
        target.SetValue(null, action);
        return new(() => target.SetValue(null, before));
    }

    private sealed record Restored(Action Restore) : IDisposable
    {
        public void Dispose() => Restore();
    }
}
