using System.Collections.Frozen;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Services.Iam;

/// <summary>IAM as far as KeyReaper and its operators need it; shapes after the service model of 2010-05-08.</summary>
internal static class IamService
{
    public static readonly QueryService Definition = new(
        "iam",
        "2010-05-08",
        "https://iam.amazonaws.com/doc/2010-05-08/",
        "ServiceFailure",
        new Dictionary<string, ActionHandler>(Belongings.Actions)
        {
            ["ListUsers"] = Users.List,
            ["GetUser"] = Users.Get,
            ["CreateUser"] = Users.Create,
            ["UpdateUser"] = Users.Update,
            ["DeleteUser"] = Users.Delete,
            ["ListUserTags"] = UserTags.List,
            ["TagUser"] = UserTags.Tag,
            ["UntagUser"] = UserTags.Untag,
            ["ListAccessKeys"] = AccessKeys.List,
            ["GetAccessKeyLastUsed"] = AccessKeys.GetLastUsed,
            ["CreateAccessKey"] = AccessKeys.Create,
            ["UpdateAccessKey"] = AccessKeys.Update,
            ["DeleteAccessKey"] = AccessKeys.Delete,
            ["ListAccountAliases"] = Accounts.ListAliases,
            ["CreateAccountAlias"] = Accounts.CreateAlias,
            ["GetAccountSummary"] = Accounts.GetSummary,
            ["GenerateCredentialReport"] = Reports.Generate,
            ["GetCredentialReport"] = Reports.Get,
        }.ToFrozenDictionary());

    public static Page<T> Page<T>(this Request request, IReadOnlyList<T> sorted, Func<T, string> sortKey, StringComparer comparer) =>
        request.World.Pages.Cut(
            sorted, sortKey, comparer, request.OptionalNumber("MaxItems", 1, 1000), request.Optional("Marker", Shape.Filled));
}
