using System.Reflection;
using System.Text.Json.Nodes;

namespace KeyReaper.Tests.Deployment;

public class HandlerTests
{
    [Fact]
    public void The_handler_that_the_template_names_is_there() => IsThere(Template.Source.With()["ReaperFunction"]);

    [Theory]
    [InlineData("ReaperFunction")]
    public void A_handler_that_the_hub_s_template_names_is_there(string function) => IsThere(Template.Hub.With(("OrganizationId", "o-a1b2c3d4e5"))[function]);

    private static void IsThere(JsonObject properties)
    {
        var (assembly, type, method) = properties["Handler"]!.ToString().Split("::") switch
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
