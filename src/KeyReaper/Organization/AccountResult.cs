namespace KeyReaper.Organization;

/// <summary>The result of one account, as the state machine writes it.</summary>
/// <param name="AccountId">12 digits.</param>
/// <param name="Outcome"><c>done</c>, <c>off</c>, <c>unreachable</c> or <c>failed</c>.</param>
/// <param name="Name">In AWS Organizations, where it could be read.</param>
/// <param name="Summary">What the pass answered, if it is done.</param>
/// <param name="Why">If it is not.</param>
public sealed record AccountResult(string AccountId, string Outcome, string? Name = null, Summary? Summary = null, string? Why = null)
{
    /// <summary>The pass's answer, if it is there and about this account.</summary>
    internal Summary? Answer => Outcome == "done" && Summary?.Account == AccountId ? Summary : null;
}

/// <summary>Some accounts' results, to be told in few bytes.</summary>
/// <param name="Room">Bytes.</param>
public sealed record DigestRequest(IReadOnlyList<AccountResult> Results, int Room);
