using KeyReaper.Pass;

namespace KeyReaper.Reporting;

/// <summary>The statements that grant missing IAM actions, no wider than the template's.</summary>
internal static class Grant
{
    public static IEnumerable<string> Statements(Report report, IEnumerable<string> actions)
    {
        var users = $"arn:{report.Settings.TopicArn.Split(':')[1]}:iam::{report.AccountId}:user/*";
        return
            from action in actions
            group action by Scope(action) into scope
            orderby scope.Key
            select $$"""{"Effect": "Allow", "Action": [{{string.Join(", ", scope.Select(action => $"\"{action}\""))}}], "Resource": "{{(scope.Key is ActionScope.Account ? "*" : users)}}"{{Condition(scope.Key)}}}""";
    }

    private static string Condition(ActionScope scope) => scope is ActionScope.OurTags
        ? """, "Condition": {"ForAllValues:StringLike": {"aws:TagKeys": "keyreaper:key:*"}, "Null": {"aws:TagKeys": "false"}}"""
        : "";

    private static ActionScope Scope(string action) => action switch
    {
        "iam:ListUsers" or "iam:ListAccountAliases" or "iam:GenerateCredentialReport" or "iam:GetCredentialReport" => ActionScope.Account,
        "iam:TagUser" or "iam:UntagUser" => ActionScope.OurTags,
        _ => ActionScope.Users,
    };

    private enum ActionScope
    {
        Account,
        Users,
        OurTags,
    }
}
