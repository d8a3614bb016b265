using Amazon.Lambda.Core;
using Amazon.Lambda.TestUtilities;

namespace KeyReaper.Tests.Bundled;

public class TestUtilitiesTests
{
    [Fact]
    public void The_loggers_buffer_holds_plain_text_as_written()
    {
        var logger = new TestLambdaLogger();

        logger.Log("a");
        logger.Log("b");
        logger.LogLine("c");

        logger.Buffer.ToString().ShouldBe($"abc{Environment.NewLine}");
    }

    [Fact]
    public void The_loggers_buffer_holds_level_template_and_arguments_but_does_not_fill_in_the_template()
    {
        var recorder = new TestLambdaLogger();
        ILambdaLogger logger = recorder;

        logger.LogInformation("plain");
        logger.LogWarning("key {id} idle {days}", "AKIA1", 31.5);

        Lines(recorder).ShouldBe(["Information: plain", "Warning: key {id} idle {days}", "\tAKIA1", "\t31.5"]);
        recorder.Buffer.ToString().ShouldEndWith($"31.5{Environment.NewLine}{Environment.NewLine}", customMessage: "the last argument ends a line, and so does the message");
    }

    [Fact]
    public void The_loggers_buffer_ends_with_the_exception()
    {
        var recorder = new TestLambdaLogger();
        var problem = new InvalidOperationException("broken");

        ((ILambdaLogger)recorder).LogError(problem, "key {id}", "AKIA1");

        recorder.Buffer.ToString().ShouldStartWith($"Error: key {{id}}{Environment.NewLine}\tAKIA1{Environment.NewLine}");
        recorder.Buffer.ToString().ShouldContain(problem.ToString());
    }

    [Fact]
    public void The_logger_does_not_inherit_the_default_that_calls_itself_without_end()
    {
        var map = typeof(TestLambdaLogger).GetInterfaceMap(typeof(ILambdaLogger));

        var own = map.InterfaceMethods.Zip(map.TargetMethods)
            .Where(pair => pair.Second.DeclaringType == typeof(TestLambdaLogger))
            .Select(pair => CSharp.Signature(pair.First));

        own.ShouldContain("virtual void Log(string level, string message)");
        own.ShouldContain("virtual void Log(string level, string message, params object[] args)");
        own.ShouldContain("virtual void Log(string level, Exception exception, string message, params object[] args)");
    }

    [Fact]
    public void A_context_has_a_logger_and_nothing_else()
    {
        var context = new TestLambdaContext();

        context.Logger.ShouldBeOfType<TestLambdaLogger>();
        foreach (var member in typeof(TestLambdaContext).GetProperties().Where(member => member.Name != nameof(context.Logger)))
        {
            member.GetValue(context).ShouldBe(member.PropertyType.IsValueType ? Activator.CreateInstance(member.PropertyType) : null, member.Name);
        }
    }

    [Fact]
    public void A_context_keeps_what_it_is_given_also_behind_the_interface()
    {
        ILambdaContext context = new TestLambdaContext
        {
            AwsRequestId = "id",
            RemainingTime = TimeSpan.FromMinutes(5),
            MemoryLimitInMB = 256,
            TenantId = "tenant",
            TraceId = "trace",
            Identity = new TestCognitoIdentity { IdentityId = "i", IdentityPoolId = "p" },
            ClientContext = new TestClientContext { Client = new TestClientApplication { AppTitle = "app" }, Custom = { ["k"] = "v" } },
        };

        (context.AwsRequestId, context.RemainingTime, context.MemoryLimitInMB).ShouldBe(("id", TimeSpan.FromMinutes(5), 256));
        (context.TenantId, context.TraceId, context.Identity.IdentityId).ShouldBe(("tenant", "trace", "i"));
        (context.ClientContext.Client.AppTitle, context.ClientContext.Custom["k"]).ShouldBe(("app", "v"));
        context.ClientContext.Environment.ShouldBeEmpty();
    }

    private static string[] Lines(TestLambdaLogger logger) => logger.Buffer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
