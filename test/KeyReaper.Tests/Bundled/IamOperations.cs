using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;

namespace KeyReaper.Tests.Bundled;

/// <summary>Every IAM operation: a call with all members set, the parameters it sends, and the error codes it maps to types.</summary>
internal sealed record IamOperation(string Name, Func<IAmazonIdentityManagementService, Task> Call, string Parameters, string TypedErrors)
{
    public static IReadOnlyList<IamOperation> All { get; } =
    [
        new("ListUsers",
            iam => iam.ListUsersAsync(new ListUsersRequest { Marker = "m/1+2=", MaxItems = 7, PathPrefix = "/a b/" }),
            "Marker=m/1+2=|MaxItems=7|PathPrefix=/a b/",
            "ServiceFailure"),
        new("ListAccessKeys",
            iam => iam.ListAccessKeysAsync(new ListAccessKeysRequest { Marker = "m", MaxItems = 1000, UserName = "anna" }),
            "Marker=m|MaxItems=1000|UserName=anna",
            "NoSuchEntity ServiceFailure"),
        new("GetAccessKeyLastUsed",
            iam => iam.GetAccessKeyLastUsedAsync(new() { AccessKeyId = "AKIA1" }),
            "AccessKeyId=AKIA1",
            ""),
        new("UpdateAccessKey",
            iam => iam.UpdateAccessKeyAsync(new("AKIA1", StatusType.Inactive) { UserName = "anna" }),
            "AccessKeyId=AKIA1|Status=Inactive|UserName=anna",
            "InvalidInput LimitExceeded NoSuchEntity ServiceFailure"),
        new("DeleteAccessKey",
            iam => iam.DeleteAccessKeyAsync(new("AKIA1") { UserName = "anna" }),
            "AccessKeyId=AKIA1|UserName=anna",
            "LimitExceeded NoSuchEntity ServiceFailure"),
        new("ListUserTags",
            iam => iam.ListUserTagsAsync(new() { Marker = "m", MaxItems = 1, UserName = "anna" }),
            "Marker=m|MaxItems=1|UserName=anna",
            "NoSuchEntity ServiceFailure"),
        new("TagUser",
            iam => iam.TagUserAsync(new() { Tags = [new() { Key = "a:b", Value = "x y+z/é&=" }, new() { Key = "c", Value = "" }], UserName = "anna" }),
            "Tags.member.1.Key=a:b|Tags.member.1.Value=x y+z/é&=|Tags.member.2.Key=c|Tags.member.2.Value=|UserName=anna",
            "ConcurrentModification InvalidInput LimitExceeded NoSuchEntity ServiceFailure"),
        new("UntagUser",
            iam => iam.UntagUserAsync(new() { TagKeys = ["a:b", "c"], UserName = "anna" }),
            "TagKeys.member.1=a:b|TagKeys.member.2=c|UserName=anna",
            "ConcurrentModification NoSuchEntity ServiceFailure"),
        new("GenerateCredentialReport",
            iam => iam.GenerateCredentialReportAsync(new GenerateCredentialReportRequest()),
            "",
            "LimitExceeded ServiceFailure"),
        new("GetCredentialReport",
            iam => iam.GetCredentialReportAsync(new GetCredentialReportRequest()),
            "",
            "ReportExpired ReportInProgress ReportNotPresent ServiceFailure"),
        new("ListAccountAliases",
            iam => iam.ListAccountAliasesAsync(new ListAccountAliasesRequest { Marker = "m", MaxItems = 2 }),
            "Marker=m|MaxItems=2",
            "ServiceFailure"),
        new("GetUser",
            iam => iam.GetUserAsync(new GetUserRequest { UserName = "anna" }),
            "UserName=anna",
            "NoSuchEntity ServiceFailure"),
        new("GetAccountSummary",
            iam => iam.GetAccountSummaryAsync(new GetAccountSummaryRequest()),
            "",
            "ServiceFailure"),
    ];

    public async Task<AmazonWebServiceResponse> AnswerAsync(IAmazonIdentityManagementService iam)
    {
        var call = Call(iam);
        await call;
        return (AmazonWebServiceResponse)call.GetType().GetProperty(nameof(Task<int>.Result))!.GetValue(call)!;
    }

    /// <summary>Every call that takes no request.</summary>
    public static IReadOnlyList<(string Name, Func<IAmazonIdentityManagementService, Task> Call)> Bare { get; } =
    [
        ("ListUsers", iam => iam.ListUsersAsync()),
        ("ListAccessKeys", iam => iam.ListAccessKeysAsync()),
        ("ListAccountAliases", iam => iam.ListAccountAliasesAsync()),
        ("GetUser", iam => iam.GetUserAsync()),
        ("GetAccountSummary", iam => iam.GetAccountSummaryAsync()),
        ("GenerateCredentialReport", iam => iam.GenerateCredentialReportAsync()),
        ("GetCredentialReport", iam => iam.GetCredentialReportAsync()),
    ];
}
