using System.Collections.Frozen;
using System.Web;
using KeyReaper.Aws;

namespace KeyReaper.Cli.Live;

/// <summary>
/// Makes HTTP clients that cannot change anything: a request is sent only if the one action it names is on the list, whoever wrote it.
/// It checks the bytes about to be sent, below the SDK, so that neither a mistake above it nor a retry can bypass it.
/// </summary>
/// <param name="clock">The clock by which keys are judged. If an answer shows that it is wrong, the look ends.</param>
/// <param name="entersAccounts">Whether roles in other accounts may be assumed, which changes nothing there either.</param>
internal sealed class ReadOnlyCalls(TimeProvider clock, bool entersAccounts = false) : WholeAnswers(new())
{
    /// <summary>
    /// How far off a clock may be before AWS refuses signatures: https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html
    /// The SDK silently corrects its signatures by any difference, and keys would then be judged by the wrong day.
    /// </summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The actions by which an account may be read. GenerateCredentialReport makes IAM write a report about the account, which changes nothing in it.</summary>
    public static FrozenSet<string> Actions { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        "GetCallerIdentity",
        "ListAccountAliases",
        "GenerateCredentialReport",
        "GetCredentialReport",
        "ListUsers",
        "GetUser",
        "ListAccessKeys",
        "GetAccessKeyLastUsed");

    protected override HttpMessageHandler Handler() => new Guard(base.Handler(), clock, entersAccounts ? Actions.Append("AssumeRole").ToFrozenSet(StringComparer.Ordinal) : Actions);

    private sealed class Guard(HttpMessageHandler inner, TimeProvider clock, FrozenSet<string> listed) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string[] named = [.. InQuery(request), .. await InBodyAsync(request, cancellationToken)];
            if (named is not [var action] || !listed.Contains(action)) throw new ReadOnlyException(named);

            var answer = await base.SendAsync(request, cancellationToken);
            return answer.Headers.Date is { } theirs && clock.GetUtcNow() is var ours && (ours - theirs).Duration() > Tolerance ? throw new WrongClockException(ours, theirs) : answer;
        }

        // The Query protocol takes an action from the query string or the body, so both are checked. Two actions are as bad as a wrong one.
        private static string[] InQuery(HttpRequestMessage request) => ActionsIn(request.RequestUri?.Query ?? "");

        private static async Task<string[]> InBodyAsync(HttpRequestMessage request, CancellationToken cancelled)
        {
            if (request.Content is not { } content) return [];
            await content.LoadIntoBufferAsync(cancelled); // read here, sent below
            return ActionsIn(await content.ReadAsStringAsync(cancelled));
        }

        private static string[] ActionsIn(string form) => HttpUtility.ParseQueryString(form).GetValues("Action") ?? [];
    }
}

internal sealed class WrongClockException(DateTimeOffset ours, DateTimeOffset theirs)
    : Exception($"This machine's clock says {ours:yyyy-MM-dd HH:mm:ss} UTC, and AWS's {theirs.UtcDateTime:yyyy-MM-dd HH:mm:ss}. Access keys would be judged by the wrong time, so none was. Set the clock.");

internal sealed class ReadOnlyException(IEnumerable<string> actions)
    : Exception($"This command only reads: a call of {string.Join(" and ", actions.DefaultIfEmpty("no named action"))} was not sent.");
