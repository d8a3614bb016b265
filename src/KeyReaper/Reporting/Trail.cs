using KeyReaper.Rules;

namespace KeyReaper.Reporting;

/// <summary>
/// What CloudTrail's event history shows and IAM does not: where a key was last used from, and who turned it off. It has only management events, of one Region, for 90 days:
/// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html
/// </summary>
internal static class Trail
{
    public const string WhatUseShows = "CloudTrail's event history shows it for 90 days: sourceIPAddress and userAgent in each line, the latest first. It lacks data events, such as reading an S3 object, and covers only the Region in the command.";
    public const string WhatOffShows = "CloudTrail's event history shows it for 90 days: time, name and the whole event of each time somebody turned the key on or off. If it shows nothing, that was longer ago.";

    private static readonly TimeSpan History = TimeSpan.FromDays(90);

    /// <summary>Shows the latest calls that the key signed in the Region of its last use. Null if that is not known, or too long ago to be found.</summary>
    public static string? OfUse(AccessKey key, DateTimeOffset now) => key.LastUse is LastUse.At use && now - use.Date < History
        ? $"aws cloudtrail lookup-events --region {Commands.Word(use.Region == "N/A" ? HomeOf(key.User) : use.Region)} --lookup-attributes {Commands.Word($"AttributeKey=AccessKeyId,AttributeValue={key.Id}")} --max-items 10 --query 'Events[].[CloudTrailEvent]' --output text"
        : null;

    /// <summary>
    /// Shows who turned the key off, if it was not KeyReaper. Looks events up by name, because the attribute AccessKeyId is the caller's key; the one in question is inside the event.
    /// </summary>
    public static string OfTurningOff(AccessKey key) =>
        $"aws cloudtrail lookup-events --region {HomeOf(key.User)} --lookup-attributes AttributeKey=EventName,AttributeValue=UpdateAccessKey --query {Commands.Word($"Events[?contains(CloudTrailEvent, `{key.Id}`)].[EventTime, Username, CloudTrailEvent]")} --output text";

    /// <summary>The Region in which calls to IAM and other services without Regions are recorded: the one that they are signed for.</summary>
    private static string HomeOf(IamUser user) => user.Arn.Split(':').ElementAtOrDefault(1) switch
    {
        "aws-us-gov" => "us-gov-west-1",
        "aws-cn" => "cn-north-1",
        "aws-eusc" => "eusc-de-east-1",
        _ => "us-east-1",
    };
}
