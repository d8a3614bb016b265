using System.Reflection;

namespace KeyReaper.Tests.Deployment;

public class HandlerTests
{
    [Fact]
    public void The_handler_that_the_template_names_is_there()
    {
        var (assembly, type, method) = Template.Source.With()["ReaperFunction"]["Handler"]!.ToString().Split("::") switch
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
