namespace KeyReaper.Sandbox.Policies;

/// <summary>What a policy has to decide about.</summary>
/// <param name="Action">Such as <c>iam:TagUser</c>.</param>
/// <param name="Resource">An ARN; <c>*</c> for an action that has no resource type, so that only a policy for <c>*</c> covers it.</param>
/// <param name="Context">
/// The condition keys that are present, with their values. Names, including tag keys in them, are compared ignoring case.
/// </param>
internal sealed record AccessRequest(string Action, string Resource, IReadOnlyDictionary<string, IReadOnlyList<string>> Context);
