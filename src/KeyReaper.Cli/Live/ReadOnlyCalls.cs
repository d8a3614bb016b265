using System.Collections.Frozen;
using System.Web;
using KeyReaper.Aws;

namespace KeyReaper.Cli.Live;

/// <summary>
/// Makes HTTP clients over which nothing can be changed: a request leaves only if the one action it names is on the list, whoever wrote it.
/// It looks at the bytes about to be sent, below the SDK, so that neither a mistake above nor a retry gets around it.
/// </summary>
internal sealed class ReadOnlyCalls() : WholeAnswers(new())
{
    /// <summary>What a look at an account may ask. GenerateCredentialReport has IAM write a report about the account, which changes nothing in it.</summary>
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

    protected override HttpMessageHandler Handler() => new Guard(base.Handler());

    private sealed class Guard(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string[] named = [.. InQuery(request), .. await InBodyAsync(request, cancellationToken)];
            return named is [var action] && Actions.Contains(action)
                ? await base.SendAsync(request, cancellationToken)
                : throw new ReadOnlyException(named);
        }

        // The Query protocol takes an action from either place, so both are read, and two actions are as bad as a wrong one.
        private static string[] InQuery(HttpRequestMessage request) => ActionsIn(request.RequestUri?.Query ?? "");

        private static async Task<string[]> InBodyAsync(HttpRequestMessage request, CancellationToken cancelled)
        {
            if (request.Content is not { } content) return [];
            await content.LoadIntoBufferAsync(cancelled); // read here, sent again below
            return ActionsIn(await content.ReadAsStringAsync(cancelled));
        }

        private static string[] ActionsIn(string form) => HttpUtility.ParseQueryString(form).GetValues("Action") ?? [];
    }
}

internal sealed class ReadOnlyException(IEnumerable<string> actions)
    : Exception($"This is a look only: a call of {string.Join(" and ", actions.DefaultIfEmpty("no named action"))} was not sent.");
