using System.Reflection;

namespace KeyReaper.Tests.Deployment;

public class HandlerTests
{
    [Fact]
    public void The_handler_that_the_template_names_is_there() => ShouldBeThere(Template.Source.With(), "ReaperFunction");

    [Theory]
    [InlineData("ReaperFunction")]
    [InlineData("DigestFunction")]
    [InlineData("ReportFunction")]
    public void The_handlers_that_the_hub_names_are_there(string resource) => ShouldBeThere(Template.Hub.With(("OrganizationId", "o-a1b2c3d4e5")), resource);

    private static void ShouldBeThere(Stack stack, string resource)
    {
        var (assembly, type, method) = stack[resource]["Handler"]!.ToString().Split("::") switch
        {
            [var first, var second, var third] => (first, second, third),
            var other => throw new FormatException(string.Join("::", other)),
        };

        var function = Assembly.Load(assembly).GetType(type, throwOnError: true)!;

        function.IsPublic.ShouldBeTrue();
        function.GetConstructor(Type.EmptyTypes).ShouldNotBeNull();
        function.GetMethods().Where(candidate => candidate.Name == method && candidate.IsPublic).ShouldHaveSingleItem(); // an overload would be ambiguous to Lambda
    }
}
